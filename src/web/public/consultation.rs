//! The page of one consultation: who can be called now, and when later.

use std::collections::BTreeSet;

use actix_web::HttpRequest;
use askama::Template;
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use crate::actions::published::PublicView;
use crate::domain::calendar::{DayOff, Event, Requirement};
use crate::domain::consultation::{Consultation, PhoneMode, Stage};
use crate::domain::duty::{OnDuty, on_duty, true_until};
use crate::domain::language::{Language, Locale};
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::slug::Slug;
use crate::domain::time::{Hours, Span, local};
use crate::http::cache::{Contents, Name, Of};
use crate::i18n::{Texts, dates, sentences};
use crate::web::page::answer::{Answer, HTML, Page, render};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::public::view::{
    Banner, ClockHours, DutyRow, MeetingLine, MeetingRow, NowCalls, Number, OffRow, Row, Status, StatusCall, Words,
    instant, speak,
};

pub fn route() -> PageRoute {
    let route = page("/consultations/{slug}").get(show);
    route.draws::<ConsultationPage>()
}

#[derive(Template)]
#[template(path = "public/consultation.html")]
pub struct ConsultationPage {
    page: Layout,
    title: Words,
    period: String,
    summary: String,
    status: Status,
    invitation: Option<Words>,
    mode: Option<String>,
    rows: Vec<Row>,
    past: Vec<Row>,
    meetings: Vec<MeetingLine>,
    /// None once the consultation is over.
    other_ways: Vec<Words>,
    /// What meetings and other ways stand under.
    ways_title: String,
    calendar: String,
    /// Whether the calendar has something to come.
    has_calendar: bool,
    published: String,
    /// For paper.
    address: String,
    /// The installation's address without a slash at its end, for search engines.
    base: String,
    /// The first instant at which it is no longer true.
    until: Option<String>,
    /// `None` for residents.
    banner: Option<Banner>,
}

impl ConsultationPage {
    pub fn new(page: Layout, view: &PublicView, now: DateTime<Utc>, base: String) -> Self {
        let (t, locale, consultation) = (page.t, page.locale(), &view.consultation);
        let today = local(now, consultation.zone).date();
        let duty = on_duty(&view.slots, now);
        let status = status(view, &duty, today, t);
        let path = format!("/{locale}/consultations/{}", consultation.slug);
        let always = same_languages(&view.slots);
        let table = Table {
            view,
            t,
            now,
            today,
            say_languages: always.is_none(),
        };
        let ended = consultation.stage(now) == Stage::Over;
        // Nobody is invited to call any more. The words of the office do not know that the last duty is over.
        let can_call = match status {
            Status::Now(_) | Status::Next(_) => true,
            Status::Over(_) => false,
            Status::NoPhone => !ended,
        };
        let period = dates::period(consultation.first_day, consultation.last_day, locale);
        Self {
            summary: summary(&status, &period, t),
            title: Words::title(consultation, locale),
            status,
            invitation: Words::said(consultation.texts.invitation(locale), locale).filter(|_| can_call),
            mode: consultation
                .phone_mode
                .filter(|_| table.has_phone() && can_call)
                .map(|mode| t.say(mode_key(mode))),
            rows: table.coming(),
            past: table.past(),
            meetings: view.events.iter().map(|event| meeting(event, today, locale)).collect(),
            other_ways: if ended {
                Vec::new()
            } else {
                other_ways(consultation, locale)
            },
            ways_title: t.say(if ended { "meetings-title" } else { "ways-title" }),
            calendar: format!("{path}.ics"),
            address: format!("{base}{path}"),
            has_calendar: table.has_phone() && can_call,
            published: published_on(view, t),
            base,
            until: Some(instant(true_until(&view.slots, consultation.zone, now))),
            banner: None,
            page: page.of_unit(&consultation.unit),
            period,
        }
    }
}

impl ConsultationPage {
    /// The same for a coordinator who looks at what is not published: it says so, and does not change by itself.
    #[must_use]
    pub fn under(mut self, banner: Banner) -> Self {
        self.published.clone_from(&banner.sentence);
        self.banner = Some(banner);
        self.has_calendar = false;
        self.until = None;
        self
    }
}

async fn show(request: HttpRequest, guest: Guest<Slug>) -> Answer {
    let view = guest.state.published(&guest.named)?;
    let consultation = &view.consultation;
    let name = Name {
        what: "page",
        of: Of::Consultation(consultation.id),
        locale: Some(guest.locale),
    };
    guest.state.answer(&request, name, &view, |now| {
        let layout = Layout::public(guest.locale, format!("/consultations/{}", consultation.slug));
        let page = ConsultationPage::new(layout, &view, now, guest.cx().address(""));
        Ok(Contents {
            media_type: HTML,
            body: render(&page)?.into(),
            for_all_sites: false,
            until: Some(true_until(&view.slots, consultation.zone, now)),
        })
    })
}

fn published_on(view: &PublicView, t: Texts) -> String {
    let (number, at) = view.revision;
    let day = dates::full_day(local(at, view.consultation.zone).date(), t.locale());
    t.say_with("published-on", &[("day", day.into()), ("n", number.into())])
}

fn mode_key(mode: PhoneMode) -> &'static str {
    match mode {
        PhoneMode::Counts => "mode-counts",
        PhoneMode::Confirm => "mode-confirm",
        PhoneMode::Informs => "mode-informs",
    }
}

/// The languages of all duties when they are the same everywhere: then they are said once.
fn same_languages(slots: &[PublishedSlot]) -> Option<&[Language]> {
    let mut live = slots.iter().filter(|slot| slot.answers_phone());
    let first = &live.next()?.languages;
    (!first.is_empty() && live.all(|slot| slot.languages == *first)).then_some(first)
}

fn status(view: &PublicView, duty: &OnDuty<'_>, today: NaiveDate, t: Texts) -> Status {
    let zone = view.consultation.zone;
    if !duty.now.is_empty() {
        return Status::Now(NowCalls::new(&duty.now, zone, today, t));
    }
    if let Some(next) = duty.next {
        let together: Vec<StatusCall> = view
            .slots
            .iter()
            .filter(|slot| slot.answers_phone() && slot.span.starts_at == next.span.starts_at)
            .map(|slot| StatusCall::new(slot, zone, today, t))
            .collect();
        return Status::Next(together);
    }
    view.slots
        .iter()
        .filter(|slot| slot.answers_phone())
        .map(|slot| slot.span.ends_at)
        .max()
        .map_or(Status::NoPhone, |end| {
            let day = dates::full_day(local(end, zone).date(), t.locale());
            Status::Over(t.say_one("status-over", "day", day))
        })
}

/// The answer in one line, for search engines and link previews.
fn summary(status: &Status, period: &str, t: Texts) -> String {
    match status {
        Status::Next(calls) => calls.first().map_or_else(String::new, |call| {
            t.say_one(
                "status-next-after",
                "when",
                format!("{}, {}", call.when, call.clock.shown),
            )
        }),
        Status::Now(now) => now.head.clone(),
        Status::Over(head) => head.clone(),
        Status::NoPhone => t.say_one("public-description", "period", period),
    }
}

fn meeting(event: &Event, today: NaiveDate, locale: Locale) -> MeetingLine {
    let mut when = dates::weekday_day(event.date, locale);
    if let Some(hours) = event.hours {
        when = format!("{when}, {}", dates::hours(hours, locale));
    }
    let key = if event.date < today { "meeting-past" } else { "meeting" };
    MeetingLine {
        sentence: Texts::new(locale).say_one(key, "when", when),
        title: Words::said(event.title(locale), locale),
        place: Some(event.place.trim().to_owned()).filter(|place| !place.is_empty()),
    }
}

fn other_ways(consultation: &Consultation, locale: Locale) -> Vec<Words> {
    let said = consultation.texts.other_ways(locale);
    said.text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Words::new(line, said.locale, locale))
        .collect()
}

/// The table of duties, days off and meetings.
struct Table<'a> {
    view: &'a PublicView,
    t: Texts,
    now: DateTime<Utc>,
    today: NaiveDate,
    say_languages: bool,
}

/// What a day without duty is, before days are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Off {
    /// A weekend day or a holiday.
    Free(Option<&'static str>),
    /// Exempt, with the office's reason.
    Exempt(String),
}

impl Table<'_> {
    fn locale(&self) -> Locale {
        self.t.locale()
    }

    fn has_phone(&self) -> bool {
        self.view.slots.iter().any(PublishedSlot::answers_phone)
    }

    fn sorted(&self) -> Vec<&PublishedSlot> {
        let mut slots: Vec<&PublishedSlot> = self.view.slots.iter().collect();
        slots.sort_by_key(|slot| (slot.span, slot.id));
        slots
    }

    fn past(&self) -> Vec<Row> {
        self.sorted()
            .into_iter()
            .filter(|slot| slot.span.ends_at <= self.now)
            .map(|slot| self.duty(slot))
            .collect()
    }

    /// Duties from now on, with the days off and meetings between them, by day.
    fn coming(&self) -> Vec<Row> {
        let slots = self.sorted();
        let coming: Vec<&PublishedSlot> = slots.iter().copied().filter(|s| s.span.ends_at > self.now).collect();
        if coming.is_empty() {
            return Vec::new();
        }
        let busy: BTreeSet<NaiveDate> = slots.iter().map(|slot| slot.date).collect();
        let mut rows: Vec<(NaiveDate, Row)> = coming.iter().map(|slot| (slot.date, self.duty(slot))).collect();
        let mut run: Option<(NaiveDate, NaiveDate, Off)> = None;
        for day in self
            .view
            .days
            .iter()
            .filter(|day| day.date >= self.today && !busy.contains(&day.date))
        {
            if let Requirement::Event(id) = &day.requirement {
                rows.extend(
                    self.view
                        .events
                        .iter()
                        .find(|event| event.id == *id)
                        .map(|event| (day.date, self.meeting(event))),
                );
                continue;
            }
            let Some(off) = off(&day.requirement) else { continue };
            match &mut run {
                Some((_, last, why)) if *last + Days::new(1) == day.date && joins(why, &off) => *last = day.date,
                _ => {
                    rows.extend(run.take().map(|run| self.off(run)));
                    run = Some((day.date, day.date, off));
                }
            }
        }
        rows.extend(run.map(|run| self.off(run)));
        rows.sort_by_key(|(date, _)| *date);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn duty(&self, slot: &PublishedSlot) -> Row {
        let cancelled = slot.state == SlotState::Cancelled;
        let changed = self.view.changed.contains(&slot.id);
        Row::Duty(DutyRow {
            day: dates::office_day(slot.date, self.locale()),
            clock: self.clock(slot.hours, slot.span.starts_at),
            numbers: slot.extensions.iter().map(Number::from).collect(),
            languages: speak(&slot.languages, self.t).filter(|_| self.say_languages && !cancelled),
            now: slot.answers_phone() && slot.span.contains(self.now),
            changed: changed && !cancelled && slot.span.ends_at > self.now,
            cancelled,
            can_be_called: !cancelled && slot.span.ends_at > self.now,
            reason: slot.cancel_reason.as_ref().map(|reason| self.reason(reason)),
            in_person_only: slot.mode == SlotMode::Room,
            also_in_person: slot.mode == SlotMode::Hybrid,
        })
    }

    /// In the reader's language, or as the office wrote it, in Polish.
    fn reason(&self, reason: &CancelReason) -> Words {
        let said = sentences::cancel_reason(reason, self.locale());
        match reason {
            CancelReason::Listed(_) => Words::own(said),
            CancelReason::Words(_) => Words::new(said, Locale::Pl, self.locale()),
        }
    }

    fn meeting(&self, event: &Event) -> Row {
        Row::Meeting(MeetingRow {
            day: dates::office_day(event.date, self.locale()),
            clock: event.hours.map(|hours| {
                let span = Span::of(event.date, hours, self.view.consultation.zone);
                self.clock(hours, span.starts_at)
            }),
        })
    }

    fn off(&self, (first, last, why): (NaiveDate, NaiveDate, Off)) -> (NaiveDate, Row) {
        let several = last - first >= Duration::days(1);
        let why = match why {
            Off::Free(_) if several => Words::own(self.t.say("no-duty-days-off")),
            Off::Free(Some(holiday)) => Words::own(sentences::day_off(DayOff::Holiday(holiday), self.locale())),
            Off::Free(None) => Words::own(self.t.say("no-duty-day-off")),
            // The reason is written by the office, in Polish.
            Off::Exempt(reason) => Words::new(reason, Locale::Pl, self.locale()),
        };
        let days = if several {
            dates::days(first, last, self.locale())
        } else {
            dates::office_day(first, self.locale())
        };
        (first, Row::Off(OffRow { days, why }))
    }

    fn clock(&self, hours: Hours, starts_at: DateTime<Utc>) -> ClockHours {
        ClockHours::new(hours, starts_at, self.view.consultation.zone, self.locale())
    }
}

/// Why a day has no duty; `None` for a day that should have one, of which nothing can be said.
fn off(requirement: &Requirement) -> Option<Off> {
    match requirement {
        Requirement::DayOff(DayOff::Weekend | DayOff::NoHours) => Some(Off::Free(None)),
        Requirement::DayOff(DayOff::Holiday(key)) => Some(Off::Free(Some(key))),
        Requirement::Exempt(reason) => Some(Off::Exempt(reason.clone())),
        Requirement::Duty(_) | Requirement::Event(_) => None,
    }
}

fn joins(before: &Off, after: &Off) -> bool {
    match (before, after) {
        (Off::Free(_), Off::Free(_)) => true,
        (before, after) => before == after,
    }
}

impl Page for ConsultationPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::public::sample::{at, everything, otwarty_krakow};
        let draw = |view: &PublicView, now| {
            let page = Layout::public(locale, "/consultations/otwarty-krakow");
            Self::new(page, view, now, "https://dyzury.example".to_owned())
        };
        let seed = otwarty_krakow();
        let mut no_phone = otwarty_krakow();
        no_phone.slots.clear();
        vec![
            ("residents-now", draw(&seed, at(6, 20, 15, 40))),
            ("residents-next", draw(&seed, at(6, 21, 18, 0))),
            ("residents-before", draw(&seed, at(6, 1, 12, 0))),
            ("residents-duties-over", draw(&seed, at(7, 5, 18, 0))),
            ("residents-over", draw(&seed, at(7, 8, 12, 0))),
            ("residents-no-phone-over", draw(&no_phone, at(7, 8, 12, 0))),
            ("residents-no-phone", draw(&no_phone, at(6, 20, 12, 0))),
            ("residents-everything", draw(&everything(), at(6, 20, 15, 40))),
            ("residents-banner", {
                let banner = Banner {
                    sentence: Texts::new(locale).say("manage-seen-draft"),
                    links: vec![("/".to_owned(), Texts::new(locale).say("manage-roster-title"))],
                    restore: Some(7),
                };
                draw(&seed, at(6, 20, 15, 40)).under(banner)
            }),
        ]
    }
}
