//! What a page holds, found by selector, and its forms, as a browser would send them.

use scraper::{ElementRef, Html, Selector};

use crate::support::app::{Browser, Page};

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

impl Form {
    /// The same with some fields changed or added; a field may be there more than once.
    #[must_use]
    pub fn with(&self, changes: &[(&str, &str)]) -> Self {
        let mut fields = self.fields.clone();
        fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        fields.extend(
            changes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        Self {
            action: self.action.clone(),
            fields,
        }
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(found, _)| found == name);
        found.map_or_else(|| panic!("no field {name} in {self:?}"), |(_, value)| value)
    }
}

impl Browser {
    pub async fn send(&self, form: &Form) -> Page {
        Page::of(self.request("post", &form.action).form(&form.fields)).await
    }
}

impl Page {
    /// The form that is posted to an address with this end.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let mut found = forms(self).into_iter().filter(|form| form.action.ends_with(action));
        match (found.next(), found.next()) {
            (Some(form), None) => form,
            (first, _) => panic!(
                "{} forms to {action} in {}",
                if first.is_some() { "two" } else { "no" },
                self.body
            ),
        }
    }

    /// The form that is posted to an address with this path, whatever its query says.
    #[track_caller]
    pub fn form_of(&self, path: &str) -> Form {
        let is_of = |form: &Form| form.action.split('?').next().unwrap().ends_with(path);
        let found = forms(self).into_iter().find(is_of);
        found.unwrap_or_else(|| panic!("no form to {path} in {}", self.body))
    }

    /// The words of everything a selector finds, one space apart.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let words = |found: ElementRef<'_>| {
            let text: String = found.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let document = Html::parse_document(&self.body);
        document.select(&select(selector)).map(words).collect()
    }

    /// The words of the one thing a selector finds.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector}: {found:?} in {}", self.body);
        found.into_iter().next().unwrap()
    }

    /// What stands in the one thing a selector finds, line by line.
    #[track_caller]
    pub fn written(&self, selector: &str) -> String {
        let document = Html::parse_document(&self.body);
        let found: Vec<String> = document
            .select(&select(selector))
            .map(|area| area.text().collect())
            .collect();
        assert_eq!(found.len(), 1, "{selector} in {}", self.body);
        found.concat()
    }

    /// An attribute of everything a selector finds that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let found = select(selector);
        let values = document.select(&found).filter_map(|element| element.attr(name));
        values.map(str::to_owned).collect()
    }

    /// Where the first link leads whose words begin so.
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let document = Html::parse_document(&self.body);
        let all = select("a[href]");
        let begins = |link: &ElementRef<'_>| link.text().collect::<String>().trim_start().starts_with(words);
        let found = document.select(&all).find(begins);
        let found = found.unwrap_or_else(|| panic!("no link {words:?} in {}", self.body));
        found.attr("href").unwrap().to_owned()
    }
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
