use std::collections::BTreeMap;

use chrono::Duration;
use dutyline::domain::consultation::{MAX_DAYS, PhoneMode, Settings, Stage, period_faults};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::text::{ConsultationText, ConsultationTexts};

use super::samples::{consultation, date};

fn settings() -> Settings {
    let sample = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    let polish = ConsultationText {
        title: "Otwarty Kraków".to_owned(),
        ..ConsultationText::default()
    };
    Settings {
        first_day: sample.first_day,
        last_day: sample.last_day,
        texts: ConsultationTexts(BTreeMap::from([(Locale::Pl, polish)])),
        phone_mode: Some(PhoneMode::Counts),
        required: sample.required,
        leads: Vec::new(),
        swaps_need_approval: false,
    }
}

fn wrong(settings: Settings) -> Vec<FieldError> {
    settings.checked().unwrap_err()
}

#[test]
fn a_consultation_runs_from_its_first_local_day_to_its_last() {
    let sample = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    for (at, stage) in [
        ("2024-06-12T21:59:59Z", Stage::Coming),
        ("2024-06-12T22:00:00Z", Stage::Running),
        ("2024-07-05T21:59:59Z", Stage::Running),
        ("2024-07-05T22:00:00Z", Stage::Over),
    ] {
        assert_eq!(sample.stage(at.parse().unwrap()), stage, "{at}");
    }
}

#[test]
fn a_published_consultation_has_the_days_and_hours_of_its_revision() {
    let published = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    let calendar = published.calendar(Vec::new(), BTreeMap::new());
    let changed = consultation("2024-06-10", "2024-07-12", "9:00-12:00").as_published(&calendar);
    assert_eq!(
        (changed.first_day, changed.last_day),
        (published.first_day, published.last_day)
    );
    assert_eq!(changed.required, published.required);
}

#[test]
fn a_period_has_an_order_a_length_and_possible_years() {
    let first = date("2024-06-13");
    for (first, last, expected) in [
        (first, first, None),
        (first, date("2024-06-12"), Some(("last_day", Fault::PeriodOrder))),
        (first, first + Duration::days(MAX_DAYS - 1), None),
        (
            first,
            first + Duration::days(MAX_DAYS),
            Some(("last_day", Fault::PeriodLong)),
        ),
        (date("1989-12-31"), first, Some(("first_day", Fault::Year))),
        (first, date("2201-01-01"), Some(("last_day", Fault::Year))),
    ] {
        let expected: Vec<_> = expected
            .map(|(field, fault)| FieldError::new(field, fault))
            .into_iter()
            .collect();
        assert_eq!(period_faults(first, last), expected, "{first} {last}");
    }
}

#[test]
fn settings_are_cleaned() {
    let mut typed = settings();
    typed.texts.0.get_mut(&Locale::Pl).unwrap().title = "  Otwarty Kraków ".to_owned();
    typed.required.0.insert(6, Vec::new());
    typed.leads = [30, 60, 30].map(Duration::minutes).to_vec();
    let clean = typed.checked().unwrap();
    assert_eq!(clean.texts.0[&Locale::Pl].title, "Otwarty Kraków");
    assert!(!clean.required.0.contains_key(&6));
    assert_eq!(clean.leads, [60, 30].map(Duration::minutes));
}

#[test]
fn every_field_of_the_settings_is_checked() {
    let mut untitled = settings();
    untitled.texts.0.get_mut(&Locale::Pl).unwrap().title = " ".to_owned();
    assert_eq!(wrong(untitled), [FieldError::new("text-pl-title", Fault::Required)]);
    let mut long = settings();
    long.texts.0.entry(Locale::Uk).or_default().invitation = "а".repeat(2_001);
    assert_eq!(wrong(long), [FieldError::new("text-uk-invitation", Fault::TooLong)]);
    let mut many = settings();
    let hours = many.required.on(chrono::Weekday::Mon)[0];
    many.required.0.insert(2, vec![hours; 24]);
    assert!(many.clone().checked().is_ok());
    many.required.0.insert(3, vec![hours; 25]);
    assert_eq!(wrong(many), [FieldError::new("hours-2", Fault::TooMany)]);
}

#[test]
fn reminders_are_few_and_at_most_two_weeks_before() {
    let two_weeks = 14 * 24 * 60;
    for (leads, fits) in [
        (vec![1, two_weeks], true),
        (vec![0], false),
        (vec![two_weeks + 1], false),
        (vec![1, 2, 3, 4, 5], true),
        (vec![1, 2, 3, 4, 5, 6], false),
    ] {
        let mut typed = settings();
        typed.leads = leads.iter().copied().map(Duration::minutes).collect();
        let expected = if fits {
            Ok(())
        } else {
            Err(vec![FieldError::new("leads", Fault::Leads)])
        };
        assert_eq!(typed.checked().map(drop), expected, "{leads:?}");
    }
}
