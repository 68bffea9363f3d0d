//! The words: the same messages in three languages, each used, each of its language.

mod dates;
mod files;
mod keys;
mod plurals;
mod sentences;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dutyline::domain::language::Locale;

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with one of these endings, in order.
pub fn files_under(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path, endings));
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files of a language by their name below its folder, `manage/roster`.
pub fn files(locale: Locale) -> BTreeMap<String, String> {
    let folder = root().join("locales").join(locale.code());
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().with_extension("");
        (name.to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    files_under(&folder, &["ftl"]).into_iter().map(named).collect()
}

/// Every message of a language: key and source.
pub fn messages(locale: Locale) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for (file, source) in files(locale) {
        let mut last = None;
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (key, value) = line.split_once('=').unwrap_or((line, ""));
                let key = key.trim().to_owned();
                let before = messages.insert(key.clone(), value.to_owned());
                assert!(before.is_none(), "{key} is twice in {locale}, once in {file}");
                last = Some(key);
            } else if let Some(message) = last.as_ref().and_then(|key| messages.get_mut(key))
                && !line.starts_with('#')
            {
                message.push('\n');
                message.push_str(line);
            }
        }
    }
    messages
}
