//! Pages from sample data.

use crate::domain::language::Locale;
use crate::web::page::answer::Page;

/// The samples of one page in a language: name and HTML.
pub type Samples = fn(Locale) -> Vec<(String, String)>;

pub fn samples_of<P: Page>() -> Samples {
    |locale| {
        let drawn = P::samples(locale).into_iter();
        drawn
            .map(|(name, page)| (name.to_owned(), page.render().unwrap()))
            .collect()
    }
}
