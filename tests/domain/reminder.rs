use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::ids::{MessageId, StaffId};
use dutyline::domain::message::MessageState;
use dutyline::domain::reminder::{
    DEFAULT_LEADS, KnownReminders, PlannedReminder, Reconciliation, Told, leads_or_default, plan, reconcile,
};
use dutyline::domain::revision::{Assignments, PublishedSlot};
use dutyline::domain::roster::{Slot, SlotState};
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{otwarty_krakow, slot};

const SOMEBODY: StaffId = StaffId(Uuid::from_u128(77));

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn published(slots: &[Slot]) -> (Vec<PublishedSlot>, Assignments) {
    let assigned = slots.iter().map(|slot| (slot.id, SOMEBODY)).collect();
    (
        slots.iter().map(|slot| PublishedSlot::of(slot, Warsaw)).collect(),
        assigned,
    )
}

#[test]
fn a_day_and_an_hour_before() {
    let (slots, assigned) = published(&[slot(1, "2024-06-20", "15:00-18:00", "12 616 5769")]);
    let planned = plan(&slots, &assigned, &DEFAULT_LEADS, at("2024-06-13T08:00:00Z"));
    let due: Vec<_> = planned.iter().map(|reminder| reminder.due_at).collect();
    assert_eq!(due, [at("2024-06-19T13:00:00Z"), at("2024-06-20T12:00:00Z")]);
}

#[test]
fn inside_a_lead_time_it_is_still_announced_once() {
    let (slots, assigned) = published(&[slot(1, "2024-06-20", "15:00-18:00", "12 616 5769")]);
    for (now, due) in [
        (
            "2024-06-20T06:00:00Z",
            vec!["2024-06-20T06:00:00Z", "2024-06-20T12:00:00Z"],
        ),
        ("2024-06-20T12:30:00Z", vec!["2024-06-20T12:30:00Z"]),
        ("2024-06-20T13:00:00Z", vec![]),
    ] {
        let planned = plan(&slots, &assigned, &DEFAULT_LEADS, at(now));
        let got: Vec<_> = planned.iter().map(|reminder| reminder.due_at).collect();
        assert_eq!(got, due.into_iter().map(at).collect::<Vec<_>>(), "{now}");
    }
}

#[test]
fn nobody_and_nothing_are_not_reminded() {
    let cancelled = Slot {
        state: SlotState::Cancelled,
        ..slot(1, "2024-06-20", "15:00-18:00", "12 616 5769")
    };
    let (slots, assigned) = published(&[cancelled]);
    assert!(plan(&slots, &assigned, &DEFAULT_LEADS, at("2024-06-13T08:00:00Z")).is_empty());
    let (slots, _) = published(&otwarty_krakow());
    assert!(plan(&slots, &Assignments::new(), &DEFAULT_LEADS, at("2024-06-13T08:00:00Z")).is_empty());
}

#[test]
fn a_moved_duty_is_another_reminder() {
    let key = |hours| {
        let (slots, assigned) = published(&[slot(1, "2024-06-20", hours, "12 616 5769")]);
        plan(&slots, &assigned, &DEFAULT_LEADS, at("2024-06-13T08:00:00Z"))[0].deduplication_key()
    };
    assert_eq!(key("15:00-18:00"), key("15:00-17:00"));
    assert_ne!(key("15:00-18:00"), key("14:00-18:00"));
}

proptest! {
    #[test]
    fn never_in_the_past_never_twice_never_after_the_start(minutes in 0..30_000_i64) {
        let now = at("2024-06-12T08:00:00Z") + Duration::minutes(minutes);
        let (slots, assigned) = published(&otwarty_krakow());
        let planned = plan(&slots, &assigned, &DEFAULT_LEADS, now);
        let mut keys: Vec<_> = planned.iter().map(|reminder| reminder.deduplication_key()).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), planned.len());
        for reminder in &planned {
            prop_assert!(reminder.due_at >= now);
            prop_assert!(reminder.due_at < reminder.slot_starts_at);
        }
        let ahead = slots.iter().filter(|slot| slot.span.starts_at > now).count();
        let reminded: std::collections::BTreeSet<_> = planned.iter().map(|reminder| reminder.slot).collect();
        prop_assert_eq!(reminded.len(), ahead);
    }
}

#[test]
fn leads_are_the_defaults_until_set() {
    assert_eq!(leads_or_default(Vec::new()), DEFAULT_LEADS);
    assert_eq!(leads_or_default(vec![Duration::days(7)]), [Duration::days(7)]);
}

/// Every state a reminder can be in, planned and not planned any more.
#[test]
fn what_a_plan_changes() {
    let slots: Vec<Slot> = (1..=5)
        .map(|number| slot(number, &format!("2024-06-2{number}"), "15:00-18:00", "12 616 5769"))
        .collect();
    let (published, assigned) = published(&slots);
    let wanted = plan(&published, &assigned, &[Duration::hours(1)], at("2024-06-13T08:00:00Z"));
    let message = |number| MessageId(Uuid::from_u128(number));
    let states = (1..).zip(MessageState::ALL.iter().copied());
    let known: KnownReminders = wanted
        .iter()
        .zip(states)
        .map(|(planned, (number, state))| (planned.deduplication_key(), (message(number), state)))
        .collect();
    assert_eq!(known.len(), 4, "pending, sent, dead and obsolete");

    let twice: Vec<_> = wanted.iter().chain(&wanted).cloned().collect();
    let changes = reconcile(&known, twice);
    assert_eq!(changes.add, [wanted[4].clone()]);
    assert_eq!(
        changes.revive,
        [(message(4), wanted[3].due_at)],
        "only what is obsolete"
    );
    assert_eq!(changes.planned(), 2, "what is added, and what is true again");
    assert_eq!((changes.retire, changes.kept), (Vec::new(), 3));

    let mut changes = reconcile(&known, Vec::new());
    changes.retire.sort();
    assert_eq!(changes.retire, [message(1), message(3)], "what is pending or dead");
    assert_eq!((changes.planned(), changes.kept), (0, 0));
    assert_eq!(changes.untrue, [message(2)], "what was sent");
}

#[test]
fn everybody_hears_what_changes_for_them() {
    let (slots, assigned) = published(&otwarty_krakow());
    let planned = plan(&slots, &assigned, &[Duration::hours(1)], at("2024-06-13T08:00:00Z"));
    let person = |number| StaffId(Uuid::from_u128(number));
    let message = |number| MessageId(Uuid::from_u128(number));
    let one = |staff| PlannedReminder {
        staff,
        ..planned[0].clone()
    };
    let changes = Reconciliation {
        add: vec![one(person(1)), one(person(1)), one(person(2))],
        revive: vec![(message(1), planned[0].due_at)],
        retire: vec![message(2), message(3), message(9)],
        untrue: vec![message(4)],
        kept: 5,
    };
    let holders = [(1, 2), (2, 3), (3, 3), (4, 3)];
    let holders = holders.map(|(number, of)| (message(number), person(of)));
    let told = |more, fewer, untrue| Told { more, fewer, untrue };
    let expected = [
        (person(1), told(2, 0, 0)),
        (person(2), told(2, 0, 0)),
        (person(3), told(0, 2, 1)),
    ];
    assert_eq!(changes.told(&holders.into()), expected.into());
}
