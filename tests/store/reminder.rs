//! What a plan changes is carried out in reminders and messages alike; confirmations.

use chrono::{DateTime, Duration, Utc};
use dutyline::domain::access::Scope;
use dutyline::domain::ids::{ConsultationId, MessageId};
use dutyline::domain::message::{Channel, MessageState, Outcome, Payload};
use dutyline::domain::reminder::{DEFAULT_LEADS, PlannedReminder, Reconciliation, plan, reconcile};
use dutyline::domain::revision::{Assignments, PublishedSlot};
use dutyline::domain::roster::Slot;
use dutyline::random::Random;
use dutyline::store::Store;
use dutyline::store::message;
use dutyline::store::reminder::{self, Reminder};
use dutyline::store::revision::{self, NewRevision};

use super::sample::{Rows, ZONE, id, now, read, rows, slot, write};
use crate::support::database::TestDatabase;

fn planned(slots: &[Slot], at: DateTime<Utc>) -> Vec<PlannedReminder> {
    let published: Vec<_> = slots.iter().map(|slot| PublishedSlot::of(slot, ZONE)).collect();
    plan(&published, &assignments(slots), &DEFAULT_LEADS, at)
}

fn assignments(slots: &[Slot]) -> Assignments {
    slots
        .iter()
        .filter_map(|slot| slot.staff.map(|staff| (slot.id, staff)))
        .collect()
}

/// As publishing does: compares, carries out, and says what changed.
async fn replan(store: &Store, consultation: ConsultationId, plan: Vec<PlannedReminder>) -> Reconciliation {
    write(store, move |db| {
        let changes = reconcile(&reminder::known(db, consultation, now())?, plan);
        reminder::apply(db, consultation, &changes, now(), &mut || Random.id(now()))?;
        Ok(changes)
    })
    .await
    .unwrap()
}

/// Added, revived, retired, kept.
fn counted(changes: &Reconciliation) -> [usize; 4] {
    [
        changes.add.len(),
        changes.revive.len(),
        changes.retire.len(),
        changes.kept,
    ]
}

async fn publish(store: &Store, rows: &Rows, slots: &[Slot]) {
    let new = NewRevision {
        id: id(),
        consultation: rows.consultation,
        published_at: now(),
        published_by: rows.user,
        accepted: Vec::new(),
        slots: slots.iter().map(|slot| PublishedSlot::of(slot, ZONE)).collect(),
        calendar: super::sample::calendar(),
        assignments: assignments(slots),
    };
    write(store, move |db| revision::publish(db, &new)).await.unwrap();
}

async fn all(store: &Store, consultation: ConsultationId) -> Vec<Reminder> {
    read(store, move |db| {
        let ids: Vec<MessageId> = message::list(db, &Scope::All, 1_000)?
            .iter()
            .map(|message| message.id)
            .collect();
        let mut found: Vec<Reminder> = reminder::of_messages(db, &ids)?.into_values().collect();
        found.retain(|reminder| reminder.consultation == consultation);
        found.sort_by_key(|reminder| (reminder.due_at, reminder.id));
        Ok(found)
    })
    .await
}

async fn states(store: &Store, consultation: ConsultationId) -> Vec<MessageState> {
    let all = all(store, consultation).await;
    all.into_iter().map(|reminder| reminder.state).collect()
}

async fn apply(store: &Store, consultation: ConsultationId, changes: Reconciliation) {
    write(store, move |db| {
        reminder::apply(db, consultation, &changes, now(), &mut || Random.id(now()))
    })
    .await
    .unwrap();
}

async fn retire_all(store: &Store, consultation: ConsultationId) {
    let retire = all(store, consultation).await.iter().map(|one| one.message).collect();
    let changes = Reconciliation {
        retire,
        ..Reconciliation::default()
    };
    apply(store, consultation, changes).await;
}

async fn settle(store: &Store, id: MessageId, outcome: Outcome) {
    write(store, move |db| message::settle(db, id, &outcome, now()))
        .await
        .unwrap();
}

use MessageState::{Dead, Obsolete, Pending, Sent};

#[tokio::test]
async fn a_new_reminder_brings_its_message() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot(
        "2024-06-24",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    let both = planned(&[duty], now());
    let changes = replan(store, rows.consultation, both.clone()).await;
    assert_eq!(counted(&changes), [2, 0, 0, 0]);
    let messages = read(store, |db| message::list(db, &Scope::All, 10)).await;
    let found = all(store, rows.consultation).await;
    assert_eq!((messages.len(), found.len()), (2, 2));
    for (reminder, planned) in found.iter().zip(&both) {
        assert_eq!(
            (
                reminder.slot,
                reminder.staff,
                reminder.lead,
                reminder.slot_starts_at,
                reminder.due_at
            ),
            (
                planned.slot,
                planned.staff,
                planned.lead,
                planned.slot_starts_at,
                planned.due_at
            )
        );
        let message = messages.iter().find(|message| message.id == reminder.message).unwrap();
        assert_eq!(message.payload, Some(Payload::DutyReminder { reminder: reminder.id }));
        assert_eq!(
            (message.not_before, message.consultation),
            (reminder.due_at, Some(rows.consultation))
        );
        let id = reminder.id;
        assert_eq!(
            read(store, move |db| reminder::by_id(db, id)).await.as_ref(),
            Some(reminder)
        );
    }
    assert_eq!(counted(&replan(store, rows.consultation, both).await), [0, 0, 0, 2]);
    assert_eq!(all(store, rows.consultation).await, found);
}

#[tokio::test]
async fn what_is_planned_again_is_revived_with_all_its_attempts() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot(
        "2024-06-20",
        "16:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    // Inside the last lead: due at once.
    replan(store, rows.consultation, planned(std::slice::from_ref(&duty), now())).await;
    let claim = |at| {
        let until = at + Duration::minutes(5);
        write(store, move |db| {
            message::claim(db, Channel::Email, at, until, "worker", 10)
        })
    };
    assert_eq!(claim(now()).await.unwrap()[0].attempts, 1);
    assert_eq!(
        counted(&replan(store, rows.consultation, Vec::new()).await),
        [0, 0, 1, 0]
    );
    assert_eq!(states(store, rows.consultation).await, [Obsolete]);
    let given_up = read(store, |db| message::list(db, &Scope::All, 10)).await;
    assert_eq!(given_up[0].settled_at, Some(now()));
    let other = slot(
        "2024-06-20",
        "19:00",
        "20:00",
        &rows.extensions[..1],
        Some(rows.staff[1]),
    );
    let others = planned(&[other], now());
    let unchanged: Vec<_> = others.iter().map(|reminder| reminder.due_at).collect();
    replan(store, rows.other, others).await;
    let mut again = planned(&[duty], now());
    let due_at = now() + Duration::minutes(1);
    again[0].due_at = due_at;
    assert_eq!(counted(&replan(store, rows.consultation, again).await), [0, 1, 0, 0]);
    assert_eq!(all(store, rows.consultation).await[0].due_at, due_at);
    let others: Vec<_> = all(store, rows.other).await.iter().map(|one| one.due_at).collect();
    assert_eq!(others, unchanged);
    assert!(
        read(store, |db| message::list(db, &Scope::All, 10))
            .await
            .iter()
            .all(|message| message.settled_at.is_none())
    );
    retire_all(store, rows.other).await;
    // Whoever had it in hand keeps its lease.
    assert_eq!(claim(due_at).await.unwrap(), []);
    let revived = claim(now() + Duration::minutes(5)).await.unwrap();
    assert_eq!((revived[0].attempts, revived[0].not_before), (1, due_at));
}

#[tokio::test]
async fn a_plan_leaves_the_reminders_of_other_consultations_alone() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    for (consultation, day) in [(rows.consultation, "2024-06-24"), (rows.other, "2024-06-25")] {
        let duty = slot(day, "15:00", "18:00", &rows.extensions[..1], Some(rows.staff[0]));
        replan(store, consultation, planned(&[duty], now())).await;
    }
    assert_eq!(
        counted(&replan(store, rows.consultation, Vec::new()).await),
        [0, 0, 2, 0]
    );
    assert_eq!(states(store, rows.consultation).await, [Obsolete, Obsolete]);
    assert_eq!(states(store, rows.other).await, [Pending, Pending]);
}

#[tokio::test]
async fn a_reminder_is_as_far_as_its_message() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot(
        "2024-06-24",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    replan(store, rows.consultation, planned(std::slice::from_ref(&duty), now())).await;
    let messages: Vec<MessageId> = all(store, rows.consultation)
        .await
        .iter()
        .map(|one| one.message)
        .collect();
    settle(store, messages[0], Outcome::Sent).await;
    let reason = "550".to_owned();
    settle(store, messages[1], Outcome::Dead { reason }).await;
    assert_eq!(states(store, rows.consultation).await, [Sent, Dead]);
    // Another consultation has one that was given up too.
    let theirs = slot(
        "2024-06-24",
        "19:00",
        "20:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    replan(store, rows.other, planned(&[theirs], now())).await;
    let reason = "551".to_owned();
    settle(store, all(store, rows.other).await[0].message, Outcome::Dead { reason }).await;
    let given_up = |since| read(store, move |db| reminder::given_up(db, &[rows.consultation], since));
    let told: Vec<_> = given_up(now())
        .await
        .into_iter()
        .map(|(one, reason)| (one.message, reason))
        .collect();
    assert_eq!(told, [(messages[1], "550".to_owned())]);
    assert_eq!(given_up(duty.span(ZONE).starts_at).await, []);
    // What was sent stays sent when the plan changes; what was not goes.
    assert_eq!(
        counted(&replan(store, rows.consultation, Vec::new()).await),
        [0, 0, 1, 0]
    );
    assert_eq!(states(store, rows.consultation).await, [Sent, Obsolete]);
    // Sent by somebody who had it in hand while it became obsolete: told as it was.
    settle(store, messages[1], Outcome::Sent).await;
    assert_eq!(
        counted(&replan(store, rows.consultation, planned(&[duty], now())).await),
        [0, 0, 0, 2]
    );
}

#[tokio::test]
async fn what_became_of_duties_that_have_begun_is_left_alone() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let running = slot(
        "2024-06-20",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    let before = planned(&[running], now() - Duration::days(3));
    replan(store, rows.consultation, before).await;
    assert_eq!(counted(&replan(store, rows.consultation, Vec::new()).await), [0; 4]);
    assert_eq!(states(store, rows.consultation).await, [Pending, Pending]);
}

#[tokio::test]
async fn leads_are_none_until_set_and_come_the_longest_first() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let leads = |id| read(store, move |db| reminder::leads(db, id));
    let set = |id, leads: Vec<Duration>| write(store, move |db| reminder::set_leads(db, id, &leads));
    assert_eq!(leads(rows.consultation).await, []);
    let (week, hours) = (Duration::days(7), Duration::minutes(90));
    set(rows.consultation, vec![hours, week]).await.unwrap();
    assert_eq!(leads(rows.other).await, [], "each consultation has its own");
    set(rows.other, vec![Duration::hours(2)]).await.unwrap();
    assert_eq!(leads(rows.consultation).await, [week, hours]);
    set(rows.consultation, vec![week]).await.unwrap();
    assert_eq!(leads(rows.consultation).await, [week]);
}

#[tokio::test]
async fn a_confirmation_counts_for_the_person_and_start_it_was_given_for() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot(
        "2024-06-24",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    publish(store, &rows, std::slice::from_ref(&duty)).await;
    replan(store, rows.consultation, planned(std::slice::from_ref(&duty), now())).await;
    let all = all(store, rows.consultation).await;
    let [day_before, hour_before] = [0, 1].map(|n| all[n].id);
    let confirm = |id, at| write(store, move |db| reminder::confirm(db, id, at));
    let consultation = rows.consultation;
    let confirmations = || read(store, move |db| reminder::confirmations(db, &[consultation]));
    assert!(confirmations().await.is_empty());
    confirm(day_before, now()).await.unwrap();
    confirm(day_before, now() + Duration::hours(1)).await.unwrap();
    confirm(hour_before, now() + Duration::hours(2)).await.unwrap();
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
}

#[tokio::test]
async fn nobody_confirms_another_duty_or_for_another_person() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let [mine, other, theirs] = [("15:00", 0), ("17:00", 0), ("19:00", 1)].map(|(from, person)| {
        let until = format!("{}:00", from[..2].parse::<u8>().unwrap() + 1);
        slot(
            "2024-06-24",
            from,
            &until,
            &rows.extensions[..1],
            Some(rows.staff[person]),
        )
    });
    let slots = [mine.clone(), other, theirs.clone()];
    publish(store, &rows, &slots).await;
    replan(store, rows.consultation, planned(&slots, now())).await;
    let all = all(store, rows.consultation).await;
    let of = |slot: &Slot| {
        all.iter()
            .filter(|one| one.slot == slot.id)
            .map(|one| one.id)
            .collect::<Vec<_>>()
    };
    let confirm = |id, at| write(store, move |db| reminder::confirm(db, id, at));
    // The later one first: what counts is when the duty was confirmed for the first time.
    confirm(of(&mine)[0], now() + Duration::hours(1)).await.unwrap();
    confirm(of(&mine)[1], now()).await.unwrap();
    let confirmed = |staff| read(store, move |db| reminder::confirmed_by(db, staff));
    let first = ((mine.id, mine.span(ZONE).starts_at), now());
    assert_eq!(confirmed(rows.staff[0]).await, [first].into());
    assert_eq!(confirmed(rows.staff[1]).await, [].into());
    let consultation = rows.consultation;
    let by_slot = read(store, move |db| reminder::confirmations(db, &[consultation])).await;
    assert_eq!(by_slot, [(mine.id, (rows.staff[0], now()))].into());
}

/// The worker settles messages while others plan: what was sent in between stays sent, whatever they decided before.
#[tokio::test]
async fn what_was_sent_meanwhile_is_neither_retired_nor_revived() {
    let database = TestDatabase::new();
    let store = &database.store();
    let rows = rows(store).await;
    let duty = slot(
        "2024-06-24",
        "15:00",
        "18:00",
        &rows.extensions[..1],
        Some(rows.staff[0]),
    );
    replan(store, rows.consultation, planned(&[duty], now())).await;
    for reminder in all(store, rows.consultation).await {
        settle(store, reminder.message, Outcome::Sent).await;
    }
    retire_all(store, rows.consultation).await;
    assert_eq!(states(store, rows.consultation).await, [Sent, Sent]);
    let revive = all(store, rows.consultation)
        .await
        .iter()
        .map(|one| (one.message, now()))
        .collect();
    let changes = Reconciliation {
        revive,
        ..Reconciliation::default()
    };
    apply(store, rows.consultation, changes).await;
    assert_eq!(states(store, rows.consultation).await, [Sent, Sent]);
}
