use std::collections::BTreeSet;

use dutyline::actions::call::{Logged, MOST_BESIDE, RegisterQuery, count_mine, entry, log, one, open_form, page};
use dutyline::actions::revision::publish;
use dutyline::actions::roster::{cancel_slot, checked};
use dutyline::actions::{ActionError, consultation};
use dutyline::domain::access::{Access, Actor, Role};
use dutyline::domain::audit::AuditAction;
use dutyline::domain::call::{CallKind, CallOutcome, MAX_TEXT, NewCall};
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::contribution::ContributionState;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::CallId;
use dutyline::domain::roster::ExpectedVersion;
use dutyline::store::audit;
use uuid::Uuid;

use crate::support::world::{World, at};

fn contribution(number: u128, text: &str) -> NewCall {
    NewCall {
        id: CallId(Uuid::from_u128(number)),
        consultation: "otwarty-krakow".parse().unwrap(),
        started_at: None,
        kind: CallKind::Contribution,
        outcome: Some(CallOutcome::Answered),
        topics: vec!["szkoly".parse().unwrap()],
        other_topic: None,
        caller: None,
        language: Some("uk".parse().unwrap()),
        note: None,
        contributions: vec![text.into()],
    }
}

fn query(limit: i64) -> RegisterQuery {
    RegisterQuery {
        consultation: Some("otwarty-krakow".parse().unwrap()),
        limit,
        ..RegisterQuery::default()
    }
}

/// What was wrong with a call that was refused.
#[track_caller]
fn faults(refused: Result<Logged, ActionError>) -> Vec<FieldError> {
    match refused {
        Err(ActionError::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

/// What a call is worth, from now on.
async fn set_phone_mode(world: &World, phone_mode: Option<PhoneMode>) {
    let of = consultation::one(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let settings = Settings {
        first_day: of.first_day,
        last_day: of.last_day,
        texts: of.texts,
        phone_mode,
        required: of.required,
        leads: Vec::new(),
        swaps_need_approval: false,
    };
    consultation::change(
        &world.cx,
        &world.coordinator,
        world.slug(),
        settings,
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
}

#[actix_web::test]
async fn a_call_stands_once_whatever_is_sent() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let form = open_form(&world.cx, &desk, world.slug(), CallId(Uuid::from_u128(1)))
        .await
        .unwrap();
    assert!(form.slot.is_some());
    let new = contribution(1, "Kursy także w soboty.");
    let Logged::New(call) = log(&world.cx, &desk, new.clone()).await.unwrap() else {
        panic!()
    };
    assert_eq!(call.contributions[0].number, 1);
    assert_eq!(call.slot, form.slot.map(|slot| slot.id));
    assert_eq!(call.topics[0].label, "Szkoły");
    assert!(matches!(
        log(&world.cx, &desk, new.clone()).await.unwrap(),
        Logged::Again(_)
    ));
    let other = NewCall {
        contributions: vec!["Co innego.".into()],
        ..new
    };
    assert!(matches!(
        log(&world.cx, &desk, other.clone()).await.unwrap(),
        Logged::Conflict { there: Some(stored), kept: true } if stored == call
    ));
    let kept = entry(&world.cx, &world.coordinator, other.id).await.unwrap().others;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].1, other);
    let (calls, next) = page(&world.cx, &world.coordinator, query(10)).await.unwrap();
    assert_eq!((calls.len(), next), (1, None));
}

/// What was kept first stays: whoever sends more pushes no words of a caller out.
#[actix_web::test]
async fn so_many_other_texts_are_kept_beside_a_call_and_no_more() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let send = async |n: usize| {
        let text = format!("Tekst {n}.");
        log(&world.cx, &desk, contribution(1, &text)).await.unwrap()
    };
    send(0).await;
    for n in 1..=MOST_BESIDE {
        assert!(matches!(send(n).await, Logged::Conflict { kept: true, .. }), "{n}");
    }
    let Logged::Conflict { there, kept: false } = send(MOST_BESIDE + 1).await else {
        panic!("it was kept")
    };
    assert_eq!(there.unwrap().contributions[0].words.text, "Tekst 0.");
    assert!(
        matches!(send(1).await, Logged::Conflict { kept: true, .. }),
        "it is there"
    );
    let beside = entry(&world.cx, &world.coordinator, contribution(1, "").id)
        .await
        .unwrap()
        .others;
    let texts = beside.into_iter().map(|(_, sent)| sent.contributions[0].text.clone());
    let first = (1..=MOST_BESIDE).map(|n| format!("Tekst {n}."));
    assert_eq!(texts.collect::<BTreeSet<_>>(), first.collect());
}

/// Calls are read where one has the right now, one's own too.
#[actix_web::test]
async fn calls_of_an_office_one_does_not_belong_to_are_not_there() {
    let world = World::demo().await;
    let (cx, desk, outsider) = (&world.cx, world.desk().await, world.outsider().await);
    log(cx, &desk, contribution(1, "Kursy w soboty.")).await.unwrap();
    let of_all = || RegisterQuery {
        limit: 10,
        ..RegisterQuery::default()
    };
    let elsewhere = page(cx, &outsider, query(10)).await;
    assert!(
        matches!(elsewhere, Err(ActionError::NotFound("consultation"))),
        "{elsewhere:?}"
    );
    let Access::Units(units) = outsider.access.clone() else {
        panic!("an outsider is no administrator")
    };
    let roles = units.into_keys().map(|unit| (unit, Role::Staff)).collect();
    let moved = Actor {
        access: Access::of_roles(&roles),
        ..desk.clone()
    };
    for (actor, calls) in [(&desk, 1), (&outsider, 0), (&moved, 0)] {
        assert_eq!(page(cx, actor, of_all()).await.unwrap().0.len(), calls, "{actor:?}");
    }
    // A colleague reads neither the register of a consultation nor that of all.
    let colleague = Actor {
        user: world.coordinator.user,
        ..desk.clone()
    };
    for query in [query(10), of_all()] {
        assert_eq!(page(cx, &colleague, query).await.unwrap().0, []);
    }
    for actor in [&outsider, &moved, &colleague] {
        let hidden = one(cx, actor, contribution(1, "").id).await;
        assert!(matches!(hidden, Err(ActionError::NotFound("call"))), "{hidden:?}");
    }
}

/// The right comes before what was sent is looked at.
#[actix_web::test]
async fn who_may_not_log_calls_is_told_so_whatever_they_sent() {
    let world = World::demo().await;
    let garbled = NewCall {
        note: Some("\u{7}".to_owned()),
        ..contribution(1, "Kursy w soboty.")
    };
    let reader = Actor {
        access: Access::of_roles(&[(world.unit, Role::Reader)].into()),
        ..world.stranger()
    };
    let refused = log(&world.cx, &reader, garbled).await;
    assert!(matches!(refused, Err(ActionError::Denied(_))), "{refused:?}");
}

#[actix_web::test]
async fn a_conflict_tells_the_call_that_stands_to_those_who_may_read_it() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let log = async |actor: &Actor, new| log(&world.cx, actor, new).await.unwrap();
    log(&world.coordinator, contribution(1, "Słowa koordynatorki.")).await;
    let answer = log(&desk, contribution(1, "Słowa stanowiska.")).await;
    assert!(matches!(answer, Logged::Conflict { there: None, .. }), "{answer:?}");
    log(&desk, contribution(2, "Słowa stanowiska.")).await;
    let answer = log(&world.coordinator, contribution(2, "Słowa koordynatorki.")).await;
    assert!(matches!(answer, Logged::Conflict { there: Some(_), .. }), "{answer:?}");
}

#[actix_web::test]
async fn the_same_call_sent_many_times_at_once_is_one() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let sent: Vec<_> = (0..16)
        .map(|_| {
            let (cx, desk) = (world.cx.clone(), desk.clone());
            actix_web::rt::spawn(async move { log(&cx, &desk, contribution(1, "Raz.")).await })
        })
        .collect();
    let (mut new, mut again) = (0, 0);
    for answer in sent {
        match answer.await.unwrap().unwrap() {
            Logged::New(_) => new += 1,
            Logged::Again(_) => again += 1,
            Logged::Conflict { there, .. } => panic!("{there:?}"),
        }
    }
    assert_eq!((new, again), (1, 15));
}

#[actix_web::test]
async fn contributions_are_numbered_without_gaps() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let two = NewCall {
        contributions: vec!["a".into(), "b".into()],
        ..contribution(1, "")
    };
    log(&world.cx, &desk, two).await.unwrap();
    let wrong = NewCall {
        topics: vec!["nie-ma".parse().unwrap()],
        ..contribution(2, "c")
    };
    let refused = log(&world.cx, &desk, wrong).await;
    assert_eq!(faults(refused), [FieldError::new("topics", Fault::UnknownTopic)]);
    let Logged::New(call) = log(&world.cx, &desk, contribution(3, "d")).await.unwrap() else {
        panic!()
    };
    assert_eq!(call.contributions[0].number, 3);
}

#[actix_web::test]
async fn all_faults_are_told_at_once_each_at_its_field() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let bad = NewCall {
        started_at: Some(at("2024-06-21T13:40:00Z")),
        topics: vec!["nie-ma".parse().unwrap()],
        note: Some("x".repeat(MAX_TEXT + 1)),
        contributions: Vec::new(),
        ..contribution(1, "")
    };
    assert_eq!(
        faults(log(&world.cx, &desk, bad).await),
        [
            FieldError::new("contributions", Fault::ContributionMissing),
            FieldError::new("note", Fault::TextTooLong),
            FieldError::new("started_at", Fault::InFuture),
            FieldError::new("topics", Fault::UnknownTopic),
        ]
    );
}

#[actix_web::test]
async fn a_phone_that_only_informs_registers_no_contribution() {
    let world = World::demo().await;
    let desk = world.desk().await;
    set_phone_mode(&world, Some(PhoneMode::Informs)).await;
    let refused = log(&world.cx, &desk, contribution(1, "x")).await;
    assert_eq!(faults(refused), [FieldError::new("contributions", Fault::InformsOnly)]);
    let pointed = NewCall {
        contributions: Vec::new(),
        outcome: Some(CallOutcome::ReferredToForm),
        ..contribution(2, "")
    };
    assert!(matches!(log(&world.cx, &desk, pointed).await, Ok(Logged::New(_))));
}

#[actix_web::test]
async fn one_reads_ones_own_calls_only() {
    let world = World::demo().await;
    let desk = world.desk().await;
    log(&world.cx, &desk, contribution(1, "a")).await.unwrap();
    let stranger = world.stranger();
    let id = CallId(Uuid::from_u128(1));
    assert!(matches!(
        one(&world.cx, &stranger, id).await,
        Err(ActionError::NotFound(_))
    ));
    assert_eq!(page(&world.cx, &stranger, query(10)).await.unwrap().0.len(), 0);
    assert_eq!(page(&world.cx, &desk, query(10)).await.unwrap().0.len(), 1);
    assert!(one(&world.cx, &world.coordinator, id).await.is_ok());
}

#[actix_web::test]
async fn the_register_is_read_page_by_page() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for number in 1..=7 {
        world.clock.advance(chrono::Duration::seconds(1));
        log(&world.cx, &desk, contribution(number, "x")).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let (calls, next) = page(&world.cx, &world.coordinator, RegisterQuery { after, ..query(3) })
            .await
            .unwrap();
        seen.extend(calls.iter().map(|call| call.id.0.as_u128()));
        after = next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
}

#[actix_web::test]
async fn a_last_page_that_is_full_says_that_it_is_the_last() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for number in 1..=4 {
        world.clock.advance(chrono::Duration::seconds(1));
        log(&world.cx, &desk, contribution(number, "x")).await.unwrap();
    }
    let page = async |after| {
        page(&world.cx, &world.coordinator, RegisterQuery { after, ..query(2) })
            .await
            .unwrap()
    };
    let (first, next) = page(None).await;
    assert_eq!((first.len(), next), (2, Some(CallId(Uuid::from_u128(3)))));
    let (last, next) = page(next).await;
    assert_eq!((last.len(), next), (2, None));
}

#[actix_web::test]
async fn a_contribution_waits_for_its_confirmation_where_one_is_asked_for() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for (number, mode, expected) in [
        (1, Some(PhoneMode::Counts), ContributionState::Noted),
        (3, None, ContributionState::Noted),
        (2, Some(PhoneMode::Confirm), ContributionState::AwaitingConfirmation),
    ] {
        set_phone_mode(&world, mode).await;
        let Logged::New(call) = log(&world.cx, &desk, contribution(number, "x")).await.unwrap() else {
            panic!()
        };
        assert_eq!(call.contributions[0].state, expected, "{mode:?}");
        let (stored, _) = one(&world.cx, &desk, call.id).await.unwrap();
        assert_eq!(stored.contributions[0].state, expected, "{mode:?}");
    }
}

#[actix_web::test]
async fn after_the_consultation_a_call_is_late_and_outside_any_duty() {
    let world = World::demo().await;
    world.clock.set(at("2024-07-08T10:00:00Z"));
    let desk = world.desk().await;
    let Logged::New(call) = log(&world.cx, &desk, contribution(1, "x")).await.unwrap() else {
        panic!()
    };
    assert!(call.late);
    assert_eq!(call.slot, None);
    // What counts is when it began, not when somebody came to write it down.
    let in_time = NewCall {
        started_at: Some(at("2024-07-05T15:00:00Z")),
        ..contribution(2, "y")
    };
    let Logged::New(call) = log(&world.cx, &desk, in_time).await.unwrap() else {
        panic!()
    };
    assert!(!call.late);
}

#[actix_web::test]
async fn a_text_is_wrong_at_its_own_place() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let bad = NewCall {
        note: Some("a\u{0}b".to_owned()),
        contributions: vec![
            "dobrze".into(),
            "x".repeat(MAX_TEXT + 1).as_str().into(),
            "c\u{1b}d".into(),
        ],
        ..contribution(1, "")
    };
    let unprintable = ["contributions[2].text", "note"].map(|field| FieldError::new(field, Fault::Unprintable));
    assert_eq!(faults(log(&world.cx, &desk, bad.clone()).await), unprintable);
    let long = NewCall {
        note: None,
        contributions: bad.contributions[..2].to_vec(),
        ..bad.clone()
    };
    let expected = [FieldError::new("contributions[1].text", Fault::TextTooLong)];
    assert_eq!(faults(log(&world.cx, &desk, long).await), expected);
    // Nor can it be kept beside a call that stands.
    log(&world.cx, &desk, contribution(1, "x")).await.unwrap();
    assert_eq!(faults(log(&world.cx, &desk, bad).await), unprintable);
}

#[actix_web::test]
async fn a_call_belongs_to_no_duty_that_is_called_off() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let (before, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let running = before
        .draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-20");
    let id = running.unwrap().id;
    cancel_slot(
        &world.cx,
        &world.coordinator,
        world.slug(),
        id,
        "awaria",
        ExpectedVersion::Any,
    )
    .await
    .unwrap();
    let (after, _) = checked(&world.cx, &world.coordinator, world.slug()).await.unwrap();
    let accepted = after.report.blocking().map(|finding| finding.key()).collect();
    publish(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ExpectedVersion::Any,
        accepted,
    )
    .await
    .unwrap();
    for actor in [&desk, &world.coordinator] {
        let form = open_form(&world.cx, actor, world.slug(), CallId(Uuid::from_u128(1)))
            .await
            .unwrap();
        assert_eq!(form.slot, None);
    }
    let Logged::New(call) = log(&world.cx, &desk, contribution(1, "x")).await.unwrap() else {
        panic!()
    };
    assert_eq!(call.slot, None);
}

#[actix_web::test]
async fn reading_what_callers_said_is_recorded_once_a_request() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for number in 1..=3 {
        log(&world.cx, &desk, contribution(number, "x")).await.unwrap();
    }
    let id = CallId(Uuid::from_u128(1));
    let reading = async || {
        let all = world.cx.store.read(|db| audit::list(db, None, 1000)).await.unwrap();
        let mut actions: Vec<AuditAction> = all.into_iter().map(|event| event.action).collect();
        actions.retain(|action| matches!(action, AuditAction::CallRead | AuditAction::CallsRead));
        actions.sort();
        actions
    };
    page(&world.cx, &desk, query(10)).await.unwrap();
    one(&world.cx, &desk, id).await.unwrap();
    assert!(reading().await.is_empty(), "one's own are nobody else's data");
    page(&world.cx, &world.coordinator, query(10)).await.unwrap();
    entry(&world.cx, &world.coordinator, id).await.unwrap();
    one(&world.cx, &world.coordinator, id).await.unwrap();
    assert_eq!(
        reading().await,
        [AuditAction::CallRead, AuditAction::CallRead, AuditAction::CallsRead]
    );
}

#[actix_web::test]
async fn ones_own_calls_of_a_day_are_counted() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for (number, began) in [
        (1, "2024-06-19T21:59:59Z"),
        (2, "2024-06-19T22:00:00Z"),
        (3, "2024-06-20T12:00:00Z"),
    ] {
        let new = NewCall {
            started_at: Some(at(began)),
            ..contribution(number, "x")
        };
        log(&world.cx, &desk, new).await.unwrap();
    }
    let day = "2024-06-20".parse().unwrap();
    log(&world.cx, &world.coordinator, contribution(4, "x")).await.unwrap();
    for (who, expected) in [(&desk, 2), (&world.coordinator, 1), (&world.stranger(), 0)] {
        let counted = count_mine(&world.cx, who, day, chrono_tz::Europe::Warsaw).await;
        assert_eq!(counted.unwrap(), expected, "{}", who.name);
    }
}

#[actix_web::test]
async fn a_topic_named_twice_counts_once() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let topics = |n: usize| vec!["szkoly".parse().unwrap(); n];
    let twice = NewCall {
        topics: topics(60),
        ..contribution(9, "Kursy.")
    };
    let Logged::New(call) = log(&world.cx, &desk, twice).await.unwrap() else {
        panic!()
    };
    assert_eq!(call.topics.len(), 1);
    let once = NewCall {
        topics: topics(1),
        ..contribution(9, "Kursy.")
    };
    assert!(matches!(log(&world.cx, &desk, once).await.unwrap(), Logged::Again(_)));
    let many = NewCall {
        topics: (0..60).map(|n| format!("temat-{n}").parse().unwrap()).collect(),
        ..contribution(10, "Kursy.")
    };
    let refused = faults(log(&world.cx, &desk, many).await);
    let expected = [Fault::TooManyTopics, Fault::UnknownTopic].map(|fault| FieldError::new("topics", fault));
    assert_eq!(refused, expected);
}

#[actix_web::test]
async fn a_start_that_could_not_be_read_again_is_refused() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let odd = NewCall {
        started_at: Some(at("-0001-12-31T23:00:00Z")),
        ..contribution(11, "Kursy.")
    };
    let expected = [FieldError::new("started_at", Fault::ImpossibleYear)];
    assert_eq!(faults(log(&world.cx, &desk, odd).await), expected);
    page(&world.cx, &world.coordinator, query(10)).await.unwrap();
}

#[actix_web::test]
async fn a_form_begins_when_its_id_was_made_wherever_it_is_opened_again() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let id: CallId = world.cx.random.id(world.cx.now());
    let begun = world.cx.now();
    let opened_at = async |id| {
        let form = open_form(&world.cx, &desk, world.slug(), id).await.unwrap();
        form.opened_at
    };
    world.clock.advance(chrono::Duration::minutes(7));
    assert_eq!(opened_at(id).await, begun);
    let now = world.cx.now();
    assert_eq!(
        opened_at(CallId(Uuid::from_u128(1))).await,
        now,
        "an id that tells no time"
    );
    let later: CallId = world.cx.random.id(now + chrono::Duration::minutes(1));
    assert_eq!(opened_at(later).await, now, "an id of tomorrow");
    world
        .clock
        .set(begun + chrono::Duration::hours(12) - chrono::Duration::seconds(1));
    assert_eq!(opened_at(id).await, begun);
    world.clock.set(begun + chrono::Duration::hours(12));
    assert_eq!(opened_at(id).await, world.cx.now(), "a tab left open since yesterday");
}
