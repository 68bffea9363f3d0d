//! The house rules: what may use what. The map is in `ARCHITECTURE.md`; here it is held against the sources.

mod arrows;
mod circles;
mod libraries;
mod map;
mod names;
mod places;
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

#[test]
fn what_an_invariant_hangs_on_stays_in_its_place() {
    holds(&places::broken(&HOUSE, places::PLACES));
}

#[test]
fn public_names_are_used_by_more_than_tests() {
    let templates = walk("templates").into_iter().filter(|path| path.ends_with(".html"));
    let words: Vec<String> = templates
        .flat_map(|path| names::words_of_template(&read(&path).unwrap()))
        .collect();
    holds(&names::unused(&HOUSE, &words));
}

/// Actions on what is the actor's own.
const OWN: &[&str] = &["session::asks_for_current", "session::renew", "session::set_password"];

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
    "tests/commands/migrate.rs",
    "tests/domain/assignment/brute.rs",
    "tests/domain/assignment/program.rs",
    "tests/domain/assignment/rivals.rs",
    "tests/domain/assignment/samples.rs",
    "tests/domain/samples.rs",
    "tests/i18n/",
    "tests/store/sample.rs",
    "tests/web/closed.rs",
    "tests/worker/channel.rs",
];

/// The storeys of which every file has a test of its name.
const MIRRORED: &[&str] = &[
    "actions", "api", "commands", "delivery", "domain", "http", "store", "worker",
];

/// Files of these that another test holds.
const HELD_BY: &[(&str, &str)] = &[
    ("src/actions/announcement/apply.rs", "tests/actions/announcement.rs"),
    ("src/actions/announcement/plan.rs", "tests/actions/announcement.rs"),
    ("src/actions/blocking.rs", "tests/web/session.rs"),
    ("src/actions/contribution/change.rs", "tests/actions/contribution.rs"),
    ("src/actions/contribution/enter.rs", "tests/actions/contribution.rs"),
    ("src/actions/contribution/group.rs", "tests/actions/contribution.rs"),
    ("src/actions/contribution/position.rs", "tests/actions/contribution.rs"),
    ("src/actions/contribution/verdict.rs", "tests/actions/contribution.rs"),
    ("src/actions/error.rs", "tests/http/errors.rs"),
    (
        "src/actions/message/render.rs",
        "tests/actions/message/duty_reminder.rs",
    ),
    ("src/actions/revision/past.rs", "tests/api/revision.rs"),
    ("src/actions/roster/edit.rs", "tests/actions/roster.rs"),
    ("src/actions/roster/generate.rs", "tests/api/draft.rs"),
    ("src/actions/roster/share.rs", "tests/api/draft.rs"),
    ("src/actions/swap/colleagues.rs", "tests/actions/swap.rs"),
    ("src/actions/swap/duty.rs", "tests/actions/swap.rs"),
    ("src/actions/swap/offer.rs", "tests/actions/swap.rs"),
    ("src/actions/swap/overview.rs", "tests/actions/swap.rs"),
    ("src/actions/swap/take.rs", "tests/actions/swap.rs"),
    ("src/actions/topic.rs", "tests/web/manage/consultation/settings.rs"),
    ("src/actions/wake.rs", "tests/worker/mod.rs"),
    ("src/api/answers.rs", "tests/http/cache.rs"),
    ("src/api/draft/changes.rs", "tests/api/draft.rs"),
    ("src/api/draft/fill.rs", "tests/api/draft.rs"),
    ("src/api/fields.rs", "tests/api/call.rs"),
    ("src/api/values.rs", "tests/api/call.rs"),
    ("src/i18n/sharing.rs", "tests/api/staff.rs"),
    ("src/commands/demo.rs", "tests/browser/demo.test.js"),
    ("src/commands/failure.rs", "tests/commands/mod.rs"),
    ("src/commands/shared.rs", "tests/commands/mod.rs"),
    ("src/delivery/email/sessions.rs", "tests/delivery/email.rs"),
    ("src/delivery/email/steps.rs", "tests/delivery/email.rs"),
    ("src/domain/assignment/chains.rs", "tests/domain/assignment/solve.rs"),
    ("src/domain/assignment/exact.rs", "tests/domain/assignment/solve.rs"),
    ("src/domain/assignment/flow.rs", "tests/domain/assignment/solve.rs"),
    ("src/domain/assignment/network.rs", "tests/domain/assignment/solve.rs"),
    ("src/domain/assignment/plan.rs", "tests/domain/assignment/scheme.rs"),
    ("src/domain/assignment/prices.rs", "tests/domain/assignment/solve.rs"),
    ("src/domain/assignment/schedule.rs", "tests/domain/assignment/solve.rs"),
    (
        "src/domain/assignment/weights.rs",
        "tests/domain/assignment/solution.rs",
    ),
    ("src/domain/audit.rs", "tests/actions/audit.rs"),
    ("src/domain/caller.rs", "tests/store/call.rs"),
    ("src/domain/code.rs", "tests/i18n/keys.rs"),
    ("src/domain/fault.rs", "tests/i18n/keys.rs"),
    ("src/domain/finding/report.rs", "tests/domain/coverage.rs"),
    ("src/domain/ids.rs", "tests/api/call.rs"),
    ("src/domain/message.rs", "tests/store/message.rs"),
    ("src/http/body.rs", "tests/http/forms.rs"),
    ("src/http/etag.rs", "tests/http/cache.rs"),
    ("src/http/layers.rs", "tests/http/observe.rs"),
    ("src/http/metrics.rs", "tests/http/health.rs"),
    ("src/http/problem.rs", "tests/http/errors.rs"),
    ("src/http/server.rs", "tests/commands/serve.rs"),
    ("src/http/state.rs", "tests/http/session.rs"),
    ("src/store/db/error.rs", "tests/store/db/writer.rs"),
    ("src/store/db/schema.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/schema/absence.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/schema/feed.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/schema/publication.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/schema/register.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/schema/swap.rs", "tests/store/db/migrate.rs"),
    ("src/store/db/transaction.rs", "tests/store/db/pool.rs"),
    ("src/store/db/types.rs", "tests/store/revision.rs"),
    ("src/worker/shift.rs", "tests/worker/lane.rs"),
    ("src/worker/tally.rs", "tests/worker/lane.rs"),
];

#[test]
fn what_is_named_is_there_and_tests_mirror_the_sources() {
    let exists = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists();
    let architecture = read("ARCHITECTURE.md").unwrap();
    holds(&map::lost(&architecture, exists));
    holds(&map::unheld(&architecture));
    let tests_itself = |path: &str| read(path).unwrap().contains("#[cfg(test)]");
    let sources: Vec<(String, bool)> = walk("src")
        .into_iter()
        .map(|path| (path.clone(), tests_itself(&path)))
        .collect();
    holds(&map::unmirrored(&walk("tests"), &sources, MIRRORED, BESIDE, HELD_BY));
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
