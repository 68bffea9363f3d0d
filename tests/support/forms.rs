//! Forms of a page, as a browser would send them.

use scraper::{ElementRef, Html, Selector};

use crate::support::app::Page;

/// A form that is posted.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

/// The forms of a page that are posted.
pub fn forms(page: &Page) -> Vec<Form> {
    let document = Html::parse_document(&page.body);
    let posted = select("form[method=post][action]");
    let read = |form: ElementRef<'_>| Form {
        action: form.attr("action").unwrap().to_owned(),
        fields: fields(form, "input, select, textarea"),
    };
    document.select(&posted).map(read).collect()
}

/// The inputs of the first form: hidden and typed ones, ticked boxes.
pub fn inputs(page: &Page) -> Vec<(String, String)> {
    let document = Html::parse_document(&page.body);
    let first = document.select(&select("form")).next();
    first.map(|form| fields(form, "input")).unwrap_or_default()
}

/// The addresses a page leads to.
pub fn links(page: &Page) -> Vec<String> {
    let document = Html::parse_document(&page.body);
    let address = |link: ElementRef<'_>| link.attr("href").unwrap().to_owned();
    document.select(&select("a[href]")).map(address).collect()
}

fn fields(form: ElementRef<'_>, selector: &str) -> Vec<(String, String)> {
    let named = |control: ElementRef<'_>| Some((control.attr("name")?.to_owned(), value(control)?));
    form.select(&select(selector)).filter_map(named).collect()
}

/// What a control sends, if anything.
fn value(control: ElementRef<'_>) -> Option<String> {
    let chosen = |selector: &str| control.select(&select(selector)).next();
    match (control.value().name(), control.attr("type").unwrap_or_default()) {
        ("textarea", _) => Some(control.text().collect()),
        ("select", _) => {
            let option = chosen("option[selected]").or_else(|| chosen("option"))?;
            Some(
                option
                    .attr("value")
                    .map_or_else(|| option.text().collect(), str::to_owned),
            )
        }
        (_, "file" | "submit" | "button") => None,
        (_, "checkbox" | "radio") => {
            control.attr("checked")?;
            Some(control.attr("value").unwrap_or("on").to_owned())
        }
        _ => Some(control.attr("value").unwrap_or_default().to_owned()),
    }
}
