//! Every page from sample data, in every language.
//!
//! With `DUTYLINE_PREVIEW_DIR` set, the pages are also written there, with the stylesheet, to be looked at.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::language::Locale;
use crate::web::page::assets;
use crate::web::page::error::ErrorPage;
use crate::web::page::sample::{Samples, samples_of};

/// Of every page a route names, and of the page of errors.
fn all() -> Vec<Samples> {
    let routes = crate::web::routes().into_iter();
    let of_routes = routes.flat_map(|route| route.samples);
    of_routes.chain([samples_of::<ErrorPage>()]).collect()
}

#[test]
fn every_page_renders_in_every_language() {
    for locale in Locale::ALL {
        let mut names = HashSet::new();
        for (name, html) in all().into_iter().flat_map(|samples| (samples.draw)(locale)) {
            let at = format!("{name} in {locale}");
            assert!(names.insert(name.clone()), "{at}: two pages of this name");
            assert!(
                html.contains(&format!("<html lang=\"{locale}\"")),
                "{at}: language of the page"
            );
            assert!(!html.contains('⟦'), "{at}: message missing: {}", around(&html, '⟦'));
            assert!(!html.contains(['\u{2068}', '\u{2069}']), "{at}: isolation marks");
            assert!(!html.contains("style=\""), "{at}: inline style");
            assert!(!html.contains("<заступниця>"), "{at}: a name becomes markup");
            assert_eq!(html.matches("<h1").count(), 1, "{at}: one main heading");
            let mut ids = HashSet::new();
            for id in attributes(&html, " id=\"") {
                assert!(ids.insert(id), "{at}: id {id} twice");
            }
            for attribute in [" for=\"", " aria-describedby=\"", " aria-labelledby=\"", " href=\"#"] {
                for target in attributes(&html, attribute).flat_map(str::split_whitespace) {
                    assert!(ids.contains(target), "{at}: nothing has the id {target}");
                }
            }
            write_preview(locale, &name, &html);
        }
    }
}

#[test]
fn every_page_is_drawn_by_a_route() {
    let drawn: HashSet<&str> = all().iter().map(|samples| samples.page).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pages = pages_in(&folder, &folder.join("web"));
    assert!(!pages.is_empty());
    let forgotten: Vec<&String> = pages.iter().filter(|page| !drawn.contains(page.as_str())).collect();
    assert!(forgotten.is_empty(), "name them with `draws`: {forgotten:?}");
}

/// The types that are a page, with their paths, of all files below a folder.
fn pages_in(src: &Path, folder: &Path) -> Vec<String> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages.extend(pages_in(src, &path));
            continue;
        }
        let module = path.strip_prefix(src).unwrap().with_extension("");
        let module = module.to_str().unwrap().trim_end_matches("/mod").replace('/', "::");
        let text = std::fs::read_to_string(&path).unwrap();
        let implemented = text.lines().filter_map(|line| line.strip_prefix("impl Page for "));
        let names = implemented.map(|name| name.trim_end_matches(" {"));
        pages.extend(names.map(|name| format!("dutyline::{module}::{name}")));
    }
    pages
}

/// The values of an attribute, in order.
fn attributes<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next())
}

fn around(html: &str, mark: char) -> &str {
    html.split(mark).nth(1).and_then(|rest| rest.get(..40)).unwrap_or(html)
}

fn write_preview(locale: Locale, name: &str, html: &str) {
    let Ok(folder) = std::env::var("DUTYLINE_PREVIEW_DIR") else {
        return;
    };
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("static")).unwrap();
    for (file, contents) in assets::files() {
        std::fs::write(folder.join("static").join(file), contents).unwrap();
    }
    let html = html.replace("\"/static/", "\"static/");
    std::fs::write(folder.join(format!("{name}.{locale}.html")), html).unwrap();
}
