//! What codes of the rules say in the reader's language.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::absence::Absence;
use crate::domain::calendar::{DayOff, Requirement};
use crate::domain::call::{CallKind, CallOutcome};
use crate::domain::consultation::PhoneMode;
use crate::domain::coverage::{DayCoverage, Verdict};
use crate::domain::fault::Fault;
use crate::domain::finding::{CoverageReport, Finding, Problem, Severity};
use crate::domain::language::{Language, Locale};
use crate::domain::position;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::sheet::Column;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::text::in_language;
use crate::domain::time::Hours;
use crate::i18n::{dates, languages, list, text};

/// What is wrong with a field and what to do.
pub fn fault(fault: Fault, locale: Locale) -> String {
    text(locale, &format!("fault-{}", fault.code()), &[])
}

/// The sentence of a finding: where, what, how much.
pub fn finding_sentence(finding: &Finding, locale: Locale) -> String {
    match finding_place(finding, locale) {
        Some(place) => format!("{place}: {}", finding_words(finding, locale)),
        None => capital(&finding_words(finding, locale)),
    }
}

/// The day and the hours a finding is about, when it is about a day: `Czwartek, 13 czerwca, 15.00–18.00`.
pub fn finding_place(finding: &Finding, locale: Locale) -> Option<String> {
    let date = finding.date?;
    // Gaps are of the whole day; the words name their hours.
    let of_day = matches!(
        finding.problem,
        Problem::DayUncovered { .. } | Problem::DayPartlyCovered { .. }
    );
    Some(capital(&match finding.hours {
        Some(hours) if !of_day => duty(date, hours, locale),
        _ => dates::weekday_day(date, locale),
    }))
}

/// What a finding says without where: what, how much. It begins with a small letter when it follows a place.
pub fn finding_words(finding: &Finding, locale: Locale) -> String {
    let spoken = |spoken: &[Language]| languages::spoken(spoken, locale).unwrap_or_default().into();
    let hours = |hours: &[Hours]| {
        let hours: Vec<String> = hours.iter().map(|hours| dates::hours(*hours, locale)).collect();
        list(&hours, locale).into()
    };
    let length = |minutes: i64| dates::length(minutes, locale).into();
    let values = match &finding.problem {
        Problem::DayUncovered { gaps, minutes } | Problem::DayPartlyCovered { gaps, minutes } => {
            vec![("gaps", hours(gaps)), ("length", length(*minutes))]
        }
        Problem::OutsideHours { hours: beyond } => vec![("hours", hours(beyond))],
        Problem::ExtensionTwice { display } | Problem::ExtensionElsewhere { display } => {
            vec![("phone", display.into())]
        }
        Problem::TitleMissing { locales } => {
            let languages: Vec<Language> = locales.iter().map(|locale| Language::from(*locale)).collect();
            vec![("languages", spoken(&languages))]
        }
        Problem::LanguageMissing { languages } => vec![("languages", spoken(languages))],
        Problem::ShortRest { minutes, least } => vec![("length", length(*minutes)), ("least", length(*least))],
        Problem::OverLimit { most, .. } => vec![("most", (*most).into())],
        Problem::Unreachable { duties } => vec![("duties", (*duties).into())],
        _ => Vec::new(),
    };
    text(locale, &format!("finding-{}", finding.code()), &values)
}

/// What a verdict on a contribution is called: in the office's words, or in ours.
pub fn position_verdict(verdict: &position::Verdict, locale: Locale) -> String {
    match in_language(&verdict.label, locale, String::as_str).text {
        "" => text(locale, &format!("position-verdict-{}", verdict.code), &[]),
        label => label.to_owned(),
    }
}

/// `blokuje publikację` or `warto sprawdzić`.
pub fn severity(severity: Severity, locale: Locale) -> String {
    text(locale, &format!("severity-{}", severity.code()), &[])
}

/// What a consultation day asks for, in a few words: `dyżur`, `dzień wolny: Boże Ciało`, `spotkanie zamiast dyżuru`.
pub fn requirement(requirement: &Requirement, locale: Locale) -> String {
    match requirement {
        Requirement::DayOff(off) => day_off(*off, locale),
        Requirement::Exempt(reason) => text(locale, "requirement-exempt", &[("reason", reason.into())]),
        Requirement::Duty(_) | Requirement::Event(_) => {
            text(locale, &format!("requirement-{}", requirement.code()), &[])
        }
    }
}

/// When somebody is away: `18–20 czerwca`, `piątek, 21 czerwca, 9.00–11.00, co tydzień do 12 lipca`.
pub fn absence(absence: &Absence, locale: Locale) -> String {
    let (start, end) = (absence.start, absence.end);
    let once = match absence.whole_days() {
        Some((first, last)) if absence.weekly_until.is_some() && first == last => dates::weekday_day(first, locale),
        Some((first, last)) => dates::days(first, last, locale),
        None if start.date() == end.date() => {
            let hours = Hours {
                start: start.time(),
                end: end.time(),
            };
            duty(start.date(), hours, locale)
        }
        None => format!(
            "{} – {}",
            dates::short_moment(start, locale),
            dates::short_moment(end, locale)
        ),
    };
    match absence.weekly_until {
        None => once,
        Some(until) => {
            let values = [("when", once.into()), ("until", dates::day(until, locale).into())];
            text(locale, "absence-weekly", &values)
        }
    }
}

/// Until when somebody is away, as one says it: the last day, or the time of day when it ends within one.
pub fn away_until(until: NaiveDateTime, locale: Locale) -> String {
    match until.time() == NaiveTime::MIN {
        true => dates::day(until.date().pred_opt().unwrap_or_default(), locale),
        false => dates::short_moment(until, locale),
    }
}

/// Why a day is off: `weekend`, the name of the holiday, or that no hours are required.
pub fn day_off(off: DayOff, locale: Locale) -> String {
    match off {
        DayOff::Weekend => text(locale, "day-off-weekend", &[]),
        DayOff::NoHours => text(locale, "day-off-no-hours", &[]),
        DayOff::Holiday(key) => text(locale, &format!("holiday-{key}"), &[]),
    }
}

/// How a day is covered, and whether its duties have people: `pełny dyżur, nieobsadzony`, `brak dyżuru`, …
pub fn verdict(day: &DayCoverage, locale: Locale) -> String {
    let verdict = text(locale, &format!("verdict-{}", day.verdict.code()), &[]);
    match day.staffing() {
        Some(staffing) => {
            let staffing = text(locale, &format!("staffing-{}", staffing.code()), &[]);
            format!("{verdict}, {staffing}")
        }
        None => verdict,
    }
}

/// On how many of the days that ask for it there is a duty, and on how many of these a person:
/// `dyżur w 15 z 15 dni, obsadzony w 0`.
pub fn covered(report: &CoverageReport, locale: Locale) -> String {
    let needed = report.needed();
    let values = [
        ("covered", report.count(Verdict::Covered).into()),
        ("staffed", report.staffed().into()),
        ("needed", needed.into()),
    ];
    match needed {
        0 => text(locale, "covered-none", &[]),
        _ => text(locale, "covered-of", &values),
    }
}

/// The kind of a call as the form says it.
pub fn call_kind(kind: CallKind, locale: Locale) -> String {
    text(locale, &format!("call-kind-{}", kind.code()), &[])
}

/// How a call ended, as the form says it.
pub fn call_outcome(outcome: CallOutcome, locale: Locale) -> String {
    text(locale, &format!("call-outcome-{}", outcome.code()), &[])
}

pub fn phone_mode(mode: PhoneMode, locale: Locale) -> String {
    text(locale, &format!("phone-mode-{}", mode.code()), &[])
}

/// How a duty is held: by telephone, in a room, both.
pub fn slot_mode(mode: SlotMode, locale: Locale) -> String {
    text(locale, &format!("slot-mode-{}", mode.code()), &[])
}

pub fn slot_state(state: SlotState, locale: Locale) -> String {
    text(locale, &format!("slot-state-{}", state.code()), &[])
}

/// The head of a column of the roster's sheet.
pub fn sheet_column(column: Column, locale: Locale) -> String {
    text(locale, &format!("sheet-column-{}", column.code()), &[])
}

/// Why a duty is called off: a reason of the list in the reader's language, or the office's own words.
pub fn cancel_reason(reason: &CancelReason, locale: Locale) -> String {
    match reason {
        CancelReason::Listed(reason) => text(locale, &format!("cancel-reason-{}", reason.code()), &[]),
        CancelReason::Words(words) => words.clone(),
    }
}

/// A duty in one line: `czwartek, 13 czerwca, 15.00–18.00`.
pub fn duty(date: NaiveDate, hours: Hours, locale: Locale) -> String {
    format!("{}, {}", dates::weekday_day(date, locale), dates::hours(hours, locale))
}

/// The same with a capital first letter, for the start of a sentence.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
