//! What every page carries around its contents: language, addresses in the other languages, menu, who is signed in.

use crate::domain::access::{Actor, Right, Role};
use crate::domain::language::Locale;
use crate::i18n::Texts;
use crate::web::page::assets;

/// The frame of a page. Templates reach it as `shell`.
#[derive(Debug, Clone)]
pub struct Shell {
    t: Texts,
    path: String,
    brand: String,
    viewer: Option<Viewer>,
}

/// Who looks at a page that needs signing in.
#[derive(Debug, Clone)]
struct Viewer {
    name: String,
    role: Role,
}

/// One entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLink {
    /// Address.
    pub href: String,
    /// Words.
    pub label: String,
    /// Whether this is the page being looked at, or one below it.
    pub current: bool,
}

/// One entry of the language switcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageLink {
    /// The same page in the language.
    pub href: String,
    /// BCP 47 code.
    pub code: &'static str,
    /// Name in itself.
    pub name: &'static str,
    /// Whether it is the language of this page.
    pub current: bool,
}

impl Shell {
    /// The frame of a page that needs no signing in. `path` is its address without the language: `/consultations`.
    pub fn public(locale: Locale, path: impl Into<String>) -> Self {
        let t = Texts::new(locale);
        Self {
            t,
            path: path.into(),
            brand: t.say("site-name"),
            viewer: None,
        }
    }

    /// The frame of a page for somebody signed in. `path` is its address without the language: `/desk`.
    pub fn signed_in(locale: Locale, path: impl Into<String>, actor: &Actor) -> Self {
        let t = Texts::new(locale);
        Self {
            t,
            path: path.into(),
            brand: t.say("product"),
            viewer: Some(Viewer {
                name: actor.name.clone(),
                role: actor.role,
            }),
        }
    }

    /// The same frame under the name of the office that holds the consultation.
    #[must_use]
    pub fn of_unit(mut self, unit: &str) -> Self {
        if !unit.trim().is_empty() {
            self.brand = self.t.say_one("brand-consultations", "unit", unit);
        }
        self
    }

    /// The same frame with the consultation's title beside the product's name.
    #[must_use]
    pub fn of_consultation(mut self, title: &str) -> Self {
        self.brand = format!("{} · {title}", self.t.say("product"));
        self
    }

    /// The words of the page.
    pub fn texts(&self) -> Texts {
        self.t
    }

    /// The name at the top of the page.
    pub fn brand(&self) -> &str {
        &self.brand
    }

    /// Where the name at the top leads somebody signed in.
    pub fn home(&self) -> String {
        let reads_roster = self.viewer.as_ref().is_some_and(|v| v.role.has(Right::SeeRoster));
        self.address(if reads_roster { "/manage" } else { "/desk" })
    }

    /// Address of the stylesheet.
    pub fn stylesheet(&self) -> String {
        assets::stylesheet()
    }

    /// Address of the icon.
    pub fn icon(&self) -> String {
        assets::icon()
    }

    /// Address of the desk's scripts.
    pub fn desk_script(&self) -> String {
        assets::desk_script()
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
            ("/manage", "nav-manage", Right::SeeRoster),
            ("/manage/staff", "nav-staff", Right::EditRoster),
            ("/manage/outbox", "nav-outbox", Right::SeeOutbox),
            ("/desk", "nav-desk", Right::SeeOwnDuties),
            ("/desk/calls", "nav-calls", Right::ReadOwnCalls),
        ];
        let current = entries
            .iter()
            .map(|(path, ..)| *path)
            .filter(|path| self.path == *path || self.path.starts_with(&format!("{path}/")))
            .max_by_key(|path| path.len());
        entries
            .into_iter()
            .filter(|(_, _, right)| viewer.role.has(*right))
            .map(|(path, key, _)| MenuLink {
                href: self.address(path),
                label: self.t.say(key),
                current: current == Some(path),
            })
            .collect()
    }

    fn address(&self, path: &str) -> String {
        format!("/{}{path}", self.t.lang())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::UserId;

    fn actor(role: Role) -> Actor {
        Actor {
            user: UserId(uuid::Uuid::nil()),
            name: "Stanowisko 5769".to_owned(),
            role,
            staff: None,
        }
    }

    #[test]
    fn the_menu_offers_what_the_role_may_open() {
        let staff = Shell::signed_in(Locale::Pl, "/desk/calls/new", &actor(Role::Staff));
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
        let coordinator = Shell::signed_in(Locale::Pl, "/manage/staff", &actor(Role::Coordinator));
        assert_eq!(coordinator.links().iter().filter(|link| link.current).count(), 1);
        assert_eq!(coordinator.home(), "/pl/manage");
    }

    #[test]
    fn the_switcher_keeps_the_page() {
        let shell = Shell::public(Locale::En, "/consultations/otwarty-krakow");
        let links = shell.languages();
        assert_eq!(links[0].href, "/pl/consultations/otwarty-krakow");
        assert!(links[1].current);
    }
}
