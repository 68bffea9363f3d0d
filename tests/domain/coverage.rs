use chrono_tz::Europe::Warsaw;
use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use dutyline::domain::calendar::{DayRule, Event, RequiredHours, required_of};
use dutyline::domain::consultation::Consultation;
use dutyline::domain::coverage::{Staffing, Verdict};
use dutyline::domain::finding::{CoverageReport, Problem, Severity, check};
use dutyline::domain::ids::{EventId, StaffId};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::time::{Hours, Span};
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{self, consultation, date, hours};

/// A duty of somebody who has no other.
fn slot(number: u128, day: &str, at: &str, phone: &str) -> Slot {
    with_person(samples::slot(number, day, at, phone))
}

/// How an id begins that was made of a small number.
const NONE: &str = "00000000-0000-0000-0000-00000000000";

fn with_person(slot: Slot) -> Slot {
    Slot {
        staff: Some(StaffId(slot.id.0)),
        ..slot
    }
}

fn without_person(slot: Slot) -> Slot {
    Slot { staff: None, ..slot }
}

fn otwarty_krakow() -> Vec<Slot> {
    samples::otwarty_krakow().into_iter().map(with_person).collect()
}

fn report(consultation: &Consultation, events: &[Event], slots: &[Slot]) -> CoverageReport {
    check(
        consultation,
        consultation.calendar(events.to_vec(), BTreeMap::new()).days(),
        slots,
    )
}

fn meeting(day: &str) -> Event {
    Event {
        id: EventId(Uuid::from_u128(9)),
        date: date(day),
        hours: Some(hours("17:00-19:00")),
        title: BTreeMap::new(),
        place: String::new(),
        stands_in: true,
    }
}

/// The seed as an import lays it out.
fn seed(slots: &[Slot]) -> CoverageReport {
    let all: Vec<(NaiveDate, Hours)> = otwarty_krakow().iter().map(|slot| (slot.date, slot.hours)).collect();
    let (required, otherwise) = required_of(&all);
    let consultation = Consultation {
        required,
        ..consultation("2024-06-13", "2024-07-05", "15:00-18:00")
    };
    let rules = otherwise
        .into_iter()
        .map(|(date, hours)| (date, DayRule::Hours(hours)))
        .collect();
    check(
        &consultation,
        consultation.calendar(vec![meeting("2024-06-19")], rules).days(),
        slots,
    )
}

#[test]
fn the_seed_is_covered() {
    let report = seed(&otwarty_krakow());
    assert_eq!(report.days.len(), 23);
    assert_eq!(report.count(Verdict::Covered), 16);
    assert_eq!(report.count(Verdict::NotRequired), 7);
    let codes: Vec<&str> = report.days.iter().map(|day| day.day.requirement.code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "day_off").count(), 6);
    assert_eq!(report.days[6].day.requirement.code(), "event");
    assert_eq!(report.blocking().count(), 0);
}

#[test]
fn each_removed_slot_blocks_its_day() {
    for index in 0..16 {
        let mut slots = otwarty_krakow();
        let gone = slots.remove(index);
        let report = seed(&slots);
        let blocking: Vec<_> = report.blocking().collect();
        assert_eq!(blocking.len(), 1, "{}", gone.date);
        assert_eq!(blocking[0].date, Some(gone.date));
        assert_eq!(blocking[0].code(), "day_uncovered");
        assert_eq!(report.uncovered_minutes(), gone.span(Warsaw).minutes());
    }
}

#[test]
fn a_roster_without_slots_shows_every_day() {
    let report = report(&consultation("2024-06-13", "2024-06-19", "15:00-18:00"), &[], &[]);
    assert_eq!(report.count(Verdict::Uncovered), 5);
    assert_eq!(report.uncovered_minutes(), 5 * 180);
    let codes: Vec<&str> = report.blocking().map(|finding| finding.code()).collect();
    assert_eq!(
        codes,
        [
            "empty_roster",
            "day_uncovered",
            "day_uncovered",
            "day_uncovered",
            "day_uncovered",
            "day_uncovered"
        ]
    );
}

#[test]
fn gaps_are_exact() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-16:00");
    let slots = [
        slot(1, "2024-06-13", "09:00-11:00", "12 616 5769"),
        slot(2, "2024-06-13", "10:30-12:00", "12 616 7804"),
        slot(3, "2024-06-13", "12:20-15:00", "12 616 5769"),
    ];
    let report = report(&consultation, &[], &slots);
    assert_eq!(report.days[0].verdict, Verdict::Partly);
    assert_eq!(report.days[0].gaps, [hours("12:00-12:20"), hours("15:00-16:00")]);
    assert_eq!(report.days[0].uncovered_minutes, 80);
}

#[test]
fn hours_that_touch_or_overlap_are_wanted_once() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-16:00");
    for wanted in [["10:00-12:00", "12:00-14:00"], ["10:00-13:00", "11:00-14:00"]] {
        let rule = DayRule::Hours(wanted.map(hours).to_vec());
        let days = consultation.calendar(Vec::new(), BTreeMap::from([(date("2024-06-13"), rule)]));
        let report = check(&consultation, days.days(), &[]);
        assert_eq!(report.days[0].gaps, [hours("10:00-14:00")], "{wanted:?}");
        assert_eq!(report.uncovered_minutes(), 240, "{wanted:?}");
    }
}

#[test]
fn a_day_is_staffed_when_somebody_is_on_duty_in_all_its_hours() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-14:00");
    let duty = |number, at: &str| slot(number, "2024-06-13", at, &format!("12 616 000{number}"));
    let nobody = |number, at: &str| without_person(duty(number, at));
    let room = |slot| Slot {
        mode: SlotMode::Room,
        ..slot
    };
    let called_off = |slot| Slot {
        state: SlotState::Cancelled,
        ..slot
    };
    for (slots, verdict, unstaffed, staffing) in [
        (vec![duty(1, "10:00-14:00")], Verdict::Covered, 0, Some(Staffing::Full)),
        (
            vec![nobody(1, "10:00-14:00")],
            Verdict::Covered,
            240,
            Some(Staffing::Nobody),
        ),
        (
            vec![duty(1, "10:00-12:00"), nobody(2, "12:00-14:00")],
            Verdict::Covered,
            120,
            Some(Staffing::Partly),
        ),
        (
            vec![duty(1, "10:00-14:00"), nobody(2, "10:00-14:00")],
            Verdict::Covered,
            0,
            Some(Staffing::Full),
        ),
        (
            vec![duty(1, "09:00-12:00"), duty(2, "12:00-15:00")],
            Verdict::Covered,
            0,
            Some(Staffing::Full),
        ),
        (vec![duty(1, "10:00-13:00")], Verdict::Partly, 60, Some(Staffing::Full)),
        (
            vec![nobody(1, "10:00-13:00")],
            Verdict::Partly,
            240,
            Some(Staffing::Nobody),
        ),
        (
            vec![duty(1, "10:00-12:00"), nobody(2, "12:00-13:00")],
            Verdict::Partly,
            120,
            Some(Staffing::Partly),
        ),
        (
            vec![room(duty(1, "10:00-14:00")), nobody(2, "10:00-14:00")],
            Verdict::Covered,
            240,
            Some(Staffing::Nobody),
        ),
        (
            vec![called_off(duty(1, "10:00-14:00")), nobody(2, "10:00-14:00")],
            Verdict::Covered,
            240,
            Some(Staffing::Nobody),
        ),
        (vec![], Verdict::Uncovered, 240, None),
    ] {
        let report = report(&consultation, &[], &slots);
        let day = &report.days[0];
        let is_staffed = verdict == Verdict::Covered && unstaffed == 0;
        assert_eq!(
            (day.verdict, day.unstaffed_minutes, day.staffing()),
            (verdict, unstaffed, staffing),
            "{slots:?}"
        );
        assert_eq!(
            (day.is_staffed(), report.staffed()),
            (is_staffed, usize::from(is_staffed)),
            "{slots:?}"
        );
    }
}

#[test]
fn the_seed_without_people_has_duties_and_nobody() {
    let mut slots: Vec<Slot> = otwarty_krakow().into_iter().map(without_person).collect();
    let report_of = |slots: &[Slot]| {
        let report = seed(slots);
        let days = (report.needed(), report.count(Verdict::Covered), report.staffed());
        (days, report.uncovered_minutes(), report.unstaffed_minutes())
    };
    assert_eq!(report_of(&slots), ((16, 16, 0), 0, 50 * 60));
    slots[2] = with_person(slots[2].clone());
    assert_eq!(report_of(&slots), ((16, 16, 1), 0, 47 * 60));
}

#[test]
fn a_roster_without_one_person_blocks_until_it_is_accepted_by_name() {
    let consultation = consultation("2024-06-13", "2024-06-14", "10:00-14:00");
    let nobody = |number, day: &str| without_person(slot(number, day, "10:00-14:00", &format!("12 616 000{number}")));
    let found = |slots: &[Slot]| {
        let report = report(&consultation, &[], slots);
        let keys = report.findings.iter().map(|finding| finding.key().replace(NONE, ""));
        keys.collect::<Vec<_>>()
    };
    let (first, second) = (|| nobody(1, "2024-06-13"), || nobody(2, "2024-06-14"));
    assert_eq!(found(&[first(), second()]), ["no_staff:roster"]);
    assert_eq!(found(&[first(), with_person(second())]), ["unassigned:1"]);
    // Who is in a room, or was on a duty that is called off, answers no telephone.
    let room = |slot| Slot {
        mode: SlotMode::Room,
        ..slot
    };
    let called_off = |slot| Slot {
        state: SlotState::Cancelled,
        ..slot
    };
    let in_a_room = || room(nobody(3, "2024-06-14"));
    assert_eq!(
        found(&[first(), second(), with_person(in_a_room())]),
        ["no_staff:roster"]
    );
    assert_eq!(
        found(&[first(), second(), in_a_room()]),
        ["no_staff:roster", "unassigned:3"]
    );
    assert_eq!(
        found(&[first(), second(), called_off(with_person(nobody(3, "2024-06-14")))]),
        ["no_staff:roster"]
    );
    let missing = ["day_uncovered:2024-06-13:240", "day_uncovered:2024-06-14:240"];
    let empty = [&["empty_roster:roster"], &missing[..]].concat();
    assert_eq!(found(&[called_off(first()), called_off(second())]), empty);
    assert_eq!(found(&[]), empty);

    let report = report(&consultation, &[], &[first(), second()]);
    let finding = &report.findings[0];
    assert_eq!((finding.severity, finding.can_be_accepted()), (Severity::Blocks, true));
    assert!(finding.is_accepted(&["no_staff:roster".to_owned()]));
}

#[test]
fn touching_slots_leave_no_gap_and_no_clash() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-14:00");
    let slots = [
        slot(1, "2024-06-13", "10:00-12:00", "12 616 5769"),
        slot(2, "2024-06-13", "12:00-14:00", "12 616 5769"),
    ];
    let report = report(&consultation, &[], &slots);
    assert_eq!(report.days[0].verdict, Verdict::Covered);
    assert_eq!(report.blocking().count(), 0);
}

#[test]
fn cancelled_room_and_numberless_slots_cover_nothing() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-14:00");
    let whole = || slot(1, "2024-06-13", "10:00-14:00", "12 616 5769");
    let cases = [
        Slot {
            state: SlotState::Cancelled,
            ..whole()
        },
        Slot {
            mode: SlotMode::Room,
            ..whole()
        },
        Slot {
            extensions: Vec::new(),
            ..whole()
        },
    ];
    for case in cases {
        assert_eq!(report(&consultation, &[], &[case]).days[0].verdict, Verdict::Uncovered);
    }
}

#[test]
fn a_line_in_two_places_blocks_and_cannot_be_accepted() {
    let consultation = consultation("2024-06-13", "2024-06-13", "10:00-14:00");
    let slots = [
        slot(1, "2024-06-13", "10:00-14:00", "12 616 5769"),
        slot(2, "2024-06-13", "13:00-15:00", "12 616 5769"),
    ];
    let report = report(&consultation, &[], &slots);
    let finding = report.blocking().next().unwrap();
    assert_eq!(finding.code(), "extension_twice");
    assert!(!finding.can_be_accepted());
    assert!(!finding.is_accepted(&[finding.key()]));
}

#[test]
fn a_gap_is_accepted_by_its_own_name() {
    let consultation = consultation("2024-06-13", "2024-06-14", "10:00-14:00");
    let report = report(
        &consultation,
        &[],
        &[slot(1, "2024-06-13", "10:00-13:00", "12 616 5769")],
    );
    let keys: Vec<String> = report.blocking().map(|finding| finding.key()).collect();
    assert_eq!(
        keys,
        ["day_partly_covered:2024-06-13:60", "day_uncovered:2024-06-14:240"]
    );
    for (finding, own) in report.blocking().zip(&keys) {
        let accepted: Vec<bool> = keys
            .iter()
            .map(|key| finding.is_accepted(std::slice::from_ref(key)))
            .collect();
        assert_eq!(accepted, [*own == keys[0], *own == keys[1]], "{own}");
    }
}

#[test]
fn an_overnight_duty_covers_the_morning_after() {
    let mut consultation = consultation("2024-06-13", "2024-06-14", "00:00-06:00");
    consultation.required = RequiredHours::working_days(hours("00:00-06:00"));
    let report = report(
        &consultation,
        &[],
        &[slot(1, "2024-06-13", "22:00-06:00", "12 616 5769")],
    );
    let verdicts: Vec<Verdict> = report.days.iter().map(|day| day.verdict).collect();
    assert_eq!(verdicts, [Verdict::Uncovered, Verdict::Covered]);
}

#[test]
fn findings_know_where_they_are() {
    let consultation = consultation("2024-06-14", "2024-06-17", "10:00-14:00");
    let slots = [
        slot(1, "2024-06-14", "10:00-14:00", "12 616 5769"),
        slot(2, "2024-06-15", "10:00-14:00", "12 616 5769"),
        slot(3, "2024-06-17", "10:00-14:00", "12 616 5769"),
        slot(4, "2024-06-18", "10:00-14:00", "12 616 5769"),
    ];
    let report = report(&consultation, &[], &slots);
    let of = |severity| -> Vec<(&str, String)> {
        let findings = report.findings.iter().filter(|finding| finding.severity == severity);
        findings
            .map(|finding| (finding.code(), finding.date.unwrap().to_string()))
            .collect()
    };
    assert_eq!(of(Severity::Blocks), [("outside_period", "2024-06-18".to_owned())]);
    assert!(of(Severity::Warns).contains(&("on_day_off", "2024-06-15".to_owned())));
}

fn some_slots() -> impl Strategy<Value = Vec<Slot>> {
    let one = (0..14_i64, 0..24_u32, 1..12_u32, 0..3_u8);
    prop::collection::vec(one, 0..25).prop_map(|parts| {
        parts
            .into_iter()
            .zip(1..)
            .map(|((day, start, length, line), number)| {
                let day = date("2024-03-25") + Duration::days(day);
                let at = format!("{start:02}:00-{:02}:30", (start + length) % 24);
                let duty = slot(number, &day.to_string(), &at, &format!("12 616 000{line}"));
                if length % 3 == 0 { without_person(duty) } else { duty }
            })
            .collect()
    })
}

/// A minute's number, counted from the day before the period.
fn minute(at: DateTime<Utc>) -> usize {
    let first: DateTime<Utc> = "2024-03-24T00:00:00Z".parse().unwrap();
    usize::try_from((at - first).num_minutes()).unwrap()
}

/// Of each minute of 17 days whether one of these lies over it.
fn marked<'a>(spans: impl Iterator<Item = &'a Span>) -> Vec<bool> {
    let mut minutes = vec![false; 17 * 24 * 60];
    for span in spans {
        minutes[minute(span.starts_at)..minute(span.ends_at)].fill(true);
    }
    minutes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Against brute force, minute by minute, over a fortnight with a clock change in it.
    #[test]
    fn minutes_agree_with_counting_them(slots in some_slots()) {
        let consultation = consultation("2024-03-25", "2024-04-07", "01:00-15:00");
        let report = report(&consultation, &[], &slots);
        let spans: Vec<Span> = slots.iter().map(|slot| slot.span(consultation.zone)).collect();
        let covered = marked(spans.iter());
        let with_staff = slots.iter().zip(&spans).filter(|(slot, _)| slot.staff.is_some());
        let staffed = marked(with_staff.map(|(_, span)| span));
        for day in &report.days {
            if day.verdict == Verdict::NotRequired {
                continue;
            }
            let wanted = Span::of(day.day.date, hours("01:00-15:00"), consultation.zone);
            let wanted = minute(wanted.starts_at)..minute(wanted.ends_at);
            let open = |minutes: &[bool]| minutes[wanted.clone()].iter().filter(|marked| !**marked).count();
            let minutes = [day.required_minutes, day.uncovered_minutes, day.unstaffed_minutes];
            let counted = [wanted.len(), open(&covered), open(&staffed)];
            prop_assert_eq!(minutes.map(|minutes| usize::try_from(minutes).unwrap()), counted);
            let verdict = match counted[1] {
                0 => Verdict::Covered,
                open if open == wanted.len() => Verdict::Uncovered,
                _ => Verdict::Partly,
            };
            prop_assert_eq!(day.verdict, verdict);
        }
    }
}

proptest! {
    /// A clash is found exactly when two slots of a line share an instant.
    #[test]
    fn clashes_agree_with_comparing_all_pairs(slots in some_slots()) {
        let consultation = consultation("2024-03-25", "2024-04-07", "10:00-14:00");
        let found = report(&consultation, &[], &slots).findings.iter().any(|finding| finding.code() == "extension_twice");
        let zone = consultation.zone;
        let clash = slots.iter().enumerate().any(|(index, a)| {
            slots[..index].iter().any(|b| {
                a.extensions[0].phone == b.extensions[0].phone && a.span(zone).overlaps(b.span(zone))
            })
        });
        prop_assert_eq!(found, clash);
    }
}

#[test]
fn a_duty_lies_within_the_period() {
    let consultation = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    for (day, outside) in [
        ("2024-06-12", true),
        ("2024-06-13", false),
        ("2024-07-05", false),
        ("2024-07-08", true),
    ] {
        let report = report(&consultation, &[], &[slot(1, day, "15:00-18:00", "12 616 5769")]);
        let found = report
            .findings
            .iter()
            .any(|finding| finding.problem == Problem::OutsidePeriod);
        assert_eq!(found, outside, "{day}");
    }
}
