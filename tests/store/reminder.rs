//! Reminders follow the plan, and their messages with them.

use chrono::{DateTime, Duration, Utc};
use dutyline::domain::reminder::{DEFAULT_LEADS, PlannedReminder, plan};
use dutyline::domain::revision::Assignments;
use dutyline::domain::roster::Slot;
use dutyline::random::Random;
use dutyline::store::message::{self, MessageState};
use dutyline::store::reminder::{self, Reconciled, Reminder, ReminderState};
use dutyline::store::revision::{self, NewRevision};
use dutyline::store::{Store, StoreError};
use serde_json::json;

use super::sample::{Rows, ZONE, id, now, read, rows, slot, write};
use crate::support::database::TestDatabase;

fn planned(slots: &[Slot], at: DateTime<Utc>) -> Vec<PlannedReminder> {
    let published: Vec<_> = slots.iter().map(|slot| slot.published(ZONE)).collect();
    plan(&published, &assignments(slots), &DEFAULT_LEADS, at)
}

fn assignments(slots: &[Slot]) -> Assignments {
    slots
        .iter()
        .filter_map(|slot| slot.staff.map(|staff| (slot.id, staff)))
        .collect()
}

async fn reconcile(store: &Store, rows: &Rows, plan: Vec<PlannedReminder>) -> Reconciled {
    let consultation = rows.consultation;
    write(store, move |db| {
        reminder::reconcile(db, consultation, &plan, now(), &mut || Random.id(now()))
    })
    .await
    .unwrap()
}

async fn publish(store: &Store, rows: &Rows, slots: &[Slot]) {
    let new = NewRevision {
        id: id(),
        consultation: rows.consultation,
        published_at: now(),
        published_by: rows.user,
        accepted: Vec::new(),
        slots: slots.iter().map(|slot| slot.published(ZONE)).collect(),
        calendar: super::sample::calendar(),
        assignments: assignments(slots),
    };
    write(store, move |db| revision::publish(db, &new)).await.unwrap();
}

async fn all(store: &Store, rows: &Rows) -> Vec<Reminder> {
    let consultation = rows.consultation;
    read(store, move |db| reminder::of_consultation(db, consultation)).await
}

fn counted(planned: usize, kept: usize, obsolete: usize) -> Reconciled {
    Reconciled {
        planned,
        kept,
        obsolete,
    }
}

/// States of reminders and messages side by side; they must agree.
async fn states(store: &Store, rows: &Rows) -> Vec<(ReminderState, MessageState)> {
    let messages = read(store, |db| message::list(db, 1000)).await;
    all(store, rows)
        .await
        .into_iter()
        .map(|reminder| {
            let carried = |message: &&message::Message| message.payload == json!({ "reminder": reminder.id });
            let message = messages.iter().find(carried).unwrap();
            assert_eq!(
                (message.kind.as_str(), message.channel.as_str()),
                ("duty_reminder", "email")
            );
            assert_eq!(message.not_before, reminder.due_at);
            assert_eq!(message.consultation, Some(rows.consultation));
            (reminder.state, message.state)
        })
        .collect()
}

const PLANNED: (ReminderState, MessageState) = (ReminderState::Planned, MessageState::Pending);
const SENT: (ReminderState, MessageState) = (ReminderState::Sent, MessageState::Sent);
const GONE: (ReminderState, MessageState) = (ReminderState::Obsolete, MessageState::Obsolete);
const FAILED: (ReminderState, MessageState) = (ReminderState::Failed, MessageState::Dead);

#[tokio::test]
async fn a_plan_is_carried_out_and_what_stays_is_left_alone() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let one = slot("2024-06-24", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[0]));
    let two = slot("2024-06-25", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[1]));
    let both = planned(&[one.clone(), two.clone()], now());
    assert_eq!(reconcile(store, &rows, both.clone()).await, counted(4, 0, 0));
    let first = all(store, &rows).await;
    assert_eq!(first.len(), 4);
    for (reminder, planned) in first.iter().zip(&both) {
        assert_eq!(
            (reminder.slot, reminder.staff, reminder.lead),
            (planned.slot, planned.staff, planned.lead)
        );
        assert_eq!(
            (reminder.slot_starts_at, reminder.due_at),
            (planned.slot_starts_at, planned.due_at)
        );
        let id = reminder.id;
        assert_eq!(
            read(store, move |db| reminder::by_id(db, id)).await.as_ref(),
            Some(reminder)
        );
    }
    assert_eq!(reconcile(store, &rows, both).await, counted(0, 4, 0));
    assert_eq!(all(store, &rows).await, first);
    // The second moves: its reminders are others now.
    let mut moved = two.clone();
    moved.hours.start = super::sample::hours("14:00", "18:00").start;
    assert_eq!(
        reconcile(store, &rows, planned(&[one.clone(), moved], now())).await,
        counted(2, 2, 2)
    );
    let mut found = states(store, &rows).await;
    found.sort();
    assert_eq!(found, [PLANNED, PLANNED, PLANNED, PLANNED, GONE, GONE]);
    // And back: the first ones hold again.
    assert_eq!(
        reconcile(store, &rows, planned(&[one, two], now())).await,
        counted(2, 2, 2)
    );
    assert_eq!(
        states(store, &rows)
            .await
            .iter()
            .filter(|state| **state == PLANNED)
            .count(),
        4
    );
    assert_eq!(reconcile(store, &rows, Vec::new()).await, counted(0, 0, 4));
    assert!(states(store, &rows).await.iter().all(|state| *state == GONE));
}

#[tokio::test]
async fn a_reminder_follows_its_message() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot("2024-06-24", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[0]));
    reconcile(store, &rows, planned(std::slice::from_ref(&duty), now())).await;
    let at = now() + Duration::days(10);
    let claimed = write(store, move |db| message::claim(db, at, at, "worker", 10))
        .await
        .unwrap();
    let [first, second] = [claimed[0].id, claimed[1].id];
    write(store, move |db| {
        message::sent(db, first, at)?;
        message::dead(db, second, at, "550")
    })
    .await
    .unwrap();
    assert_eq!(states(store, &rows).await, [SENT, FAILED]);
    assert_eq!(all(store, &rows).await[0].sent_at, Some(at));
    assert!(write(store, move |db| message::requeue(db, second)).await.unwrap());
    assert_eq!(states(store, &rows).await, [SENT, PLANNED]);
    // What was sent stays sent when the plan changes; what was not goes.
    assert_eq!(reconcile(store, &rows, Vec::new()).await, counted(0, 0, 1));
    assert_eq!(states(store, &rows).await, [SENT, GONE]);
    // Sent by somebody who had it in hand while it became obsolete: told as it was.
    write(store, move |db| message::sent(db, second, at)).await.unwrap();
    assert_eq!(states(store, &rows).await, [SENT, SENT]);
    assert_eq!(reconcile(store, &rows, planned(&[duty], now())).await, counted(0, 2, 0));
}

#[tokio::test]
async fn a_confirmation_counts_for_the_person_and_start_it_was_given_for() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot("2024-06-24", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[0]));
    publish(store, &rows, std::slice::from_ref(&duty)).await;
    reconcile(store, &rows, planned(std::slice::from_ref(&duty), now())).await;
    let [day_before, hour_before] = [all(store, &rows).await[0].id, all(store, &rows).await[1].id];
    let confirm = |id, at| write(store, move |db| reminder::confirm(db, id, at));
    let consultation = rows.consultation;
    let confirmations = || read(store, move |db| reminder::confirmations(db, consultation));
    assert!(confirmations().await.is_empty());
    assert!(confirm(day_before, now()).await.unwrap());
    assert!(confirm(day_before, now() + Duration::hours(1)).await.unwrap());
    assert!(confirm(hour_before, now() + Duration::hours(2)).await.unwrap());
    assert!(!confirm(id(), now()).await.unwrap());
    assert_eq!(confirmations().await, [(duty.id, (rows.staff[0], now()))].into());
    // To somebody else: nobody confirmed.
    let mut swapped = duty.clone();
    swapped.staff = Some(rows.staff[1]);
    publish(store, &rows, &[swapped]).await;
    assert!(confirmations().await.is_empty());
    // Moved: nobody confirmed that start.
    let mut moved = duty.clone();
    moved.hours = super::sample::hours("14:00", "18:00");
    publish(store, &rows, &[moved]).await;
    assert!(confirmations().await.is_empty());
    publish(store, &rows, &[duty]).await;
    assert_eq!(confirmations().await.len(), 1);
    assert_eq!(reconcile(store, &rows, Vec::new()).await.obsolete, 2);
    assert!(!confirm(day_before, now()).await.unwrap());
}

#[tokio::test]
async fn what_became_of_duties_that_have_begun_is_left_alone() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let before = now() - Duration::days(3);
    let running = slot("2024-06-20", "15:00", "18:00", &rows.lines[..1], Some(rows.staff[0]));
    reconcile(store, &rows, planned(&[running], before)).await;
    let first = read(store, |db| message::list(db, 10)).await[0].id;
    write(store, move |db| message::dead(db, first, now(), "550"))
        .await
        .unwrap();
    let kept = states(store, &rows).await;
    assert!(kept.contains(&FAILED) && kept.contains(&PLANNED));
    assert_eq!(reconcile(store, &rows, Vec::new()).await, counted(0, 0, 0));
    assert_eq!(states(store, &rows).await, kept);
}

#[tokio::test]
async fn nothing_is_planned_for_a_consultation_that_is_not_there() {
    let database = TestDatabase::new();
    let store = &database.store();
    let refused = write(store, |db| {
        reminder::reconcile(db, id(), &[], now(), &mut || Random.id(now()))
    })
    .await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
}
