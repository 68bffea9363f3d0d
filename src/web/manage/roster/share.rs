//! The duties shared out, to be looked at before they are taken.

use std::time::Duration;

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::share::{self, Given, Shared};
use crate::domain::assignment::{Collision, Rule, Why};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::ExpectedVersion;
use crate::domain::roster::sharing::Which;
use crate::domain::slug::Slug;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

/// How long a coordinator waits for the fairest roster.
const TIME: Duration = Duration::from_secs(8);

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/c/{slug}/share").get(show).draws::<SharePage>()]
}

#[derive(Template)]
#[template(path = "manage/roster/share.html")]
struct SharePage {
    page: Layout,
    /// Which duties are shared out.
    which: Vec<Choice>,
    rows: Vec<GivenRow>,
    open: Vec<OpenRow>,
    /// How good it is.
    verdict: String,
    /// Of the draft it is about.
    version: i32,
}

struct GivenRow {
    /// Name of its field in the roster's form.
    field: String,
    /// Id of the person.
    value: String,
    duty: String,
    was: Option<String>,
    is: String,
    why: String,
}

/// A duty nobody can have.
struct OpenRow {
    duty: String,
    href: String,
    reasons: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ShareQuery {
    /// `all`, or those nobody has.
    only: String,
}

impl SharePage {
    fn new(page: Layout, shared: &Shared, only: &str) -> Self {
        let page = page.in_consultation(&shared.draft.consultation, "");
        let told = Told { t: page.t, shared };
        let choice = |code: &str| Choice::new(code, page.say(&format!("manage-share-{code}")), only);
        Self {
            which: vec![choice("empty"), choice("all")],
            rows: shared.given.iter().filter_map(|given| told.row(given)).collect(),
            open: shared
                .uncovered
                .iter()
                .filter_map(|(slot, why)| told.open(*slot, why.as_ref(), &page))
                .collect(),
            verdict: told.verdict(),
            version: shared.draft.draft.version,
            page,
        }
    }
}

/// What was found, in words.
struct Told<'a> {
    t: Texts,
    shared: &'a Shared,
}

impl Told<'_> {
    fn row(&self, given: &Given) -> Option<GivenRow> {
        Some(GivenRow {
            field: format!("staff-{}", given.slot.0.simple()),
            value: given.is.map(|staff| staff.to_string()).unwrap_or_default(),
            duty: self.duty(given.slot)?,
            was: given.was.map(|staff| self.name(staff)),
            is: given
                .is
                .map_or_else(|| self.t.say("manage-nobody-yet"), |staff| self.name(staff)),
            why: given.why.map(|why| self.why(why)).unwrap_or_default(),
        })
    }

    fn open(&self, slot: SlotId, why: Option<&Collision>, page: &Layout) -> Option<OpenRow> {
        let mut reasons: Vec<String> = why
            .map(|why| why.rules.iter().map(|rule| self.rule(rule)).collect())
            .unwrap_or_default();
        reasons.sort();
        reasons.dedup();
        if reasons.is_empty() {
            reasons.push(self.t.say("manage-share-no-reason"));
        }
        Some(OpenRow {
            duty: self.duty(slot)?,
            href: page.address(&format!("slots/{slot}")),
            reasons,
        })
    }

    fn duty(&self, id: SlotId) -> Option<String> {
        let slot = self.shared.draft.draft.slots.iter().find(|slot| slot.id == id)?;
        Some(sentences::capital(&sentences::duty(
            slot.date,
            slot.hours,
            self.t.locale(),
        )))
    }

    fn name(&self, id: StaffId) -> String {
        let member = self.shared.people.iter().find(|member| member.id == id);
        member.map(|member| member.name.clone()).unwrap_or_default()
    }

    fn person(&self, place: usize) -> String {
        let id = self.shared.places.1.get(place);
        id.map(|id| self.name(*id)).unwrap_or_default()
    }

    fn why(&self, why: Why) -> String {
        match why {
            Why::Fixed => String::new(),
            Why::OnlyOne => self.t.say("manage-why-only-one"),
            Why::OnlyFree { others } => self.t.say_n("manage-why-only-free", others + 1),
            Why::Kept => self.t.say("manage-why-kept"),
            Why::LeastLoad { free } => self.t.say_n("manage-why-least", free),
            Why::Whole { free } => self.t.say_n("manage-why-whole", free),
        }
    }

    fn rule(&self, rule: &Rule) -> String {
        let (t, locale) = (self.t, self.t.locale());
        let of = |key: &str, person: usize| t.say_one(key, "name", self.person(person));
        match rule {
            Rule::Needs { tag, .. } => {
                let language = tag
                    .parse()
                    .ok()
                    .and_then(|language| languages::names(&[language], locale));
                t.say_one(
                    "manage-cannot-language",
                    "language",
                    language.unwrap_or_else(|| tag.clone()),
                )
            }
            Rule::Only { .. } => t.say("manage-cannot-desk"),
            Rule::Unavailable { person, .. } => of("manage-cannot-away", *person),
            Rule::Day { person, day } => {
                let values = [
                    ("name", self.person(*person).into()),
                    ("day", dates::day(*day, locale).into()),
                ];
                t.say_with("manage-cannot-day", &values)
            }
            Rule::Week { person, .. } => of("manage-cannot-week", *person),
            Rule::All { person } => of("manage-cannot-more", *person),
            Rule::Rest { person, .. } => of("manage-cannot-rest", *person),
        }
    }

    fn verdict(&self) -> String {
        let shared = self.shared;
        let open = (!shared.uncovered.is_empty()).then(|| self.t.say_n("manage-share-open", shared.uncovered.len()));
        let fair = if shared.optimal {
            self.t.say("manage-share-fairest")
        } else {
            // At least one: what is not proven to be the fairest may be unfairer by little.
            let percent = 100.0 * (shared.sum_of_squares / shared.lower_bound.max(1.0) - 1.0);
            self.t
                .say_n("manage-share-within", percent.clamp(1.0, 999.0).ceil() as usize)
        };
        std::iter::once(fair).chain(open).collect::<Vec<_>>().join(" ")
    }
}

async fn show(visit: Visit<Slug>, query: web::Query<ShareQuery>) -> Answer {
    let (which, only) = match query.only.as_str() {
        "all" => (Which::All, "all"),
        _ => (Which::Empty, "empty"),
    };
    let any = ExpectedVersion::Any;
    let shared = share::propose(visit.cx(), &visit.actor, visit.named.clone(), which, TIME, any).await?;
    html(&SharePage::new(visit.layout(), &shared, only))
}

impl Page for SharePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let people = sample::staff();
        let draft = sample::unstaffed();
        let slots: Vec<SlotId> = draft.draft.slots.iter().map(|slot| slot.id).collect();
        let staff: Vec<StaffId> = people.iter().map(|member| member.id).collect();
        let whys = [
            Why::OnlyOne,
            Why::OnlyFree { others: 2 },
            Why::Kept,
            Why::LeastLoad { free: 5 },
            Why::Whole { free: 3 },
        ];
        let given = slots.iter().zip(staff.iter().cycle()).zip(whys.iter().cycle());
        let given: Vec<Given> = given
            .map(|((slot, person), why)| Given {
                slot: *slot,
                was: (*why == Why::Kept).then(|| staff[0]),
                is: Some(*person),
                why: Some(*why),
            })
            .collect();
        let day = draft.draft.slots[0].date;
        let rules = vec![
            Rule::Needs {
                slot: 0,
                tag: "uk".to_owned(),
            },
            Rule::Only { slot: 0 },
            Rule::Unavailable { person: 0, slot: 0 },
            Rule::Day { person: 1, day },
            Rule::Week { person: 2, day },
            Rule::All { person: 3 },
            Rule::Rest {
                person: 0,
                slots: vec![0, 1],
            },
        ];
        let collision = Collision {
            slots: vec![0],
            rules,
            remedies: Vec::new(),
        };
        let shared = |given: Vec<Given>, uncovered, optimal| Shared {
            draft: draft.clone(),
            people: people.clone(),
            given,
            uncovered,
            places: (slots.clone(), staff.clone()),
            sum_of_squares: 51.0,
            lower_bound: if optimal { 51.0 } else { 50.0 },
            optimal,
        };
        let draw = |shared: &Shared, only: &str| {
            Self::new(
                sample::coordinator(locale, "/manage/c/otwarty-krakow/share"),
                shared,
                only,
            )
        };
        let open = vec![(slots[0], Some(collision)), (slots[1], None)];
        vec![
            ("share", draw(&shared(given.clone(), Vec::new(), true), "empty")),
            ("share-open", draw(&shared(given, open, false), "all")),
            ("share-nothing", draw(&shared(Vec::new(), Vec::new(), true), "empty")),
        ]
    }
}
