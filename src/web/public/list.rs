//! The list of consultations: those that run, those to come, those that are over.

use actix_web::HttpRequest;
use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::duty;
use crate::domain::consultation::{Consultation, Stage};
use crate::domain::duty::on_duty;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::local;
use crate::http::cache::with_etag;
use crate::i18n::{Texts, dates};
use crate::web::page::answer::{Answer, HTML, Page, render};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::public::consultation::{LONGEST_CACHED, true_for};
use crate::web::public::view::{Number, Words};

pub fn route() -> PageRoute {
    page("/consultations").get(show).compressed().draws::<ListPage>()
}

#[derive(Template)]
#[template(path = "public/list.html")]
struct ListPage {
    page: Layout,
    groups: Vec<Group>,
    /// The installation's address without a slash at its end, for search engines.
    base: String,
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
    fn new(page: Layout, all: &[(Consultation, Vec<PublishedSlot>)], now: DateTime<Utc>, base: String) -> Self {
        let t = page.t;
        let stages = [
            (Stage::Running, "list-running"),
            (Stage::Coming, "list-coming"),
            (Stage::Over, "list-over"),
        ];
        let groups = stages.into_iter().map(|(stage, key)| {
            let of_stage = all.iter().filter(|(consultation, _)| consultation.stage(now) == stage);
            let entries = of_stage.map(|(consultation, slots)| entry(consultation, slots, t, now));
            Group {
                id: key,
                heading: t.say(key),
                entries: entries.collect(),
            }
        });
        Self {
            groups: groups.filter(|group| !group.entries.is_empty()).collect(),
            page,
            base,
        }
    }
}

async fn show(request: HttpRequest, guest: Guest) -> Answer {
    let all = duty::public_list(guest.cx()).await?;
    let now = guest.now();
    let seconds = all.iter().map(|(of, slots)| true_for(slots, of.zone, now));
    let seconds = seconds.fold(LONGEST_CACHED, i64::min);
    let page = ListPage::new(guest.layout(), &all, now, guest.cx().address(""));
    Ok(with_etag(&request, HTML, seconds, render(&page)?))
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
        (None, None) if slots.is_empty() => (t.say("list-status-none"), Vec::new()),
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
        let draw = |all: &[_]| {
            let page = Layout::public(locale, "/consultations");
            Self::new(page, all, at(6, 20, 15, 40), "https://dyzury.example".to_owned())
        };
        let seed = otwarty_krakow();
        let all = [(seed.consultation.clone(), seed.slots), (seed.consultation, Vec::new())];
        vec![("list", draw(&all)), ("list-empty", draw(&[]))]
    }
}
