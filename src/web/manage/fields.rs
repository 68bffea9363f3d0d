//! From what was typed to values, and back.

use chrono::{Duration, NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;

use crate::domain::consultation::PhoneMode;
use crate::domain::extension::Phone;
use crate::domain::language::{Language, Locale};
use crate::domain::time::{ClockChange, Edge, Hours, ambiguous_ends, read_date};
use crate::domain::unit::Unit;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::page::form::Choice;

/// `2024-06-13`, as date controls send it, or `13.06.2024`.
pub fn date(typed: &str) -> Option<NaiveDate> {
    read_date(typed, &["%Y-%m-%d", "%d.%m.%Y"])
}

/// `15:00`, `15.00` or `15`; in whole minutes.
pub fn time(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim().replace('.', ":");
    let typed = if typed.contains(':') {
        typed
    } else {
        format!("{typed}:00")
    };
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&typed, format).ok())
        .filter(|time| time.second() == 0)
}

/// `15:00`, as time controls want it.
pub fn time_text(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// What a clock change does to hours as typed, a sentence each; nothing while they cannot be read.
pub fn clock_notes(t: Texts, typed_date: &str, start: &str, end: &str, zone: Tz) -> Vec<String> {
    let (Some(date), Some(start), Some(end)) = (date(typed_date), time(start), time(end)) else {
        return Vec::new();
    };
    ambiguous_ends(date, Hours { start, end }, zone)
        .into_iter()
        .map(|(edge, at, change)| {
            let key = match (change, edge) {
                (ClockChange::Twice, Edge::Start) => "clock-twice-start",
                (ClockChange::Twice, Edge::End) => "clock-twice-end",
                (ClockChange::Never, Edge::Start) => "clock-never-start",
                (ClockChange::Never, Edge::End) => "clock-never-end",
            };
            let day = dates::weekday_day(at.date(), t.locale());
            let time = dates::time(at.time(), t.locale());
            t.say_with(key, &[("day", day.into()), ("time", time.into())])
        })
        .collect()
}

/// Several hours of a day: `15.00–18.00, 19–20`.
pub fn hours_list(typed: &str) -> Option<Vec<Hours>> {
    typed
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (start, end) = part.split_once(['-', '–', '—'])?;
            Some(Hours {
                start: time(start)?,
                end: time(end)?,
            })
            .filter(|hours| hours.start != hours.end)
        })
        .collect()
}

/// The same as text, as the field shows it.
pub fn hours_text(hours: &[Hours]) -> String {
    let parts: Vec<String> = hours
        .iter()
        .map(|h| format!("{}–{}", h.start.format("%H.%M"), h.end.format("%H.%M")))
        .collect();
    parts.join(", ")
}

/// Times before a duty: `24 h, 30 min`; a bare number is hours.
pub fn leads(typed: &str) -> Option<Vec<Duration>> {
    typed
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let unit = part.trim_start_matches(|c: char| c.is_ascii_digit());
            let number: i64 = part.strip_suffix(unit)?.parse().ok()?;
            match unit.trim().trim_end_matches('.') {
                "" | "h" | "godz" | "год" => Duration::try_hours(number),
                "min" | "m" | "хв" => Duration::try_minutes(number),
                _ => None,
            }
        })
        .collect()
}

/// The same as text, as the field shows it.
pub fn leads_text(leads: &[Duration]) -> String {
    let parts: Vec<String> = leads
        .iter()
        .map(|lead| match lead.num_minutes() {
            minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
            minutes => format!("{minutes} min"),
        })
        .collect();
    parts.join(", ")
}

/// Numbers, one a line or separated by commas, with the form they were typed in.
pub fn phones(typed: &str) -> Option<Vec<(Phone, String)>> {
    typed
        .split(['\n', ',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<Phone>().ok().map(|phone| (phone, part.to_owned())))
        .collect()
}

/// Language codes of ticked boxes; an unknown one is left out.
pub fn languages(codes: &[String]) -> Vec<Language> {
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

/// The offices something can be for, one to be chosen where there are several.
pub fn unit_choices(units: &[Unit], chosen: &str, t: Texts) -> Vec<Choice> {
    let all = units
        .iter()
        .map(|unit| Choice::new(unit.slug.as_str(), unit.name(t.locale()).text, chosen));
    match units {
        [] | [_] => all.collect(),
        _ => std::iter::once(Choice::new("", t.say("manage-unit-choose"), chosen))
            .chain(all)
            .collect(),
    }
}

/// What a call can be worth.
pub fn phone_mode_choices(chosen: &str, t: Texts) -> Vec<Choice> {
    let choice = |mode: &PhoneMode| {
        let label = sentences::capital(&sentences::phone_mode(*mode, t.locale()));
        Choice::new(mode.code(), label, chosen)
    };
    PhoneMode::ALL.iter().map(choice).collect()
}

/// Languages that can be ticked: the usual ones, and those ticked already.
pub fn language_choices(ticked: &[String], locale: Locale) -> Vec<Choice> {
    let mut all = Language::offered();
    for language in languages(ticked) {
        if !all.contains(&language) {
            all.push(language);
        }
    }
    let choice = |language: &Language| Choice {
        value: language.to_string(),
        label: languages::name(language, locale),
        chosen: ticked.iter().any(|code| code == language.code()),
    };
    all.iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_languages_can_be_ticked_and_those_that_are() {
        let choices = language_choices(&["uk".to_owned(), "rom".to_owned()], Locale::En);
        let offered: Vec<_> = choices.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(offered, ["pl", "uk", "en", "ru", "be", "de", "rom"]);
        let ticked = choices.iter().filter(|choice| choice.chosen);
        assert!(ticked.map(|choice| choice.value.as_str()).eq(["uk", "rom"]));
    }

    #[test]
    fn a_clock_change_is_said_of_the_hours_it_touches() {
        let notes = |date: &str, start: &str, end: &str| {
            clock_notes(Texts::new(Locale::En), date, start, end, chrono_tz::Europe::Warsaw)
        };
        assert_eq!(notes("2024-06-20", "15:00", "18:00"), Vec::<String>::new());
        assert_eq!(notes("2024-03-31", "02:30", ""), Vec::<String>::new());
        let spring = notes("2024-03-31", "02:30", "04:00");
        assert_eq!(spring.len(), 1);
        assert!(
            spring[0].contains("never") && spring[0].contains("starts"),
            "{spring:?}"
        );
        let autumn = notes("2024-10-26", "22:00", "02:30");
        assert_eq!(autumn.len(), 1);
        assert!(autumn[0].contains("twice") && autumn[0].contains("ends"), "{autumn:?}");
    }

    #[test]
    fn leads_are_read_in_hours_and_minutes() {
        let read = leads("24 h, 90 min, 1").unwrap();
        assert_eq!(leads_text(&read), "24 h, 90 min, 1 h");
        assert_eq!(leads(""), Some(Vec::new()));
        for wrong in ["dzień", "-1 h", "1.5 h", "9999999999999999999 h"] {
            assert_eq!(leads(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
        let read = hours_list("15.00–18.00, 9-11:30").unwrap();
        assert_eq!(
            read,
            [
                Hours {
                    start: at(15, 0),
                    end: at(18, 0)
                },
                Hours {
                    start: at(9, 0),
                    end: at(11, 30)
                }
            ]
        );
        assert_eq!(hours_text(&read), "15.00–18.00, 09.00–11.30");
        assert_eq!(hours_list(""), Some(Vec::new()));
        for wrong in ["15", "25.00–26.00", "15.00–15.00", "od trzeciej"] {
            assert_eq!(hours_list(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_keep_the_form_they_were_typed_in() {
        let read = phones("12 616 5769\n12 616 7821, ").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].0.e164(), "+48126165769");
        assert_eq!(read[0].1, "12 616 5769");
        assert_eq!(phones("12 616 57"), None);
    }

    #[test]
    fn dates_are_read_as_controls_and_people_write_them() {
        assert_eq!(date("2024-06-13"), date("13.06.2024"));
        for wrong in [
            "31.06.2024",
            "0000-01-01",
            "+12345-01-01",
            "+262142-12-31",
            "1989-12-31",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
