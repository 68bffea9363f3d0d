//! No two files use each other, not even by way of others. `mod name;` and `pub use` pass on and do not use.

use std::collections::{BTreeMap, BTreeSet};

use super::source::House;

type Arrows<'a> = BTreeMap<&'a str, BTreeMap<&'a str, String>>;

/// File → file it uses → why.
fn arrows(house: &House) -> Arrows<'_> {
    let mut arrows = Arrows::new();
    let mut add = |from, to, why: String| {
        if from != to {
            arrows.entry(from).or_default().entry(to).or_insert(why);
        }
    };
    for (path, module) in &house.modules {
        for (target, item, line) in house.uses(path) {
            if let Some(name) = item.first() {
                let to = house.modules[target].file.as_str();
                add(&module.file, to, format!("line {line} uses {name}"));
            }
        }
    }
    // A method away from the file of its type is imported by nobody; who calls one of that name uses its file.
    for (path, module) in &house.modules {
        let is_away = |block: usize| {
            let block = &module.items[block];
            let of_type = house.absolute(path, &block.of_type).unwrap_or_default();
            let home = house.definition(&of_type).map(|(home, _)| &house.modules[home].file);
            block.kind == "impl" && !block.implements && home.is_some_and(|home| *home != module.file)
        };
        for method in module.items.iter().filter(|item| item.inside.is_some_and(is_away)) {
            for (_, caller) in house.modules.iter().filter(|(other, _)| other.first() == path.first()) {
                let mut members = caller.members.iter();
                if let Some(call) = members.find(|member| member.segments[0] == method.name) {
                    add(
                        &caller.file,
                        &module.file,
                        format!("line {} calls {}", call.line, method.name),
                    );
                }
            }
        }
    }
    arrows
}

fn reaches<'a>(arrows: &Arrows<'a>, from: &'a str, to: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        if file == to {
            return true;
        }
        if seen.insert(file) {
            next.extend(arrows.get(file).into_iter().flat_map(BTreeMap::keys));
        }
    }
    false
}

pub fn broken(house: &House) -> Vec<String> {
    let arrows = arrows(house);
    let all = arrows
        .iter()
        .flat_map(|(from, targets)| targets.iter().map(move |(to, why)| (from, to, why)));
    all.filter(|(from, to, _)| reaches(&arrows, to, from))
        .map(|(from, to, why)| format!("{from} → {to}: {why}"))
        .collect()
}

#[test]
fn files_that_use_each_other_are_found() {
    let lib = ("src/lib.rs", "mod a; mod b; mod c; mod hub;");
    let hub = ("src/hub/mod.rs", "mod inner; pub use inner::T;");
    let inner = ("src/hub/inner.rs", "pub struct T;");
    let of = |a: &str, b: &str, c: &str| {
        let files = [lib, hub, inner, ("src/a.rs", a), ("src/b.rs", b), ("src/c.rs", c)];
        let found = broken(&House::of(&files));
        found
            .iter()
            .map(|line| line.replace("src/", "").replace(".rs", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("use crate::{b, c::{self, f}};", "fn b() {}", "pub fn f() {}"),
        [""; 0]
    );
    assert_eq!(
        of("use crate::b::{f}; pub fn a() {}", "pub fn f() { super::a::a(); }", ""),
        ["a → b: line 1 uses f", "b → a: line 1 uses a"]
    );
    let round = of(
        "pub fn a() {\n crate::b::b() }",
        "use crate::c::c as other; pub fn b() {}",
        "pub fn c() { vec![crate::a::a()]; }",
    );
    assert_eq!(round.len(), 3, "{round:?}");
    // Through a re-export to the file that defines it; unit tests and comments may say anything.
    assert_eq!(
        of(
            "pub use crate::b::b;",
            "pub fn b() {}",
            "use crate::a::b; /* crate::a */ fn c() { b() }"
        ),
        [""; 0]
    );
    assert_eq!(
        of(
            "use crate::b::b;\n#[cfg(test)] mod tests { use super::*; use crate::c::c; }",
            "pub fn b() {}",
            "pub fn c() { crate::a::x }"
        ),
        [""; 0]
    );
    // A method away from its type, called without an import.
    let storey = |b: &str| {
        let files = [
            ("src/lib.rs", "mod s;"),
            ("src/s/mod.rs", "mod a; mod b;"),
            ("src/s/a.rs", "pub struct A; impl A { pub fn a(self) { self.f() } }"),
            ("src/s/b.rs", b),
        ];
        broken(&House::of(&files)).len()
    };
    assert_eq!(storey("use crate::s::a::A; impl A { pub fn f(self) {} }"), 2);
    assert_eq!(storey("impl Clone for crate::s::a::A { fn f(self) {} }"), 0);
}
