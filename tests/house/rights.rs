//! Rights are asked in `actions/authorize.rs`, and every action somebody asks for goes through it.

use std::collections::BTreeSet;

use super::source::{House, ModulePath};

const WAY_IN: &str = "src/actions/authorize.rs";

/// Where something else than `authorize` asks what an actor may do.
pub fn asked_elsewhere(house: &House) -> Vec<String> {
    let others = house.modules.values().filter(|module| module.file != WAY_IN);
    others
        .flat_map(|module| {
            let members = module.members.iter().chain(&module.mentions);
            let asks = members.filter(|said| matches!(said.segments.last(), Some(name) if name == "may"));
            asks.map(|said| format!("{} line {} asks by itself", module.file, said.line))
        })
        .collect()
}

/// The functions of `actions` that take an actor and come to `authorize` neither themselves nor by what they call.
pub fn unasked(house: &House, own: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, module) in &house.modules {
        if path.first().is_none_or(|storey| storey != "actions") {
            continue;
        }
        for (at, item) in module.items.iter().enumerate() {
            let takes_actor = item
                .head
                .iter()
                .take_while(|word| *word != "->")
                .any(|word| word == "Actor");
            let name = format!("{}::{}", path[1..].join("::"), item.name);
            if item.kind == "fn" && item.public && takes_actor && module.file != WAY_IN {
                let asks = comes_to_authorize(house, path, at);
                if asks == own.contains(&name.as_str()) {
                    let said = if asks {
                        "is listed as its own and asks"
                    } else {
                        "does not ask for a right"
                    };
                    broken.push(format!("{}:{} {name} {said}", module.file, item.line));
                }
            }
        }
    }
    broken
}

fn comes_to_authorize(house: &House, path: &ModulePath, item: usize) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![(path, item)]);
    while let Some((path, item)) = next.pop() {
        if !seen.insert((path, item)) {
            continue;
        }
        for said in house.modules[path].mentions.iter().filter(|said| said.item == item) {
            let absolute = house.absolute(path, &said.segments).unwrap_or_default();
            let Some((home, rest)) = house.definition(&absolute) else {
                continue;
            };
            let there = &house.modules[home];
            if there.file == WAY_IN && !rest.is_empty() {
                return true;
            }
            let called = there.items.iter().enumerate();
            let called =
                called.filter(|(_, item)| item.kind == "fn" && item.inside.is_none() && rest == [item.name.clone()]);
            next.extend(called.map(|(at, _)| (home, at)));
        }
    }
    false
}

#[test]
fn an_action_that_asks_for_no_right_is_found() {
    let of = |roster: &str| {
        let house = House::of(&[
            ("src/lib.rs", "mod actions;"),
            ("src/actions/mod.rs", "mod authorize; mod roster;"),
            (
                "src/actions/authorize.rs",
                "pub fn allow(actor: &Actor) { actor.may() }",
            ),
            ("src/actions/roster.rs", roster),
        ]);
        let found = [unasked(&house, &["roster::mine"]), asked_elsewhere(&house)].concat();
        found.join("; ").replace("src/actions/roster.rs", "roster")
    };
    let asks =
        "use crate::actions::authorize; pub async fn f(cx: &C, actor: &Actor) { w(move |db| authorize::allow(actor)) }";
    assert_eq!(of(asks), "");
    assert_eq!(
        of("pub async fn f(a: &Actor) { g(a) } fn g(a: &Actor) { super::authorize::allow(a) }"),
        ""
    );
    assert_eq!(
        of("pub async fn mine(a: &Actor) {} pub async fn of_all(day: Day) -> Actor {}"),
        ""
    );
    assert_eq!(
        of("pub async fn f(a: &Actor) { g() } fn g() {}"),
        "roster:1 roster::f does not ask for a right"
    );
    let own = "pub async fn mine(a: &Actor) { super::authorize::allow(a) }";
    assert_eq!(of(own), "roster:1 roster::mine is listed as its own and asks");
    assert_eq!(
        of("fn f(a: &Actor) {\n if a.may(Right::Edit) {} }"),
        "roster line 2 asks by itself"
    );
}
