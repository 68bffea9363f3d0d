//! The calls one has logged, by day, the latest first.

use actix_web::web;
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::call::{self, RegisterQuery};
use crate::actions::duty;
use crate::domain::call::Call;
use crate::domain::ids::CallId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::time::local;
use crate::i18n::{Texts, dates, list, sentences};
use crate::web::desk::duty::zone_of;
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::visit::Visit;

/// Calls on a page.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/call/list.html")]
pub struct CallsPage {
    page: Layout,
    days: Vec<CallsDay>,
    /// Whether there are newer calls than these.
    is_older: bool,
    /// Address of older calls.
    older: Option<String>,
}

struct CallsDay {
    heading: String,
    calls: Vec<CallRow>,
}

struct CallRow {
    href: String,
    time: String,
    kind: String,
    numbers: Option<String>,
    /// Of the first contribution, or of the note.
    first_words: Option<String>,
}

impl CallsPage {
    fn new(page: Layout, calls: &[Call], zone: Tz, now: DateTime<Utc>, is_older: bool, older: Option<String>) -> Self {
        let (t, today) = (page.t, local(now, zone).date());
        let mut days: Vec<(NaiveDate, CallsDay)> = Vec::new();
        for call in calls {
            let date = local(call.started_at, zone).date();
            let row = CallRow::new(call, zone, t);
            match days.last_mut() {
                Some((last, day)) if *last == date => day.calls.push(row),
                _ => {
                    let day = dates::weekday_day(date, t.locale());
                    let heading = format!("{day} ({})", dates::relative_day(date, today, t.locale()));
                    let heading = sentences::capital(&heading);
                    days.push((
                        date,
                        CallsDay {
                            heading,
                            calls: vec![row],
                        },
                    ));
                }
            }
        }
        Self {
            days: days.into_iter().map(|(_, day)| day).collect(),
            is_older,
            older,
            page,
        }
    }
}

impl CallRow {
    fn new(call: &Call, zone: Tz, t: Texts) -> Self {
        let numbers: Vec<String> = call.contributions.iter().map(|c| c.number.to_string()).collect();
        let first = call.contributions.first().map(|noted| noted.words.text.as_str());
        Self {
            href: format!("/{}/desk/calls/{}", t.lang(), call.id),
            time: dates::time(local(call.started_at, zone).time(), t.locale()),
            kind: sentences::call_kind(call.kind, t.locale()),
            numbers: (!numbers.is_empty()).then(|| t.say_one("my-calls-number", "numbers", list(&numbers, t.locale()))),
            first_words: first.or(call.note.as_deref()).map(shortened),
        }
    }
}

/// At most 120 characters on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[derive(Deserialize)]
pub struct ListQuery {
    after: Option<CallId>,
}

pub async fn show(visit: Visit, query: web::Query<ListQuery>) -> Answer {
    let asked = RegisterQuery {
        after: query.after,
        limit: LIMIT,
        mine: true,
        ..RegisterQuery::default()
    };
    let (calls, next) = call::page(visit.cx(), &visit.actor, asked).await?;
    let older = next.map(|id| visit.link(&format!("/desk/calls?after={id}")));
    let zone = zone_of(&duty::mine(visit.cx(), &visit.actor).await?);
    let is_older = query.after.is_some();
    html(&CallsPage::new(
        visit.layout(),
        &calls,
        zone,
        visit.now(),
        is_older,
        older,
    ))
}

impl Page for CallsPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |calls: &[Call], older: Option<&str>| {
            let (page, now) = (
                sample::staff(locale, "/desk/calls"),
                crate::web::public::sample::at(6, 20, 16, 0),
            );
            let zone = chrono_tz::Europe::Warsaw;
            Self::new(page, calls, zone, now, older.is_some(), older.map(str::to_owned))
        };
        vec![
            ("calls", draw(&sample::two_calls(), Some("/pl/desk/calls?after=x"))),
            ("calls-empty", draw(&[], None)),
        ]
    }
}
