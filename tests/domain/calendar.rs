use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use dutyline::domain::calendar::{
    ConsultationDay, DayOff, DayRule, Event, RequiredHours, Requirement, keep_ids, required_of, stand_in_without_duty,
};
use dutyline::domain::ids::EventId;
use dutyline::domain::language::Locale;
use uuid::Uuid;

use super::samples::{consultation, date, hours};

fn id(number: u128) -> EventId {
    EventId(Uuid::from_u128(number))
}

fn event(number: u128, day: &str, at: &str, title: &str) -> Event {
    Event {
        id: id(number),
        date: date(day),
        hours: Some(hours(at)),
        title: BTreeMap::from([(Locale::Pl, title.to_owned())]),
        place: String::new(),
        stands_in: true,
    }
}

/// The ids these events get after those.
fn kept(before: &[Event], mut after: Vec<Event>) -> Vec<u128> {
    let mut fresh = 900;
    keep_ids(before, &mut after, &mut || {
        fresh += 1;
        id(fresh)
    });
    after.iter().map(|event| event.id.0.as_u128()).collect()
}

#[test]
fn a_meeting_that_was_there_keeps_its_id() {
    let before = [event(1, "2024-06-19", "17:00-19:00", "Spotkanie")];
    for (name, after, expected) in [
        ("by its id", event(1, "2024-06-20", "10:00-11:00", "Spacer"), 1),
        (
            "same day and title",
            event(50, "2024-06-19", "10:00-11:00", "Spotkanie"),
            1,
        ),
        (
            "same day and hours",
            event(50, "2024-06-19", "17:00-19:00", "Debata"),
            1,
        ),
        (
            "same title on another day",
            event(50, "2024-06-21", "10:00-11:00", "Spotkanie"),
            1,
        ),
        (
            "same hours on another day",
            event(50, "2024-06-21", "17:00-19:00", "Debata"),
            901,
        ),
        ("another one", event(50, "2024-06-21", "10:00-11:00", "Debata"), 901),
    ] {
        assert_eq!(kept(&before, vec![after]), [expected], "{name}");
    }
}

#[test]
fn the_best_match_gets_the_id_and_each_id_is_given_once() {
    let before = [event(1, "2024-06-19", "17:00-19:00", "Spotkanie")];
    let moved = event(50, "2024-06-21", "17:00-19:00", "Spotkanie");
    let same = event(51, "2024-06-19", "10:00-11:00", "Spotkanie");
    assert_eq!(kept(&before, vec![moved, same]), [901, 1]);
    let two = [before[0].clone(), event(2, "2024-06-20", "17:00-19:00", "Spotkanie")];
    let turned = vec![two[1].clone(), two[0].clone()];
    assert_eq!(kept(&two, turned), [2, 1]);
}

#[test]
fn a_meeting_stands_in_on_a_day_without_duty_only() {
    let mut events = [
        event(1, "2024-06-19", "17:00-19:00", "Spotkanie"),
        event(2, "2024-06-20", "19:00-20:00", "Debata"),
    ];
    stand_in_without_duty(&mut events, &BTreeSet::from([date("2024-06-20")]));
    assert_eq!(events.map(|event| event.stands_in), [true, false]);
}

fn requirement(
    required: RequiredHours,
    events: Vec<Event>,
    rules: BTreeMap<NaiveDate, DayRule>,
    day: &str,
) -> Requirement {
    let mut sample = consultation(day, day, "15:00-18:00");
    sample.required = required;
    let [ConsultationDay { requirement, .. }] = <[_; 1]>::try_from(sample.calendar(events, rules).days()).unwrap();
    requirement
}

#[test]
fn a_rule_by_hand_wins_over_a_meeting_and_that_over_a_day_off() {
    let required = || RequiredHours::working_days(hours("15:00-18:00"));
    let duty = |at| Requirement::Duty(vec![hours(at)]);
    let rule = |day: &str, rule| BTreeMap::from([(date(day), rule)]);
    let (thursday, saturday, holiday) = ("2024-06-20", "2024-06-22", "2024-05-30");
    let meeting = |day| vec![event(1, day, "17:00-19:00", "Spotkanie")];
    let exempt = DayRule::Exempt("remont".to_owned());
    let longer = DayRule::Hours(vec![hours("10:00-18:00")]);
    let none = BTreeMap::new;
    assert_eq!(
        requirement(required(), Vec::new(), none(), thursday),
        duty("15:00-18:00")
    );
    assert_eq!(
        requirement(required(), meeting(thursday), none(), thursday),
        Requirement::Event(id(1))
    );
    let by_hand = requirement(required(), meeting(thursday), rule(thursday, exempt), thursday);
    assert_eq!(by_hand, Requirement::Exempt("remont".to_owned()));
    let by_hand = requirement(required(), meeting(thursday), rule(thursday, longer.clone()), thursday);
    assert_eq!(by_hand, duty("10:00-18:00"));
    assert_eq!(
        requirement(required(), meeting(saturday), none(), saturday),
        Requirement::Event(id(1))
    );
    let weekend = Requirement::DayOff(DayOff::Weekend);
    assert_eq!(requirement(required(), Vec::new(), none(), saturday), weekend);
    let corpus_christi = Requirement::DayOff(DayOff::Holiday("corpus-christi"));
    assert_eq!(requirement(required(), Vec::new(), none(), holiday), corpus_christi);
    assert_eq!(
        requirement(required(), Vec::new(), rule(holiday, longer), holiday),
        duty("10:00-18:00")
    );
    let nothing = RequiredHours(BTreeMap::new());
    assert_eq!(
        requirement(nothing, Vec::new(), none(), thursday),
        Requirement::DayOff(DayOff::NoHours)
    );
    let no_hours = rule(thursday, DayRule::Hours(Vec::new()));
    assert_eq!(
        requirement(required(), Vec::new(), no_hours, thursday),
        duty("15:00-18:00")
    );
}

#[test]
fn the_hours_of_most_announced_days_are_required() {
    let announced: Vec<_> = [
        ("2024-06-17", "15:00-18:00"),
        ("2024-06-18", "16:00-19:00"),
        ("2024-06-19", "15:00-18:00"),
    ]
    .map(|(day, at)| (date(day), hours(at)))
    .into();
    let (required, otherwise) = required_of(&announced);
    assert_eq!(required, RequiredHours::working_days(hours("15:00-18:00")));
    assert_eq!(
        otherwise,
        BTreeMap::from([(date("2024-06-18"), vec![hours("16:00-19:00")])])
    );
}
