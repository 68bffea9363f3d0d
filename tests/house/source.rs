//! The sources as Rust reads them: their modules, what each defines, imports and mentions. Unit tests are left out.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The names from the root of the crate; the root itself is empty.
pub type ModulePath = Vec<String>;

/// What one module says.
#[derive(Default)]
pub struct Module {
    pub file: String,
    pub imports: Vec<Import>,
    pub mentions: Vec<Mention>,
    /// Names behind a dot.
    pub members: Vec<Mention>,
    pub items: Vec<Item>,
}

impl Module {
    /// Whether it has an item of this name; one that can have names behind `::`, if it must be.
    fn defines(&self, name: &str, with_names: bool) -> bool {
        let mut items = self.items.iter().filter(|item| item.inside.is_none());
        items.any(|item| item.name == name && !(with_names && matches!(item.kind.as_str(), "fn" | "const" | "static")))
    }
}

/// One leaf of a `use` tree.
pub struct Import {
    /// The name it binds; `*` for all of a module.
    pub name: String,
    pub target: Vec<String>,
    /// Whether others can use it too, as by `pub use`.
    pub passed_on: bool,
    pub line: usize,
}

/// A path as it is written.
pub struct Mention {
    pub segments: Vec<String>,
    pub line: usize,
    /// The index of the item of the module in which it stands.
    pub item: usize,
}

/// A function, type, constant or `impl` block.
pub struct Item {
    /// Empty for an `impl` block.
    pub name: String,
    /// Its keyword: `fn`, `struct`, `impl` …
    pub kind: String,
    pub public: bool,
    /// The item of the `impl` or trait block around it.
    pub inside: Option<usize>,
    /// The trait of an `impl` block, and the type it is for.
    pub implements: bool,
    pub of_type: Vec<String>,
    /// From the keyword to the body.
    pub head: Vec<String>,
    pub line: usize,
}

pub struct House {
    pub modules: BTreeMap<ModulePath, Module>,
    pub texts: BTreeMap<String, String>,
    /// Files that are compiled for unit tests only.
    pub test_files: Vec<String>,
}

impl House {
    /// Follows `mod name;` from `src/lib.rs` and `src/main.rs`; `read` gives a file's text by its path.
    pub fn read(read: impl Fn(&str) -> Option<String>) -> Self {
        let mut house = Self {
            modules: BTreeMap::new(),
            texts: BTreeMap::new(),
            test_files: Vec::new(),
        };
        let mut next = vec![("src/lib.rs".to_owned(), ModulePath::new(), false)];
        next.push(("src/main.rs".to_owned(), vec!["main".to_owned()], false));
        while let Some((file, path, only_tests)) = next.pop() {
            let Some(text) = read(&file) else { continue };
            let tokens = tokens(&text);
            let mut reader = Reader {
                tokens: &tokens,
                file: &file,
                house: &mut house,
                children: Vec::new(),
            };
            reader.module(0..tokens.len(), path.clone());
            let children = reader.children;
            if only_tests {
                house.modules.retain(|_, module| module.file != file);
                house.test_files.push(file.clone());
            }
            for (child, of_tests) in children {
                let folder = match file.strip_suffix("mod.rs").or(file.strip_suffix("lib.rs")) {
                    Some(folder) => folder.to_owned(),
                    None => file.replace(".rs", "/"),
                };
                // Modules in braces are folders too.
                let inner = &child[path.len()..];
                let stem = format!("{folder}{}", inner.join("/"));
                let found = [format!("{stem}.rs"), format!("{stem}/mod.rs")]
                    .into_iter()
                    .find(|name| read(name).is_some())
                    .unwrap_or_else(|| panic!("{file} declares {child:?}, which has no file"));
                next.push((found, child, only_tests || of_tests));
            }
            house.texts.insert(file, text);
        }
        house
    }

    /// A house of a few files, to see a rule broken.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self::read(|path| {
            let file = files.iter().find(|(name, _)| *name == path);
            file.map(|(_, text)| (*text).to_owned())
        })
    }

    /// Where a path written in a module leads, from the root of the crate; `None` when it leads out of the crate.
    pub fn absolute(&self, module: &ModulePath, written: &[String]) -> Option<Vec<String>> {
        self.follow(module, written, 0).ok()
    }

    /// The path with which a mention reaches a library.
    pub fn library(&self, module: &ModulePath, written: &[String]) -> Option<Vec<String>> {
        self.follow(module, written, 0).err()
    }

    fn follow(&self, module: &ModulePath, written: &[String], depth: usize) -> Result<Vec<String>, Vec<String>> {
        let (first, rest) = written.split_first().ok_or_else(Vec::new)?;
        let from = |base: &[String]| Ok([base, rest].concat());
        match first.as_str() {
            "crate" | "dutyline" => return from(&[]),
            "self" => return from(module),
            "super" => {
                let up = module[..module.len().saturating_sub(1)].to_vec();
                return if rest.first().is_some_and(|next| next == "super") {
                    self.follow(&up, rest, depth)
                } else {
                    from(&up)
                };
            }
            _ => {}
        }
        let outside = || written.to_vec();
        let said = self.modules.get(module).ok_or_else(outside)?;
        let here = || Ok([module.as_slice(), written].concat());
        if said.defines(first, !rest.is_empty()) {
            return here();
        }
        let child = self.modules.contains_key(&[module.as_slice(), &written[..1]].concat());
        if child && !rest.is_empty() {
            return here();
        }
        if depth > 6 {
            return Err(outside());
        }
        if let Some(import) = said.imports.iter().find(|import| import.name == *first) {
            let whole = [import.target.as_slice(), rest].concat();
            // `use tracing;` binds the library's own name.
            return if import.target == written[..1] {
                Err(whole)
            } else {
                self.follow(module, &whole, depth + 1)
            };
        }
        if child {
            return here();
        }
        for import in said.imports.iter().filter(|import| import.name == "*") {
            let known = matches!(import.target[0].as_str(), "crate" | "self" | "super");
            if known
                && let Ok(target) = self.follow(module, &import.target, depth + 1)
                && target != *module
                && self.modules.contains_key(&target)
                && let Ok(found) = self.follow(&target, written, depth + 1)
            {
                return Ok(found);
            }
        }
        Err(outside())
    }

    /// The module that defines what an absolute path names, through all re-exports, and the rest of the path in it.
    pub fn definition(&self, absolute: &[String]) -> Option<(&ModulePath, Vec<String>)> {
        let mut path = absolute.to_vec();
        for _ in 0..16 {
            let mut depths = (0..=path.len()).rev();
            let depth =
                depths.find(|depth| self.modules.contains_key(&path[..*depth]) && !self.is_item(&path, *depth))?;
            let (module, said) = self.modules.get_key_value(&path[..depth])?;
            let rest = &path[depth..];
            let Some(first) = rest.first() else {
                return Some((module, Vec::new()));
            };
            match self.follow(module, rest, 0) {
                Ok(next) if !said.defines(first, rest.len() > 1) && next != path => path = next,
                _ => return Some((module, rest.to_vec())),
            }
        }
        None
    }

    /// Whether the whole path names an item beside a module of the same name.
    fn is_item(&self, path: &[String], depth: usize) -> bool {
        let Some((last, module)) = path.split_last().filter(|_| depth == path.len()) else {
            return false;
        };
        let said =
            |module: &Module| module.defines(last, false) || module.imports.iter().any(|import| import.name == *last);
        self.modules.get(module).is_some_and(said)
    }

    /// Everything a module names of the crate: the module and item it is defined in, with the line that names it.
    /// What is only passed on is left out.
    pub fn uses(&self, module: &ModulePath) -> Vec<(&ModulePath, Vec<String>, usize)> {
        let said = &self.modules[module];
        let imports = said.imports.iter().filter(|import| !import.passed_on);
        let imports = imports.map(|import| (&import.target, import.line));
        let mentions = said.mentions.iter().map(|mention| (&mention.segments, mention.line));
        imports
            .chain(mentions)
            .filter_map(|(written, line)| {
                let (module, rest) = self.definition(&self.absolute(module, written)?)?;
                Some((module, rest, line))
            })
            .collect()
    }
}

/// A token with its line; `::`, `->`, `=>` and lifetimes are one.
struct Token {
    text: String,
    line: usize,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    flatten(text.parse().unwrap_or_else(|error| panic!("{error}: {text}")), &mut out);
    out
}

fn flatten(stream: TokenStream, out: &mut Vec<Token>) {
    let mut joint = false;
    for tree in stream {
        let line = tree.span().start().line;
        let last = out.last_mut().filter(|_| joint);
        joint = false;
        let text = match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let text = open.to_owned();
                out.push(Token { text, line });
                flatten(group.stream(), out);
                let line = group.span_close().start().line;
                let text = close.to_owned();
                out.push(Token { text, line });
                continue;
            }
            TokenTree::Punct(punct) => {
                if let Some(last) = last
                    && matches!((last.text.as_str(), punct.as_char()), (":", ':') | ("-" | "=", '>'))
                {
                    last.text.push(punct.as_char());
                    continue;
                }
                joint = punct.spacing() == Spacing::Joint;
                punct.as_char().to_string()
            }
            TokenTree::Ident(ident) => {
                if let Some(last) = last {
                    last.text += &ident.to_string();
                    continue;
                }
                ident.to_string()
            }
            TokenTree::Literal(literal) => literal.to_string(),
        };
        out.push(Token { text, line });
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

struct Reader<'a> {
    tokens: &'a [Token],
    file: &'a str,
    house: &'a mut House,
    /// Modules declared as files of their own, and whether for tests only.
    children: Vec<(ModulePath, bool)>,
}

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    /// The bracket that closes the one at `open`.
    fn close(&self, open: usize) -> usize {
        let mut depth = 0;
        for at in open..self.tokens.len() {
            match self.text(at) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        unreachable!("the tokens of a file are balanced")
    }

    fn module(&mut self, range: std::ops::Range<usize>, path: ModulePath) {
        let mut module = Module {
            file: self.file.to_owned(),
            ..Module::default()
        };
        self.items(range, &path, &mut module, None);
        self.house.modules.insert(path, module);
    }

    fn items(&mut self, range: std::ops::Range<usize>, path: &ModulePath, module: &mut Module, inside: Option<usize>) {
        let mut at = range.start;
        while at < range.end {
            let start = at;
            let mut of_tests = false;
            while self.text(at) == "#" {
                let open = if self.text(at + 1) == "!" { at + 2 } else { at + 1 };
                let close = self.close(open);
                let said: Vec<&str> = (open..close).map(|at| self.text(at)).collect();
                of_tests |= said.starts_with(&["[", "cfg", "(", "test"]);
                at = close + 1;
            }
            let visible = self.text(at) == "pub";
            let public = visible && self.text(at + 1) != "(";
            if visible {
                at = if public { at + 1 } else { self.close(at + 1) + 1 };
            }
            while matches!(self.text(at), "async" | "unsafe" | "const") && is_name(self.text(at + 1)) {
                if self.text(at) == "const" && !matches!(self.text(at + 1), "fn" | "async" | "unsafe") {
                    break;
                }
                at += 1;
            }
            let end = self.end_of_item(at, range.end);
            let kind = self.text(at).to_owned();
            if of_tests {
                if kind == "mod" && self.text(at + 2) == ";" {
                    self.children
                        .push(([path.as_slice(), &[self.text(at + 1).to_owned()]].concat(), true));
                }
                at = end;
                continue;
            }
            match kind.as_str() {
                "use" => self.import(at + 1, &mut Vec::new(), visible, module),
                "mod" => {
                    let child = [path.as_slice(), &[self.text(at + 1).to_owned()]].concat();
                    if self.text(at + 2) == ";" {
                        self.children.push((child, false));
                    } else {
                        self.module(at + 3..end - 1, child);
                    }
                }
                _ => {
                    let body = (at..end).find(|at| self.text(*at) == "{").unwrap_or(end);
                    let head: Vec<String> = (at..body).map(|at| self.text(at).to_owned()).collect();
                    let (implements, of_type) = implemented(&head);
                    let named = !matches!(kind.as_str(), "impl") && self.text(at + 1) != "!";
                    let name = match kind.as_str() {
                        "macro_rules" => self.text(at + 2).to_owned(),
                        "static" if self.text(at + 1) == "mut" => self.text(at + 2).to_owned(),
                        _ if named => self.text(at + 1).to_owned(),
                        _ => String::new(),
                    };
                    module.items.push(Item {
                        name,
                        kind: kind.clone(),
                        public,
                        inside,
                        implements,
                        of_type,
                        head,
                        line: self.tokens[start].line,
                    });
                    let item = module.items.len() - 1;
                    if matches!(kind.as_str(), "impl" | "trait") {
                        self.mentions(start..body, module, item);
                        self.items(body + 1..end - 1, path, module, Some(item));
                    } else {
                        self.mentions(start..end, module, item);
                    }
                }
            }
            at = end;
        }
    }

    /// Behind the last token of the item whose keyword stands at `at`.
    fn end_of_item(&self, at: usize, end: usize) -> usize {
        let to_semicolon = matches!(self.text(at), "use" | "const" | "static" | "type");
        let mut next = at;
        while next < end {
            match self.text(next) {
                ";" => return next + 1,
                "{" if !to_semicolon => return self.close(next) + 1,
                "(" | "[" | "{" => next = self.close(next),
                _ => {}
            }
            next += 1;
        }
        end
    }

    /// One `use` tree from `at`, below `prefix`.
    fn import(&self, mut at: usize, prefix: &mut Vec<String>, passed_on: bool, module: &mut Module) {
        let depth = prefix.len();
        loop {
            match self.text(at) {
                "::" => at += 1,
                "{" => {
                    let close = self.close(at);
                    let mut start = at + 1;
                    while start < close {
                        self.import(start, prefix, passed_on, module);
                        while start < close && self.text(start) != "," {
                            start = if self.text(start) == "{" {
                                self.close(start)
                            } else {
                                start
                            } + 1;
                        }
                        start += 1;
                    }
                    break;
                }
                name => {
                    prefix.push(name.to_owned());
                    if self.text(at + 1) == "::" {
                        at += 1;
                        continue;
                    }
                    let bound = if self.text(at + 1) == "as" {
                        self.text(at + 2)
                    } else {
                        name
                    };
                    let mut bound = bound.to_owned();
                    let mut target = prefix.clone();
                    if name == "*" || (name == "self" && target.len() > 1) {
                        target.pop();
                    }
                    if bound == "self" {
                        bound = target.last().cloned().unwrap_or_default();
                    }
                    module.imports.push(Import {
                        name: bound,
                        target,
                        passed_on,
                        line: self.tokens[at].line,
                    });
                    break;
                }
            }
        }
        prefix.truncate(depth);
    }

    /// The paths and members in a range.
    fn mentions(&self, range: std::ops::Range<usize>, module: &mut Module, item: usize) {
        const DEFINE: &[&str] = &[
            "fn", "struct", "enum", "trait", "mod", "type", "const", "static", "let", "mut",
        ];
        const SERDE: &[&str] = &[
            "with",
            "serialize_with",
            "deserialize_with",
            "skip_serializing_if",
            "default",
        ];
        let mut at = range.start;
        while at < range.end {
            let text = self.text(at);
            let before = if at == 0 { "" } else { self.text(at - 1) };
            let line = self.tokens[at].line;
            if text == "use" && self.text(at + 1) != "<" {
                self.import(at + 1, &mut Vec::new(), false, module);
                at = self.end_of_item(at, range.end);
                continue;
            }
            if text.starts_with('"') {
                let called = before == "=" && at > 1 && SERDE.contains(&self.text(at - 2));
                for segments in if called { function(text) } else { formatted(text) } {
                    module.mentions.push(Mention { segments, line, item });
                }
            }
            if !is_name(text) || (before == "$" && text != "crate") {
                at += 1;
                continue;
            }
            let mut segments = vec![text.to_owned()];
            while self.text(at + 1) == "::" && is_name(self.text(at + 2)) {
                at += 2;
                segments.push(self.text(at).to_owned());
            }
            at += 1;
            let field = segments.len() == 1 && self.text(at) == ":";
            if before == "." && (at < 3 || self.text(at - 3) != ".") {
                module.members.push(Mention { segments, line, item });
            } else if !field && !DEFINE.contains(&before) {
                module.mentions.push(Mention { segments, line, item });
            }
        }
    }
}

/// Of the head of an `impl` block: whether it is a trait's, and the type.
fn implemented(head: &[String]) -> (bool, Vec<String>) {
    if head.first().is_none_or(|first| first != "impl") {
        return (false, Vec::new());
    }
    let (mut depth, mut of_trait, mut path) = (0, false, Vec::new());
    for (at, token) in head.iter().enumerate().skip(1) {
        match token.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            "for" if depth == 0 && head.get(at + 1).is_none_or(|next| next != "<") => {
                of_trait = true;
                path.clear();
            }
            "where" if depth == 0 => break,
            name if depth == 0 && is_name(name) => path.push(token.clone()),
            _ => {}
        }
    }
    (of_trait, path)
}

/// What an attribute calls by a string: a function, or both functions of a module.
fn function(text: &str) -> Vec<Vec<String>> {
    let path = |text: String| text.split("::").map(str::to_owned).collect();
    let text = text.trim_matches('"');
    ["", "::serialize", "::deserialize"]
        .map(|end| path(format!("{text}{end}")))
        .to_vec()
}

/// The values inside a format string.
fn formatted(text: &str) -> Vec<Vec<String>> {
    let until = |rest: &str| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .map(str::to_owned)
    };
    let names = text.split('{').skip(1).filter_map(until);
    names.filter(|found| is_name(found)).map(|name| vec![name]).collect()
}
