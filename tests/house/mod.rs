//! The house rules: which storey may know what. The map is in `ARCHITECTURE.md`.

use std::fs;
use std::path::{Path, PathBuf};

/// What a word in a source file means, and the places that may say it.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("diesel", &["store"]),
    ("actix_web", &["web", "api", "http", "commands", "main.rs"]),
    ("lettre", &["delivery"]),
    ("reqwest", &["delivery"]),
    ("Utc::now", &["clock.rs"]),
    ("SystemTime::now", &["clock.rs"]),
    ("rand::", &["random.rs"]),
    ("now_v7", &["random.rs"]),
    ("new_v4", &["random.rs"]),
];

/// Each storey with the modules of the crate it may use; an arrow is followed only downwards.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("announcement", &["announcement", "domain", "i18n"]),
    ("export", &["export", "domain", "i18n"]),
    ("i18n", &["i18n", "domain"]),
    ("store", &["store", "domain"]),
    (
        "actions",
        &[
            "actions",
            "store",
            "announcement",
            "export",
            "domain",
            "i18n",
            "clock",
            "random",
        ],
    ),
    ("delivery", &["delivery", "actions", "domain"]),
    (
        "worker",
        &["worker", "delivery", "actions", "store", "domain", "clock", "random"],
    ),
    (
        "http",
        &[
            "http", "actions", "store", "domain", "i18n", "clock", "random", "config",
        ],
    ),
    (
        "api",
        &["api", "http", "actions", "announcement", "export", "domain", "i18n"],
    ),
    (
        "web",
        &[
            "web",
            "api",
            "http",
            "actions",
            "announcement",
            "export",
            "domain",
            "i18n",
        ],
    ),
    ("config", &["config", "delivery", "domain"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test_only(&path) {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The storey a file belongs to: the first folder below `src`, or the file itself.
fn storey(file: &Path) -> String {
    file.strip_prefix(root())
        .unwrap()
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap()
        .to_owned()
}

/// Lines of code with their numbers; comments may speak of anything, and unit tests may reach anywhere.
fn code(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .zip(1..)
        .take_while(|(line, _)| *line != "#[cfg(test)]" || is_declaration_of_test_file(&text))
        .filter(|(line, _)| !line.trim_start().starts_with("//"))
        .map(|(line, number)| (number, line.to_owned()))
        .collect()
}

/// Whether the file's `#[cfg(test)]` stands before `mod name;`, a file of its own, and code goes on behind it.
fn is_declaration_of_test_file(text: &str) -> bool {
    text.split("#[cfg(test)]\n")
        .nth(1)
        .is_some_and(|rest| rest.lines().next().is_some_and(|line| line.ends_with(';')))
}

/// Whether a file is compiled for tests only, by what its parent says.
fn is_test_only(file: &Path) -> bool {
    let name = file.file_stem().unwrap().to_str().unwrap();
    let parent = file.parent().unwrap().join("mod.rs");
    fs::read_to_string(parent).is_ok_and(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
}

#[test]
fn each_library_is_known_in_one_storey_only() {
    let mut broken = Vec::new();
    for file in sources(&root()) {
        let storey = storey(&file);
        for (number, line) in code(&file) {
            for (word, places) in MAY_KNOW {
                if line.contains(word) && !places.contains(&storey.as_str()) {
                    broken.push(format!("{}:{number} says {word}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn arrows_are_followed_only_downwards() {
    let mut broken = Vec::new();
    for file in sources(&root()) {
        let storey = storey(&file);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == storey) else {
            continue;
        };
        for (number, line) in code(&file) {
            for used in line.split("crate::").skip(1) {
                let module: String = used
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect();
                if !module.is_empty() && !allowed.contains(&module.as_str()) {
                    broken.push(format!("{}:{number} reaches from {storey} to {module}", file.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A file reads in one sitting. The limit is a warning sign, not a style: split by subject before you raise it.
#[test]
fn files_read_in_one_sitting() {
    let long: Vec<String> = sources(&root())
        .into_iter()
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > 600)
        .map(|(lines, file)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
