//! The menu of a consultation, for coordinators.

use crate::domain::access::Right;
use crate::domain::consultation::Consultation;
use crate::domain::language::Locale;
use crate::i18n::Texts;

/// The pages of one consultation, and which of them is being looked at.
#[derive(Debug, Clone)]
pub struct ConsultationNav {
    locale: Locale,
    slug: String,
    title: String,
    current: &'static str,
    /// The entries somebody may open: the path of each below the consultation and its name.
    entries: Vec<(&'static str, &'static str)>,
}

/// One entry of the menu.
#[derive(Debug, Clone)]
pub struct NavLink {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl ConsultationNav {
    /// `current` is the entry's path below the consultation: `""` for the roster, `register`, `contributions`, `table`, `swaps`, `settings`.
    pub fn new(
        locale: Locale,
        consultation: &Consultation,
        current: &'static str,
        shown: impl Fn(Right) -> bool,
    ) -> Self {
        let entries = [
            ("", "roster", Right::SeeRoster),
            ("register", "register", Right::ReadRegister),
            ("contributions", "contributions", Right::ReadRegister),
            ("table", "table", Right::SeeRoster),
            ("swaps", "swaps", Right::SeeRoster),
            ("settings", "settings", Right::EditRoster),
        ];
        let entries = entries.into_iter().filter(|(.., right)| shown(*right));
        Self {
            entries: entries.map(|(page, name, _)| (page, name)).collect(),
            locale,
            slug: consultation.slug.to_string(),
            title: consultation.texts.title(locale).text.to_owned(),
            current,
        }
    }

    /// The consultation's title in the page's language.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Address of a page below the consultation: `days`, `slots/new`; `""` for the roster.
    pub fn address(&self, page: &str) -> String {
        let below = if page.is_empty() {
            String::new()
        } else {
            format!("/{page}")
        };
        format!("/{}/manage/c/{}{below}", self.locale, self.slug)
    }

    pub fn links(&self) -> Vec<NavLink> {
        let t = Texts::new(self.locale);
        let link = |(page, name): &(&'static str, &'static str)| NavLink {
            href: self.address(page),
            label: t.say(&format!("manage-nav-{name}")),
            current: *page == self.current,
        };
        self.entries.iter().map(link).collect()
    }
}
