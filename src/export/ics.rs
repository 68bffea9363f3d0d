//! Calendars (RFC 5545, RFC 7986): the public one of a consultation, that of one person, and one duty for the mail that
//! reminds of it.
//!
//! The bytes depend on the data only, never on "now", so that an `ETag` made of them is valid as long as the roster. A
//! duty keeps its `UID` for ever; `SEQUENCE` is the number of the revision, in a personal calendar of that in which the duty
//! last changed. A duty that was called off stays, marked:
//! programs that merely stop seeing an event may keep showing it.

#[cfg(test)]
mod tests;
mod text;
mod zone;

use std::fmt::Display;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use url::Url;

use crate::domain::calendar::Event;
use crate::domain::consultation::Consultation;
use crate::domain::feed::FeedEvent;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::time::{Hours, Span};
use crate::export::printed;
use crate::i18n::sentences;

use self::text::Lines;

/// The few words a calendar needs, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language they are in.
    pub locale: Locale,
    /// "Telephone duty".
    pub phone_duty: String,
    /// "Duty in person".
    pub room_duty: String,
    /// "CANCELLED", before the title of what was called off.
    pub cancelled: String,
}

/// Where a calendar comes from and how new it is.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Host of the installation, the right side of every `UID`.
    pub host: &'a str,
    /// Number of the revision it shows; 0 when nothing is published.
    pub revision: i32,
    /// When that was published; the time stamp of everything in it.
    pub published_at: DateTime<Utc>,
    /// Address of the page for people.
    pub page: &'a str,
}

/// What the public calendar of a consultation shows.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// Whose.
    pub consultation: &'a Consultation,
    /// Its published duties.
    pub slots: &'a [PublishedSlot],
    /// Its events.
    pub events: &'a [Event],
    /// Where from, how new.
    pub origin: Origin<'a>,
    /// Its own address, for programs that ask again.
    pub address: &'a str,
}

/// The public calendar. Names nobody, for [`PublishedSlot`] cannot.
pub fn feed(feed: &Feed<'_>, words: &Words) -> String {
    let consultation = feed.consultation;
    let title = title_of(consultation, words.locale);
    let mut out = opening(feed.origin.host);
    out.text("NAME", title);
    out.text("X-WR-CALNAME", title);
    out.line("X-WR-TIMEZONE", consultation.zone.name());
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    out.line("X-PUBLISHED-TTL", "PT1H");
    out.line("SOURCE;VALUE=URI", feed.address);
    out.line("URL", feed.origin.page);
    out.line("LAST-MODIFIED", utc(feed.origin.published_at));
    zone::write(
        &mut out,
        consultation.zone,
        consultation.first_day,
        consultation.last_day,
        feed.slots,
    );

    let mut slots: Vec<&PublishedSlot> = feed.slots.iter().collect();
    slots.sort_by_key(|slot| (slot.span, slot.id));
    for slot in slots {
        write_slot(&mut out, slot, consultation, feed.origin, words);
    }
    let mut events: Vec<&Event> = feed.events.iter().collect();
    events.sort_by_key(|event| (event.date, event.hours, event.id));
    for event in events {
        write_event(&mut out, event, consultation, feed.origin, words);
    }
    out.line("END", "VCALENDAR");
    out.finish()
}

/// A duty in a personal calendar.
#[derive(Debug, Clone, Copy)]
pub struct OwnDuty<'a> {
    pub consultation: &'a Consultation,
    pub event: &'a FeedEvent,
    /// Address of the consultation's page.
    pub page: &'a str,
}

/// The duties of one person in all consultations. Written in instants, for these may have several zones. It names nobody.
pub fn personal(duties: &[OwnDuty<'_>], name: &str, host: &str, words: &Words) -> String {
    let mut out = opening(host);
    out.text("NAME", name);
    out.text("X-WR-CALNAME", name);
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    out.line("X-PUBLISHED-TTL", "PT1H");
    for OwnDuty {
        consultation,
        event,
        page,
    } in duties
    {
        let (slot, changed) = (&event.slot, event.changed);
        let cancelled = slot.state == SlotState::Cancelled;
        let title = title_of(consultation, words.locale);
        let numbers: Vec<String> = slot.extensions.iter().map(printed).collect();
        let mut summary = [title, &numbers.join(", ")].join(": ");
        if numbers.is_empty() {
            title.clone_into(&mut summary);
        }
        if cancelled {
            summary = format!("{}: {summary}", words.cancelled);
        }
        let kind = match slot.mode {
            SlotMode::Phone | SlotMode::Hybrid => &words.phone_duty,
            SlotMode::Room => &words.room_duty,
        };
        let reason = slot.cancel_reason.iter();
        let reason = reason.map(|reason| {
            let reason = sentences::cancel_reason(reason, words.locale);
            format!("{}: {reason}", words.cancelled)
        });
        let description: Vec<String> = [kind.clone()]
            .into_iter()
            .chain(reason)
            .chain([(*page).to_owned()])
            .collect();
        out.line("BEGIN", "VEVENT");
        out.line("UID", format!("{}@{host}", slot.id));
        out.line("DTSTAMP", utc(changed.published_at));
        out.line("LAST-MODIFIED", utc(changed.published_at));
        out.line("SEQUENCE", changed.number);
        out.line("DTSTART", utc(slot.span.starts_at));
        out.line("DTEND", utc(slot.span.ends_at));
        said(&mut out, "SUMMARY", words.locale, &summary);
        said(&mut out, "DESCRIPTION", words.locale, &description.join("\n"));
        out.line("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        out.line("TRANSP", if cancelled { "TRANSPARENT" } else { "OPAQUE" });
        out.line("URL", page);
        out.line("END", "VEVENT");
    }
    out.line("END", "VCALENDAR");
    out.finish()
}

/// One duty, for the mail that reminds whoever is on it: marks the time as taken. Written in instants, so that it needs
/// no zone; without `SEQUENCE`, for here the newest time stamp wins.
pub fn one_duty(slot: &PublishedSlot, title: &str, base_url: &Url, at: DateTime<Utc>) -> String {
    let host = base_url.host_str().unwrap_or("localhost");
    let numbers: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    let mut out = opening(host);
    out.line("BEGIN", "VEVENT");
    out.line("UID", format!("{}@{host}", slot.id));
    out.line("DTSTAMP", utc(at));
    out.line("LAST-MODIFIED", utc(at));
    out.line("DTSTART", utc(slot.span.starts_at));
    out.line("DTEND", utc(slot.span.ends_at));
    out.text("SUMMARY", &[title, &numbers.join(", ")].join(": "));
    out.line("STATUS", "CONFIRMED");
    out.line("TRANSP", "OPAQUE");
    out.line("URL", base_url);
    out.line("END", "VEVENT");
    out.line("END", "VCALENDAR");
    out.finish()
}

/// A consultation without a title in any language is called by its address.
fn title_of(consultation: &Consultation, locale: Locale) -> &str {
    match consultation.texts.title(locale).text {
        "" => consultation.slug.as_str(),
        title => title,
    }
}

fn opening(host: &str) -> Lines {
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", format!("-//{host}//dutyline//EN"));
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out
}

fn write_slot(out: &mut Lines, slot: &PublishedSlot, consultation: &Consultation, origin: Origin<'_>, words: &Words) {
    let kind = match slot.mode {
        SlotMode::Phone | SlotMode::Hybrid => &words.phone_duty,
        SlotMode::Room => &words.room_duty,
    };
    let numbers: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    let mut summary = if numbers.is_empty() {
        kind.clone()
    } else {
        format!("{kind}: {}", numbers.join(", "))
    };
    let cancelled = slot.state == SlotState::Cancelled;
    if cancelled {
        summary = format!("{}: {summary}", words.cancelled);
    }
    let mut description = title_of(consultation, words.locale).to_owned();
    for line in &slot.extensions {
        description.push_str(&format!("\n{} (tel:{})", line.display, line.phone));
    }
    if let Some(reason) = &slot.cancel_reason {
        let reason = sentences::cancel_reason(reason, words.locale);
        description.push_str(&format!("\n{}: {reason}", words.cancelled));
    }
    description.push_str(&format!("\n{}", origin.page));

    out.line("BEGIN", "VEVENT");
    stamps(out, slot.id, origin);
    times(out, slot.date, slot.hours, slot.span, consultation.zone);
    said(out, "SUMMARY", words.locale, &summary);
    said(out, "DESCRIPTION", words.locale, &description);
    out.line("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
    out.line("TRANSP", "TRANSPARENT");
    out.line("URL", origin.page);
    out.line("END", "VEVENT");
}

fn write_event(out: &mut Lines, event: &Event, consultation: &Consultation, origin: Origin<'_>, words: &Words) {
    out.line("BEGIN", "VEVENT");
    stamps(out, event.id, origin);
    let zone = consultation.zone;
    match event.hours {
        Some(hours) => {
            let span = Span::of(event.date, hours, zone);
            times(out, event.date, hours, span, zone);
        }
        None => {
            out.line("DTSTART;VALUE=DATE", event.date.format("%Y%m%d"));
            let next = event.date.checked_add_days(Days::new(1)).unwrap_or(event.date);
            out.line("DTEND;VALUE=DATE", next.format("%Y%m%d"));
        }
    }
    let title = event.title(words.locale);
    let (locale, title) = if title.text.is_empty() {
        (words.locale, title_of(consultation, words.locale))
    } else {
        (title.locale, title.text)
    };
    said(out, "SUMMARY", locale, title);
    said(
        out,
        "DESCRIPTION",
        words.locale,
        &format!("{}\n{}", title_of(consultation, words.locale), origin.page),
    );
    if !event.place.is_empty() {
        out.text("LOCATION", &event.place);
    }
    out.line("STATUS", "CONFIRMED");
    out.line("TRANSP", "TRANSPARENT");
    out.line("URL", origin.page);
    out.line("END", "VEVENT");
}

fn stamps(out: &mut Lines, id: impl Display, origin: Origin<'_>) {
    out.line("UID", format!("{id}@{}", origin.host));
    out.line("DTSTAMP", utc(origin.published_at));
    out.line("LAST-MODIFIED", utc(origin.published_at));
    out.line("SEQUENCE", origin.revision);
}

fn said(out: &mut Lines, name: &str, locale: Locale, words: &str) {
    out.text(&format!("{name};LANGUAGE={locale}"), words);
}

/// Local hours as people read them, in the zone. Where a clock change repeats or skips one of them, both are written as
/// instants: calendars disagree with us, and with each other, about which hour is meant.
fn times(out: &mut Lines, date: NaiveDate, hours: Hours, span: Span, zone: Tz) {
    let last = if hours.crosses_midnight() {
        date.checked_add_days(Days::new(1)).unwrap_or(date)
    } else {
        date
    };
    let (start, end) = (date.and_time(hours.start), last.and_time(hours.end));
    let is_plain = |local: NaiveDateTime, instant: DateTime<Utc>| {
        let single = zone.from_local_datetime(&local).single();
        single.is_some_and(|at| at == instant)
    };
    if is_plain(start, span.starts_at) && is_plain(end, span.ends_at) {
        let local = |at: NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
        out.line(&format!("DTSTART;TZID={}", zone.name()), local(start));
        out.line(&format!("DTEND;TZID={}", zone.name()), local(end));
    } else {
        out.line("DTSTART", utc(span.starts_at));
        out.line("DTEND", utc(span.ends_at));
    }
}

fn utc(at: DateTime<Utc>) -> impl Display {
    at.format("%Y%m%dT%H%M%SZ")
}
