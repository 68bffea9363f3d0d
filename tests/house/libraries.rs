//! A library that belongs to a storey is used there only; so are the machine's clock and its random numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::source::House;

/// A path into a library, and all storeys that use it.
pub const BOUND: &[(&str, &[&str])] = &[
    ("actix_multipart", &["http"]),
    ("actix_web", &["api", "http", "web"]),
    ("argon2", &["actions"]),
    ("askama", &["actions", "web"]),
    ("calamine", &["announcement"]),
    ("chrono::Utc::now", &["clock"]),
    ("clap", &["config", "main"]),
    ("csv", &["announcement", "export"]),
    ("diesel", &["store"]),
    ("diesel_migrations", &["store"]),
    ("flate2", &["http"]),
    ("fluent_bundle", &["i18n"]),
    ("governor", &["http"]),
    ("hmac", &["actions"]),
    ("html5ever", &["announcement"]),
    ("lettre", &["delivery"]),
    ("prometheus", &["http"]),
    ("encoding_rs", &["announcement"]),
    ("icu_normalizer", &["announcement"]),
    ("quick_xml", &["announcement"]),
    ("rand", &["random"]),
    ("rust_xlsxwriter", &["export"]),
    ("rustix", &["clock", "http"]),
    ("scraper", &["announcement"]),
    ("serde_qs", &["http"]),
    ("sha2", &["actions", "digest"]),
    ("socket2", &["http"]),
    ("std::fs", &["commands", "store"]),
    ("std::time::Instant::now", &["http", "store"]),
    ("std::time::SystemTime::now", &[]),
    ("tracing_subscriber", &["telemetry"]),
    ("utoipa", &["api", "http"]),
    ("uuid::Uuid::new_v4", &[]),
    ("uuid::Uuid::now_v7", &[]),
    ("zip", &["announcement", "export"]),
    ("zxcvbn", &["actions"]),
];

/// Libraries any storey may use.
const COMMON: &[&str] = &[
    "base64",
    "chrono",
    "chrono_tz",
    "serde",
    "serde_json",
    "thiserror",
    "tokio",
    "tokio_util",
    "tracing",
    "url",
    "uuid",
];

/// Named in `Cargo.toml` for their features only.
const BUILT_IN: &[&str] = &["libsqlite3_sys", "openssl_sys", "pq_sys"];

pub fn broken(house: &House, bound: &[(&str, &[&str])]) -> Vec<String> {
    let mut really: BTreeMap<&str, BTreeSet<&str>> = bound.iter().map(|(path, _)| (*path, BTreeSet::new())).collect();
    let mut broken = Vec::new();
    for (path, module) in &house.modules {
        let storey = path.first().map_or("lib", String::as_str);
        let imports = module.imports.iter().map(|import| (&import.target, import.line));
        let mentions = module.mentions.iter().map(|mention| (&mention.segments, mention.line));
        for (written, line) in imports.chain(mentions) {
            let Some(used) = house.library(path, written) else {
                continue;
            };
            let used = used.join("::") + "::";
            for (library, storeys) in bound {
                if used.starts_with(&format!("{library}::")) {
                    if !storeys.contains(&storey) {
                        broken.push(format!("{} line {line} uses {library}", module.file));
                    }
                    really.entry(library).or_default().insert(storey);
                }
            }
        }
    }
    for (library, storeys) in bound {
        let unused = storeys.iter().filter(|storey| !really[library].contains(*storey));
        broken.extend(unused.map(|storey| format!("{storey} may use {library} and does not")));
    }
    broken
}

/// The libraries of `Cargo.toml` that have no place here.
pub fn unplaced(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let names = lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "));
    let places: Vec<&str> = BOUND.iter().map(|(path, _)| *path).collect();
    names
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| !places.contains(&name.as_str()) && !COMMON.contains(&name.as_str()))
        .filter(|name| !BUILT_IN.contains(&name.as_str()))
        .collect()
}

#[test]
fn a_library_in_a_foreign_storey_is_found_however_it_is_imported() {
    let bound: &[(&str, &[&str])] = &[("diesel", &["store"]), ("chrono::Utc::now", &["clock"])];
    let of = |rules: &str| {
        let files = [
            ("src/lib.rs", "pub mod store; pub mod clock; pub mod rules;"),
            ("src/store.rs", "pub use diesel::prelude; use chrono::Utc;"),
            (
                "src/clock.rs",
                "use chrono::{DateTime, Utc as Zone}; fn now() { Zone::now() }",
            ),
            ("src/rules.rs", rules),
        ];
        broken(&House::of(&files), bound)
    };
    assert_eq!(
        of("use chrono::Utc; fn f(now: DateTime<Utc>) { store.diesel(); }"),
        [""; 0]
    );
    for used in [
        "use diesel::Connection;",
        "use {diesel as sql};",
        "fn f() { vec![diesel::insert()] }",
        "#[derive(diesel::Queryable)] struct S;",
        "#[diesel::table(x)] struct S;",
        "fn f() { ::diesel::x() }",
    ] {
        assert_eq!(of(used), ["src/rules.rs line 1 uses diesel"], "{used}");
    }
    for used in [
        "chrono::Utc::now()",
        "{ use chrono::Utc as U; U::now() }",
        "x.map(chrono::Utc::now)",
    ] {
        let found = of(&format!("fn f() {{ {used} }}"));
        assert_eq!(found, ["src/rules.rs line 1 uses chrono::Utc::now"], "{used}");
    }
    let none = House::of(&[("src/lib.rs", "mod clock;"), ("src/clock.rs", "")]);
    assert_eq!(broken(&none, bound).len(), 2, "an empty permission is found");
    let manifest =
        "[dependencies]\n# why\ntokio = \"1\"\nnew-one = { version = \"1\" }\n[dev-dependencies]\nother = \"1\"";
    assert_eq!(unplaced(manifest), ["new_one"]);
}
