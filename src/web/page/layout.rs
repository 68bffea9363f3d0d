//! What every page carries around its contents: language, addresses in the other languages, menu, who is signed in.

use crate::domain::access::{Access, Actor, Right};
use crate::domain::consultation::Consultation;
use crate::domain::ids::UnitId;
use crate::domain::language::Locale;
use crate::domain::unit::Unit;
use crate::i18n::{Texts, Valued};
use crate::web::page::assets;
use crate::web::page::form::FormErrors;
use crate::web::page::nav::ConsultationNav;
use crate::web::page::unbroken::Unbroken;
#[cfg(test)]
use crate::{
    domain::fault::{Fault, FieldError},
    web::page::form::field_messages,
};

/// The frame of a page. Templates reach it as `page`.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The words of the page's language.
    pub t: Texts,
    path: String,
    brand: String,
    viewer: Option<Viewer>,
    /// Where the page stands among those of its consultation.
    pub nav: Option<ConsultationNav>,
    /// What was done just before.
    pub done: Option<String>,
    /// Why the page came back, when no single field is to blame.
    pub notice: Option<String>,
    /// What is wrong with the form that came back.
    pub errors: FormErrors,
}

/// Who looks at a page that needs signing in.
#[derive(Debug, Clone)]
struct Viewer {
    name: String,
    access: Access,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLink {
    pub href: String,
    pub label: String,
    /// Whether this is the page being looked at, or one below it.
    pub current: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageLink {
    /// The same page in the language.
    pub href: String,
    /// BCP 47 code.
    pub code: &'static str,
    pub name: &'static str,
    pub current: bool,
}

impl Layout {
    fn new(t: Texts, path: String, brand: String, viewer: Option<Viewer>) -> Self {
        Self {
            t,
            path,
            brand,
            viewer,
            nav: None,
            done: None,
            notice: None,
            errors: FormErrors::default(),
        }
    }

    /// The frame of a page that needs no signing in. `path` is its address without the language: `/consultations`.
    pub fn public(locale: Locale, path: impl Into<String>) -> Self {
        let t = Texts::new(locale);
        Self::new(t, path.into(), t.say("site-name"), None)
    }

    /// The frame of a page for somebody signed in. `path` is its address without the language: `/desk`.
    pub fn signed_in(locale: Locale, path: impl Into<String>, actor: &Actor) -> Self {
        let t = Texts::new(locale);
        let viewer = Viewer {
            name: actor.name.clone(),
            access: actor.access.clone(),
        };
        Self::new(t, path.into(), t.say("product"), Some(viewer))
    }

    /// The same frame under the name of the office that holds the consultation.
    #[must_use]
    pub fn of_unit(mut self, unit: &Unit) -> Self {
        self.brand = self
            .t
            .say_one("brand-consultations", "unit", unit.name(self.locale()).text);
        self
    }

    /// The same page at another address: one that can be opened again, where this one only takes a form.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same frame with the menu of a consultation; `current` is its entry for this page, if it has one.
    #[must_use]
    pub fn in_consultation(mut self, consultation: &Consultation, current: &'static str) -> Self {
        let shown = |right| self.can_in(right, consultation.unit.id);
        let nav = ConsultationNav::new(self.locale(), consultation, current, shown);
        self.brand = format!("{} · {}", self.t.say("product"), nav.title());
        self.nav = Some(nav);
        self
    }

    /// Says what was done, by its code: the message `manage-done-CODE`. Unknown codes say nothing.
    #[must_use]
    pub fn done(mut self, code: Option<&str>) -> Self {
        let key = code.map(|code| format!("manage-done-{code}"));
        self.done = key.filter(|key| self.t.has(key)).map(|key| self.t.say(&key));
        self
    }

    /// What is wrong with a form, as an action reports it.
    #[cfg(test)]
    #[must_use]
    pub fn refused(mut self, faults: &[(&str, Fault)]) -> Self {
        let faults = faults.iter().map(|(field, fault)| FieldError::new(*field, *fault));
        self.errors = field_messages(self.t, &faults.collect::<Vec<_>>());
        self
    }

    /// Whether who looks has a right in at least one unit.
    pub fn can(&self, right: Right) -> bool {
        self.viewer
            .as_ref()
            .is_some_and(|viewer| viewer.access.has_somewhere(right))
    }

    /// The same in one unit.
    pub fn can_in(&self, right: Right, unit: UnitId) -> bool {
        self.viewer
            .as_ref()
            .is_some_and(|viewer| viewer.access.has_in(right, unit))
    }

    /// The address of a page of the consultation: `days`, `slots/new`; `""` for its roster.
    pub fn address(&self, page: &str) -> String {
        self.nav.as_ref().map(|nav| nav.address(page)).unwrap_or_default()
    }

    /// The address of the page itself, where its form goes.
    pub fn own_address(&self) -> String {
        self.link(&self.path)
    }

    pub fn locale(&self) -> Locale {
        self.t.locale()
    }

    /// BCP 47 code of the page's language.
    pub fn lang(&self) -> &'static str {
        self.t.lang()
    }

    pub fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    pub fn say_n(&self, key: &str, n: impl Valued) -> String {
        self.t.say_n(key, n)
    }

    pub fn say_one(&self, key: &str, name: &str, value: impl Valued) -> String {
        self.t.say_one(key, name, value)
    }

    /// A sentence whose ranges of hours and days stay on one line.
    pub fn unbroken<'a>(&self, text: &'a str) -> Unbroken<'a> {
        Unbroken(text)
    }

    /// The name at the top of the page.
    pub fn brand(&self) -> &str {
        &self.brand
    }

    /// Whether the name is too long to stand beside something else on a phone.
    pub fn brand_is_long(&self) -> bool {
        self.brand.chars().count() > 30
    }

    /// Where the name at the top leads somebody signed in.
    pub fn home(&self) -> String {
        self.link(if self.can(Right::SeeCoverage) {
            "/manage"
        } else {
            "/desk"
        })
    }

    pub fn stylesheet(&self) -> String {
        assets::stylesheet()
    }

    pub fn icon(&self) -> String {
        assets::icon()
    }

    pub fn desk_script(&self) -> String {
        assets::desk_script()
    }

    pub fn grid_script(&self) -> String {
        assets::grid_script()
    }

    pub fn residents_script(&self) -> String {
        assets::residents_script()
    }

    /// The account's name, when somebody is signed in.
    pub fn signed_in_as(&self) -> Option<&str> {
        self.viewer.as_ref().map(|viewer| viewer.name.as_str())
    }

    /// This page in every language.
    pub fn languages(&self) -> Vec<LanguageLink> {
        Locale::ALL
            .into_iter()
            .map(|locale| LanguageLink {
                href: format!("/{locale}{}", self.path),
                code: locale.code(),
                name: locale.own_name(),
                current: locale == self.t.locale(),
            })
            .collect()
    }

    /// The menu of somebody signed in: only what their role may open.
    pub fn links(&self) -> Vec<MenuLink> {
        let Some(viewer) = &self.viewer else {
            return Vec::new();
        };
        let entries = [
            ("/manage", "nav-manage", Right::SeeCoverage),
            ("/manage/staff", "nav-staff", Right::EditRoster),
            ("/manage/outbox", "nav-outbox", Right::SeeOutbox),
            ("/desk", "nav-desk", Right::SeeOwnDuties),
            ("/desk/calls", "nav-calls", Right::LogCalls),
        ];
        let current = entries
            .iter()
            .map(|(path, ..)| *path)
            .filter(|path| self.path == *path || self.path.starts_with(&format!("{path}/")))
            .max_by_key(|path| path.len());
        entries
            .into_iter()
            .filter(|(_, _, right)| viewer.access.has_somewhere(*right))
            .map(|(path, key, _)| MenuLink {
                href: self.link(path),
                label: self.t.say(key),
                current: current == Some(path),
            })
            .collect()
    }

    fn link(&self, path: &str) -> String {
        format!("/{}{path}", self.t.lang())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Role;
    use crate::domain::ids::UserId;

    fn actor(role: Role) -> Actor {
        let unit = UnitId(uuid::Uuid::nil());
        Actor {
            user: UserId(uuid::Uuid::nil()),
            name: "Stanowisko 5769".to_owned(),
            access: Access::of_roles(&[(unit, role)].into()),
            staff: None,
        }
    }

    #[test]
    fn the_menu_offers_what_the_role_may_open() {
        let staff = Layout::signed_in(Locale::Pl, "/desk/calls/new", &actor(Role::Staff));
        let links: Vec<_> = staff
            .links()
            .into_iter()
            .map(|link| (link.href, link.current))
            .collect();
        assert_eq!(
            links,
            [("/pl/desk".to_owned(), false), ("/pl/desk/calls".to_owned(), true)]
        );
        assert_eq!(staff.home(), "/pl/desk");
        let coordinator = Layout::signed_in(Locale::Pl, "/manage/staff", &actor(Role::Coordinator));
        assert_eq!(coordinator.links().iter().filter(|link| link.current).count(), 1);
        assert_eq!(coordinator.home(), "/pl/manage");
        let reader = Layout::signed_in(Locale::Pl, "/manage", &actor(Role::Reader));
        let links: Vec<_> = reader.links().into_iter().map(|link| link.href).collect();
        assert_eq!(links, ["/pl/manage"]);
        assert_eq!(reader.home(), "/pl/manage");
    }

    #[test]
    fn the_switcher_keeps_the_page() {
        let page = Layout::public(Locale::En, "/consultations/otwarty-krakow");
        let links = page.languages();
        assert_eq!(links[0].href, "/pl/consultations/otwarty-krakow");
        assert!(links[1].current);
    }
}
