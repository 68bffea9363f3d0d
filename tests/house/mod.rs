//! The house rules: what may use what. The map is in `ARCHITECTURE.md`; here it is held against the sources.

mod arrows;
mod circles;
mod libraries;
mod map;
mod names;
mod rights;
mod source;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use source::House;

fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

static HOUSE: LazyLock<House> = LazyLock::new(|| House::read(read));

/// Fails with what is broken, one a line.
#[track_caller]
fn holds(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn no_files_use_each_other() {
    holds(&circles::broken(&HOUSE));
}

#[test]
fn arrows_are_followed_as_they_are_drawn() {
    holds(&arrows::broken(&HOUSE, &read("ARCHITECTURE.md").unwrap()));
}

#[test]
fn libraries_stay_in_their_storeys() {
    holds(&libraries::broken(&HOUSE, libraries::BOUND));
    holds(&libraries::unplaced(&read("Cargo.toml").unwrap()));
}

/// Names still waiting to go; the list only becomes shorter.
const OLD_NAMES: &[&str] = &[
    "fn wall_minutes",
    "fn month_heading",
    "fn list",
    "fn of_consultation",
    "fn conflicts",
    "fn say_at",
    "fn invalid",
];

#[test]
fn public_names_are_used_by_more_than_tests() {
    let templates = walk("templates").into_iter().filter(|path| path.ends_with(".html"));
    let words: Vec<String> = templates
        .flat_map(|path| names::words_of_template(&read(&path).unwrap()))
        .collect();
    let mut unused = names::unused(&HOUSE, &words);
    unused.retain(|found| !OLD_NAMES.iter().any(|old| found.ends_with(old)));
    holds(&unused);
}

/// Actions on what is the actor's own.
const OWN: &[&str] = &["session::renew", "session::set_password"];

#[test]
fn rights_are_asked_in_one_place_and_by_every_action() {
    holds(&rights::asked_elsewhere(&HOUSE));
    holds(&rights::unasked(&HOUSE, OWN));
}

/// A warning sign, not a style: split by subject before you raise it.
const LONGEST_FILE: usize = 480;

#[test]
fn files_read_in_one_sitting() {
    let lengths = HOUSE.texts.iter().map(|(file, text)| (file, text.lines().count()));
    let long = lengths.filter(|(_, lines)| *lines > LONGEST_FILE);
    holds(
        &long
            .map(|(file, lines)| format!("{file}: {lines} lines"))
            .collect::<Vec<_>>(),
    );
}

/// Files of tests that are helpers, or about more than one file.
const BESIDE: &[&str] = &[
    "tests/main.rs",
    "tests/support/",
    "tests/house/",
    "tests/announcement/",
    "tests/domain/samples.rs",
    "tests/i18n/",
    "tests/store/connection.rs",
    "tests/store/migrations.rs",
    "tests/store/sample.rs",
    "tests/web/closed.rs",
    "tests/worker/channel.rs",
];

#[test]
fn what_is_named_is_there() {
    let exists = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists();
    holds(&map::lost(&read("ARCHITECTURE.md").unwrap(), exists));
    holds(&map::mirror_nothing(&walk("tests"), BESIDE, exists));
}

/// All files below a folder.
fn walk(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap());
    paths
        .flat_map(|entry| {
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
