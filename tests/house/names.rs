//! Public names nothing uses but tests. In a library everything public looks used to the compiler, so here it is asked
//! what `main` and the pages reach.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{House, Mention, ModulePath};

type Node<'a> = (&'a ModulePath, usize);

struct Search<'a> {
    house: &'a House,
    /// Items by the module and name a path leads to.
    free: BTreeMap<(&'a ModulePath, String), Vec<Node<'a>>>,
    /// Methods by name alone; nobody knows here of what type a value is.
    methods: BTreeMap<&'a str, Vec<Node<'a>>>,
    /// `impl` blocks, and what stands in those of traits, by the type they are for.
    with_type: BTreeMap<Node<'a>, Vec<Node<'a>>>,
    reached: BTreeSet<Node<'a>>,
    next: Vec<Node<'a>>,
}

impl<'a> Search<'a> {
    fn of(house: &'a House, templates: &'a [String]) -> Self {
        let mut search = Self {
            house,
            free: BTreeMap::new(),
            methods: BTreeMap::new(),
            with_type: BTreeMap::new(),
            reached: BTreeSet::new(),
            next: Vec::new(),
        };
        let nodes = house.modules.iter().flat_map(|(path, module)| {
            let items = module.items.iter().enumerate();
            items.map(move |(at, item)| ((path, at), module, item))
        });
        for (node, module, item) in nodes.clone() {
            let around = item.inside.map(|around| &module.items[around]);
            match around {
                None if item.kind != "impl" => {
                    search.free.entry((node.0, item.name.clone())).or_default().push(node);
                }
                Some(block) if block.kind == "impl" && !block.implements => {
                    search.methods.entry(&item.name).or_default().push(node);
                }
                _ => {}
            }
        }
        for (node, module, item) in nodes {
            let block = item.inside.map_or(item, |around| &module.items[around]);
            if block.kind == "impl" && (block.implements || item.inside.is_none()) {
                match search.free_items(node.0, &block.of_type).first().copied() {
                    Some(of_type) => search.with_type.entry(of_type).or_default().push(node),
                    None => search.next.push(node),
                }
            } else if block.kind == "trait" && item.inside.is_some() {
                search
                    .with_type
                    .entry((node.0, item.inside.unwrap()))
                    .or_default()
                    .push(node);
            } else if node.0.first().is_some_and(|storey| storey == "main") || item.kind == "macro_rules" {
                search.next.push(node);
            } else if item.name.is_empty() {
                // A macro that is called.
                search.next.push(node);
            }
        }
        for word in templates {
            search
                .next
                .extend(search.methods.get(word.as_str()).into_iter().flatten());
        }
        search
    }

    fn free_items(&self, module: &'a ModulePath, written: &[String]) -> &[Node<'a>] {
        let absolute = self.house.absolute(module, written).unwrap_or_default();
        match self.house.definition(&absolute) {
            Some((home, rest)) if !rest.is_empty() => {
                self.free.get(&(home, rest[0].clone())).map_or(&[], Vec::as_slice)
            }
            _ => &[],
        }
    }

    fn run(mut self) -> BTreeSet<Node<'a>> {
        while let Some(node) = self.next.pop() {
            if !self.reached.insert(node) {
                continue;
            }
            self.next.extend(self.with_type.get(&node).into_iter().flatten());
            let module = &self.house.modules[node.0];
            let here = |mention: &&Mention| mention.item == node.1;
            for mention in module.mentions.iter().filter(here) {
                let found = self.free_items(node.0, &mention.segments).to_vec();
                self.next.extend(found);
                let last = mention.segments.iter().skip(1);
                self.next
                    .extend(last.filter_map(|name| self.methods.get(name.as_str())).flatten());
            }
            for member in module.members.iter().filter(here) {
                self.next
                    .extend(self.methods.get(member.segments[0].as_str()).into_iter().flatten());
            }
        }
        self.reached
    }
}

/// What tests stand on, used by nothing else. The record is written and, so far, read by tests alone.
pub const FOR_TESTS: &[&str] = &[
    "ManualClock",
    "with_config",
    "with_limits",
    "run_once",
    "src/store/audit.rs list",
];

/// `templates` are the words in the braces of the templates.
pub fn unused(house: &House, templates: &[String]) -> Vec<String> {
    let reached = Search::of(house, templates).run();
    let mut found = Vec::new();
    for (path, module) in &house.modules {
        for (at, item) in module.items.iter().enumerate() {
            // Of a type nothing uses, the type is enough to name.
            let of_used_type = item.inside.is_none_or(|block| reached.contains(&(path, block)));
            let in_file = format!("{} {}", module.file, item.name);
            let for_tests = FOR_TESTS.iter().any(|name| *name == item.name || *name == in_file);
            if item.public && of_used_type && !reached.contains(&(path, at)) && !for_tests {
                found.push(format!(
                    "{}:{} nothing uses {} {}",
                    module.file, item.line, item.kind, item.name
                ));
            }
        }
    }
    found
}

/// The words between the braces of a template.
pub fn words_of_template(text: &str) -> Vec<String> {
    text.split("{%")
        .flat_map(|part| part.split("{{"))
        .skip(1)
        .filter_map(|part| part.split("}}").next()?.split("%}").next())
        .flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn public_names_that_only_tests_use_are_found() {
    let of = |lib: &str, main: &str| {
        let house = House::of(&[("src/lib.rs", lib), ("src/main.rs", main)]);
        let found = unused(
            &house,
            &words_of_template("shown {{ row.label() }} {% if row.late %} not"),
        );
        let names = found.iter().map(|line| line.rsplit(' ').next().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    let main = "fn main() { dutyline::run() }";
    assert_eq!(of("pub fn run() {} pub fn dead() {}", main), "dead");
    let chain = "pub fn run() {} pub fn a() { b() } pub fn b() { a() }\n#[cfg(test)] mod tests { use super::*; fn t() { a() } }";
    assert_eq!(of(chain, main), "a b");
    let methods = "pub struct S; impl S { pub fn new() -> S { S } pub fn used(self) {} pub fn label(&self) {} pub fn not(&self) {} } pub fn run() { S::new().used() }";
    assert_eq!(of(methods, main), "not");
    let types = "pub struct Dead; impl Dead { pub fn new() {} } impl Clone for Dead { fn clone(&self) { run() } } pub fn run() {}";
    assert_eq!(of(types, main), "Dead");
    let modules = "mod inner { pub mod list { pub fn list() {} } pub use list::list; pub fn other() {} } pub use inner::list as all;";
    assert_eq!(of(modules, "fn main() { dutyline::all() }"), "other");
    let strings = "pub mod hhmm { pub fn serialize() {} } pub struct T { #[serde(with = \"hhmm\")] at: u8 } pub const MOST: u8 = 1; pub fn run(t: T) { format!(\"{MOST}\") }";
    assert_eq!(of(strings, main), "");
}
