//! A storey uses what `ARCHITECTURE.md` draws for it: nothing else, nothing less, and only what stands below it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{House, ModulePath};

type Storeys = BTreeMap<String, BTreeSet<String>>;

/// The storeys of the table, from the ground up, each with those it may use.
fn drawn(architecture: &str) -> Vec<(String, BTreeSet<String>)> {
    let quoted = |cell: &str| -> BTreeSet<String> {
        let names = cell.split('`').skip(1).step_by(2);
        names
            .map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_owned())
            .collect()
    };
    let rows = architecture.lines().skip_while(|line| !line.starts_with("| storey"));
    rows.skip(2)
        .take_while(|line| line.starts_with('|'))
        .flat_map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            let uses = quoted(cells[2]);
            quoted(cells[1]).into_iter().map(move |storey| (storey, uses.clone()))
        })
        .collect()
}

/// The storeys of the sources, each with those it uses.
fn built(house: &House) -> Storeys {
    let mut storeys = Storeys::new();
    for path in house.modules.keys() {
        let Some(from) = path.first() else { continue };
        let used = storeys.entry(from.clone()).or_default();
        let said = &house.modules[path];
        let imports = said.imports.iter().map(|import| &import.target);
        for written in imports.chain(said.mentions.iter().map(|mention| &mention.segments)) {
            let absolute = house.absolute(path, written);
            let storey = absolute.and_then(|path| path.into_iter().next());
            used.extend(storey.filter(|storey| storey != from && house.modules.contains_key(&vec![storey.clone()])));
        }
    }
    storeys
}

pub fn broken(house: &House, architecture: &str) -> Vec<String> {
    let (drawn, mut built) = (drawn(architecture), built(house));
    let mut broken = Vec::new();
    let mut below: ModulePath = Vec::new();
    for (storey, uses) in drawn {
        let Some(really) = built.remove(&storey) else {
            broken.push(format!("{storey} is drawn and not built"));
            continue;
        };
        broken.extend(
            really
                .difference(&uses)
                .map(|other| format!("{storey} uses {other}, which is not drawn")),
        );
        broken.extend(
            uses.difference(&really)
                .map(|other| format!("{storey} is drawn to use {other} and does not")),
        );
        let upwards = really.iter().filter(|other| !below.contains(other));
        broken.extend(upwards.map(|other| format!("{storey} uses {other}, which stands above it")));
        below.push(storey);
    }
    broken.extend(built.keys().map(|storey| format!("{storey} is built and not drawn")));
    broken
}

#[test]
fn arrows_that_are_not_drawn_are_found_and_so_are_those_that_are_not_there() {
    let drawn = "words\n\n| storey | uses | for |\n|---|---|---|\n| `clock.rs` | | |\n| `rules/` | | |\n| `web/` | `rules`, `clock` | |\n";
    let of = |web: &str, rules: &str| {
        let lib = ("src/lib.rs", "pub mod web; pub mod rules; pub mod clock;");
        let more = ("src/rules/more.rs", rules);
        let files = [
            lib,
            ("src/web.rs", web),
            ("src/rules/mod.rs", "mod more;"),
            more,
            ("src/clock.rs", ""),
        ];
        broken(&House::of(&files), drawn)
    };
    assert_eq!(of("use crate::{clock::{self, Now}, rules::Rule};", ""), [""; 0]);
    assert_eq!(of("fn f() { crate::clock::now(super::rules::rule) }", ""), [""; 0]);
    let all = "use crate::{clock, rules};";
    assert_eq!(of("use crate::rules;", ""), ["web is drawn to use clock and does not"]);
    for upwards in [
        "use super::super::web;",
        "fn f() { println!(\"{}\", crate::web::x()); }",
    ] {
        let found = of(all, upwards);
        assert_eq!(
            found,
            [
                "rules uses web, which is not drawn",
                "rules uses web, which stands above it"
            ]
        );
    }
    assert_eq!(of(all, "#[cfg(test)]\nmod tests { use crate::web; }"), [""; 0]);
    assert_eq!(
        of(all, "use crate::{rules::a, clock::b};"),
        ["rules uses clock, which is not drawn"]
    );
    let more = House::of(&[("src/lib.rs", "mod attic;"), ("src/attic.rs", "")]);
    assert_eq!(broken(&more, drawn).last().unwrap(), "attic is built and not drawn");
}
