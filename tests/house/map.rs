//! `ARCHITECTURE.md` names files that are there, and a file of tests has the name of what it tests.

/// The paths a text names in backquotes below one of these folders that do not exist.
pub fn lost(text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let paths =
        quoted.filter(|name| name.contains('/') && !name.contains(['*', '{', ' ', '<']) && !name.starts_with('/'));
    paths
        .filter(|path| !exists(path) && !exists(&format!("src/{path}")))
        .map(|path| format!("{path} is named and not there"))
        .collect()
}

/// The files of tests that mirror nothing of `src`; `beside` are helpers and what is about more than one file.
pub fn mirror_nothing(tests: &[String], beside: &[&str], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mirrors = |test: &str| {
        let stem = test
            .trim_start_matches("tests/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod");
        exists(&format!("src/{stem}.rs")) || exists(&format!("src/{stem}"))
    };
    let rust = tests.iter().filter(|test| test.ends_with(".rs"));
    rust.filter(|test| !mirrors(test) && !beside.iter().any(|other| test.starts_with(other)))
        .map(|test| format!("{test} has the name of nothing in src"))
        .collect()
}

#[test]
fn names_that_lead_nowhere_are_found() {
    let exists = |path: &str| ["tests/a.rs", "src/rules", "src/rules/day.rs"].contains(&path);
    let text = "`tests/a.rs` `rules/day.rs` `/manage/x` `locales/*` `old/day.rs` a::b";
    assert_eq!(lost(text, exists), ["old/day.rs is named and not there"]);
    let tests = [
        "tests/rules/mod.rs",
        "tests/rules/day.rs",
        "tests/rules/night.rs",
        "tests/x/y.rs",
    ]
    .map(str::to_owned);
    let found = mirror_nothing(&tests, &["tests/x/"], exists);
    assert_eq!(found, ["tests/rules/night.rs has the name of nothing in src"]);
}
