mod double;
mod people;
mod slot;

use std::collections::BTreeMap;

use chrono_tz::Europe::Warsaw;
use dutyline::domain::consultation::Consultation;
use dutyline::domain::finding::{Finding, Severity, Surroundings, check};
use dutyline::domain::ids::{SlotId, StaffId, UnitId};
use dutyline::domain::roster::Slot;
use dutyline::domain::roster::sharing::SharingRules;
use dutyline::domain::staff::StaffMember;
use dutyline::domain::text::ConsultationTexts;
use dutyline::domain::time::Span;
use uuid::Uuid;

use super::samples::{consultation, slot, titled};

static NOTHING: BTreeMap<SlotId, Span> = BTreeMap::new();

/// People and nothing else, before everything.
fn around(people: &[StaffMember]) -> Surroundings<'_> {
    Surroundings {
        people,
        rules: SharingRules::default(),
        booked: &[],
        taken: &[],
        published: &NOTHING,
        now: "2024-06-01T00:00:00Z".parse().unwrap(),
    }
}

/// Somebody who can be reached.
fn person(number: u128) -> StaffMember {
    StaffMember {
        email: Some(format!("{number}@example.org").parse().unwrap()),
        ..StaffMember::new(StaffId(Uuid::from_u128(number)), UnitId(Uuid::from_u128(1)))
    }
}

/// A duty of a person at their own telephone.
fn duty(number: u128, day: &str, at: &str, person: u128) -> Slot {
    Slot {
        staff: Some(StaffId(Uuid::from_u128(person))),
        ..slot(number, day, at, &format!("12 616 {:04}", 5000 + person))
    }
}

/// What is found beside coverage: `warns short_rest 2`, the number being that of the slot.
fn found(consultation: &Consultation, slots: &[Slot], around: &Surroundings<'_>) -> Vec<String> {
    let days = consultation.calendar(Vec::new(), BTreeMap::new()).days();
    let report = check(consultation, days, slots).within(slots, Warsaw, around);
    let findings = report
        .findings
        .iter()
        .filter(|finding| !finding.code().starts_with("day_"));
    findings.map(said).collect()
}

fn said(finding: &Finding) -> String {
    let slot = finding
        .slot
        .map_or_else(String::new, |slot| format!(" {}", slot.0.as_u128()));
    format!("{} {}{slot}", finding.severity.code(), finding.code())
}

#[test]
fn languages_without_a_title_are_worth_a_look() {
    let of = |locales: &[&str]| {
        let texts = locales
            .iter()
            .map(|code| (code.parse().unwrap(), titled("Otwarty Kraków")));
        let texts = texts.chain([("uk".parse().unwrap(), titled(""))]).collect();
        let consultation = Consultation {
            texts: ConsultationTexts(texts),
            ..consultation("2024-06-13", "2024-06-13", "15:00-18:00")
        };
        let people = [person(1)];
        let days = consultation.calendar(Vec::new(), BTreeMap::new()).days();
        let report = check(&consultation, days, &[duty(1, "2024-06-13", "15:00-18:00", 1)]);
        report.within(&[], Warsaw, &around(&people)).findings
    };
    let only_polish = of(&["pl"]);
    assert_eq!(only_polish.len(), 1);
    assert_eq!(
        (only_polish[0].key().as_str(), only_polish[0].severity),
        ("title_missing:roster", Severity::Warns)
    );
    let problem = format!("{:?}", only_polish[0].problem);
    assert_eq!(problem, "TitleMissing { locales: [En, Uk] }");
}
