//! The list of consultations: those that run, those to come, those that are over.

use std::sync::Arc;

use actix_web::HttpRequest;
use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::published::{PublicView, Snapshot};
use crate::domain::consultation::{Consultation, Stage};
use crate::domain::duty::{on_duty, true_until};
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::domain::unit::Unit;
use crate::http::cache::{Contents, Name, Of};
use crate::http::errors::HttpError;
use crate::i18n::{Texts, dates};
use crate::web::page::answer::{Answer, HTML, Page, render};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::public::view::{Number, Words, instant};
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

pub fn routes() -> Vec<PageRoute> {
    let all = page("/consultations").get(show).draws::<ListPage>();
    vec![all, page("/units/{slug}").get(show_unit)]
}

#[derive(Template)]
#[template(path = "public/list.html")]
struct ListPage {
    page: Layout,
    /// The office, when only its consultations are listed.
    unit: Option<Words>,
    groups: Vec<Group>,
    /// The installation's address without a slash at its end, for search engines.
    base: String,
    /// The first instant at which it is no longer true; none when it is of nothing.
    until: Option<String>,
}

/// Consultations at the same stage.
struct Group {
    id: &'static str,
    heading: String,
    entries: Vec<Entry>,
}

struct Entry {
    href: String,
    title: Words,
    period: String,
    now: bool,
    status: String,
    numbers: Vec<Number>,
}

impl ListPage {
    /// Of one office, or of all.
    fn new(page: Layout, unit: Option<&Unit>, all: &[Arc<PublicView>], now: DateTime<Utc>, base: String) -> Self {
        let t = page.t;
        let listed = |view: &Arc<PublicView>| unit.is_none_or(|unit| unit.id == view.consultation.unit.id);
        let stages = [
            (Stage::Running, "list-running"),
            (Stage::Coming, "list-coming"),
            (Stage::Over, "list-over"),
        ];
        let groups = stages.into_iter().map(|(stage, key)| {
            let of_stage = all
                .iter()
                .filter(|view| listed(view) && view.consultation.stage(now) == stage);
            let entries = of_stage.map(|view| entry(&view.consultation, &view.slots, t, now));
            Group {
                id: key,
                heading: t.say(key),
                entries: entries.collect(),
            }
        });
        Self {
            groups: groups.filter(|group| !group.entries.is_empty()).collect(),
            unit: unit.and_then(|unit| Words::said(unit.name(page.locale()), page.locale())),
            page: unit.map_or(page.clone(), |unit| page.of_unit(unit)),
            base,
            until: changes(all, now).map(instant),
        }
    }
}

/// When what is said of one of them changes.
fn changes(all: &[Arc<PublicView>], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let all = all.iter();
    all.map(|view| true_until(&view.slots, view.consultation.zone, now))
        .min()
}

async fn show(request: HttpRequest, guest: Guest) -> Answer {
    let snapshot = guest.cx().published.now();
    answer(&request, &guest, &snapshot, None)
}

/// The consultations of one office.
async fn show_unit(request: HttpRequest, guest: Guest<Slug>) -> Answer {
    let snapshot = guest.cx().published.now();
    let unit = snapshot.unit(&guest.named).ok_or(HttpError::NotFound("page"))?;
    answer(&request, &guest, &snapshot, Some(unit))
}

fn answer<P>(request: &HttpRequest, guest: &Guest<P>, snapshot: &Arc<Snapshot>, unit: Option<&Unit>) -> Answer {
    let name = Name {
        what: "list",
        of: unit.map_or(Of::All, |unit| Of::Unit(unit.id)),
        locale: Some(guest.locale),
    };
    let path = unit.map_or("/consultations".to_owned(), |unit| format!("/units/{}", unit.slug));
    guest.state.answer(request, name, snapshot, |now| {
        let layout = Layout::public(guest.locale, path);
        let page = ListPage::new(layout, unit, &snapshot.all, now, guest.cx().address(""));
        Ok(Contents {
            media_type: HTML,
            body: render(&page)?.into(),
            for_all_sites: false,
            until: changes(&snapshot.all, now),
        })
    })
}

fn entry(consultation: &Consultation, slots: &[PublishedSlot], t: Texts, now: DateTime<Utc>) -> Entry {
    let locale = t.locale();
    let zone = consultation.zone;
    let duty = on_duty(slots, now);
    let (status, numbers) = match (duty.now.first(), duty.next) {
        (Some(first), _) => {
            let until = dates::time(local(first.span.ends_at, zone).time(), locale);
            let numbers = duty
                .now
                .iter()
                .flat_map(|slot| slot.extensions.iter().map(Number::from));
            (t.say_one("list-status-now", "time", until), numbers.collect())
        }
        (None, Some(next)) => {
            let today = local(now, zone).date();
            let when = format!(
                "{}, {}, {}",
                dates::relative_day(next.date, today, locale),
                dates::office_day(next.date, locale),
                dates::hours(next.hours, locale)
            );
            (t.say_one("list-status-next", "when", when), Vec::new())
        }
        (None, None) if slots.is_empty() => {
            let ended = consultation.stage(now) == Stage::Over;
            let key = if ended { "status-no-phone" } else { "list-status-none" };
            (t.say(key), Vec::new())
        }
        (None, None) => (t.say("list-status-over"), Vec::new()),
    };
    Entry {
        href: format!("/{locale}/consultations/{}", consultation.slug),
        title: Words::title(consultation, locale),
        period: dates::period(consultation.first_day, consultation.last_day, locale),
        now: !duty.now.is_empty(),
        status,
        numbers,
    }
}

impl Page for ListPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::public::sample::{at, otwarty_krakow};
        let draw_at = |unit: Option<&Unit>, all: &[_], now| {
            let page = Layout::public(locale, "/consultations");
            Self::new(page, unit, all, now, "https://dyzury.example".to_owned())
        };
        let draw = |unit: Option<&Unit>, all: &[_]| draw_at(unit, all, at(6, 20, 15, 40));
        let [own, other] = sample::units();
        let seed = otwarty_krakow();
        let mut without = otwarty_krakow();
        without.slots.clear();
        let all = [seed, without].map(Arc::new);
        vec![
            ("list", draw(None, &all)),
            ("list-over", draw_at(None, &all, at(7, 8, 12, 0))),
            ("list-empty", draw(None, &[])),
            ("list-unit", draw(Some(&own), &all)),
            ("list-unit-empty", draw(Some(&other), &all)),
        ]
    }
}
