//! `ARCHITECTURE.md` names files that are there, and the tests mirror the sources.

/// The paths a text names in backquotes below one of these folders that do not exist.
pub fn lost(text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let paths =
        quoted.filter(|name| name.contains('/') && !name.contains(['*', '{', ' ', '<']) && !name.starts_with('/'));
    paths
        .filter(|path| {
            !["", "src/", "src/web/", "tests/"]
                .iter()
                .any(|root| exists(&format!("{root}{path}")))
        })
        .map(|path| format!("{path} is named and not there"))
        .collect()
}

/// The invariants of a text that name neither a test nor a type that holds them.
pub fn unheld(text: &str) -> Vec<String> {
    let section = text.split("## Invariants").nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let invariants = section.split("\n- ").skip(1);
    let is_held = |invariant: &&str| {
        let last = invariant.rsplit('(').next().unwrap_or_default();
        last.trim_end().ends_with(')') && (last.contains("`tests/") || last.contains("`src/") || last.contains("::"))
    };
    let unheld = invariants.filter(|invariant| !is_held(invariant));
    unheld.map(|invariant| format!("nothing holds: {invariant}")).collect()
}

/// Where tests and sources do not mirror each other: tests with the name of nothing in `src`, and sources below these
/// storeys without a test of their name, unless they test themselves or another test is named that holds them.
pub fn unmirrored(
    tests: &[String],
    sources: &[(String, bool)],
    storeys: &[&str],
    beside: &[&str],
    held_by: &[(&str, &str)],
) -> Vec<String> {
    let bare = |path: &str| {
        let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split_once('/').map_or("", |(_, below)| below).to_owned()
    };
    let rust: Vec<&String> = tests.iter().filter(|test| test.ends_with(".rs")).collect();
    let is_folder = |path: &str| {
        sources
            .iter()
            .any(|(source, _)| source.starts_with(&format!("src/{path}/")))
    };
    let has_source = |path: &str| sources.iter().any(|(source, _)| bare(source) == path) || is_folder(path);
    let has_test = |path: &str| rust.iter().any(|test| bare(test) == path);
    let mut found: Vec<String> = rust
        .iter()
        .filter(|test| !has_source(&bare(test)) && !beside.iter().any(|other| test.starts_with(other)))
        .map(|test| format!("{test} has the name of nothing in src"))
        .collect();
    let bound = |source: &&(String, bool)| {
        let below = source.0.trim_start_matches("src/");
        storeys.iter().any(|storey| below.starts_with(&format!("{storey}/"))) && !below.ends_with("/mod.rs")
    };
    let is_held = |source: &str, tests_itself: bool| tests_itself || has_test(&bare(source));
    for (source, tests_itself) in sources.iter().filter(bound) {
        let named = held_by.iter().any(|(held, _)| held == source);
        if !named && !is_held(source, *tests_itself) {
            found.push(format!("{source} has no test of its name"));
        }
    }
    for (held, by) in held_by {
        let source = sources.iter().find(|(source, _)| source == held);
        if source.is_none_or(|(source, tests_itself)| is_held(source, *tests_itself)) {
            found.push(format!("{held} needs no other test"));
        }
        if !tests.iter().any(|test| test == by) {
            found.push(format!("{by} is to hold {held} and is not there"));
        }
    }
    found
}

#[test]
fn names_that_lead_nowhere_are_found() {
    let exists = |path: &str| ["tests/a.rs", "src/rules", "src/rules/day.rs"].contains(&path);
    let text = "`tests/a.rs` `rules/day.rs` `/manage/x` `locales/*` `old/day.rs` a::b";
    assert_eq!(lost(text, exists), ["old/day.rs is named and not there"]);
    let architecture =
        "## Invariants\n\nEach.\n\n- **A.** (`tests/a.rs`)\n- **B** (or b).\n- **C.** (`a::C`,\n  `x`)\n\n## More\n- D";
    assert_eq!(unheld(architecture), ["nothing holds: **B** (or b)."]);
    let tests = [
        "tests/rules/mod.rs",
        "tests/rules/day.rs",
        "tests/rules/dusk.rs",
        "tests/x/y.rs",
    ]
    .map(str::to_owned);
    let sources = [
        ("src/rules/mod.rs", false),
        ("src/rules/day.rs", false),
        ("src/rules/own.rs", true),
        ("src/rules/night.rs", false),
        ("src/rules/noon.rs", false),
        ("src/other/free.rs", false),
    ]
    .map(|(source, tests_itself)| (source.to_owned(), tests_itself));
    let of = |held_by: &[(&str, &str)]| unmirrored(&tests, &sources, &["rules"], &["tests/x/"], held_by);
    assert_eq!(
        of(&[("src/rules/noon.rs", "tests/rules/day.rs")]),
        [
            "tests/rules/dusk.rs has the name of nothing in src",
            "src/rules/night.rs has no test of its name"
        ]
    );
    let held = of(&[
        ("src/rules/night.rs", "tests/gone.rs"),
        ("src/rules/day.rs", "tests/rules/day.rs"),
    ]);
    assert_eq!(
        held[2..],
        [
            "tests/gone.rs is to hold src/rules/night.rs and is not there",
            "src/rules/day.rs needs no other test"
        ]
    );
}
