//! Pages from sample data.

use std::any::type_name;

use crate::domain::language::Locale;
use crate::web::page::answer::Page;

/// The samples of one page.
pub struct Samples {
    /// The page's type with its path.
    pub page: &'static str,
    /// Name and HTML of each, in a language.
    pub draw: fn(Locale) -> Vec<(String, String)>,
}

pub fn samples_of<P: Page>() -> Samples {
    Samples {
        page: type_name::<P>(),
        draw: |locale| {
            let drawn = P::samples(locale).into_iter();
            drawn
                .map(|(name, page)| (name.to_owned(), page.render().unwrap()))
                .collect()
        },
    }
}
