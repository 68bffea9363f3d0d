//! Calls that come at once go in together, and each is answered for itself.

use std::sync::Arc;

use dutyline::actions::call::{Logged, RegisterQuery, log, page};
use dutyline::actions::{ActionError, Context};
use dutyline::domain::access::Actor;
use dutyline::domain::audit::AuditAction;
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::ids::CallId;
use dutyline::store::audit;
use uuid::Uuid;

use crate::support::world::World;

fn call(number: u128, consultation: &str, contributions: usize) -> NewCall {
    NewCall {
        id: CallId(Uuid::from_u128(number)),
        consultation: consultation.parse().unwrap(),
        started_at: None,
        kind: CallKind::Question,
        outcome: None,
        topics: Vec::new(),
        other_topic: None,
        caller: None,
        language: None,
        note: None,
        contributions: vec![format!("Uwaga {number}").as_str().into(); contributions],
    }
}

type Answer = Result<Logged, ActionError>;

/// Sends all at once, each from where it is sent: the answers in the same order.
async fn together(sent: Vec<(Context, Actor, NewCall)>) -> Vec<Answer> {
    let sent: Vec<_> = sent
        .into_iter()
        .map(|(cx, actor, new)| actix_web::rt::spawn(async move { log(&cx, &actor, new).await }))
        .collect();
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap());
    }
    answers
}

async fn lines(world: &World) -> usize {
    let all = world.cx.store.read(|db| audit::list(db, None, 10_000)).await.unwrap();
    all.iter().filter(|line| line.action == AuditAction::CallLogged).count()
}

async fn numbers(world: &World, consultation: &str) -> Vec<i32> {
    let query = RegisterQuery {
        consultation: Some(consultation.parse().unwrap()),
        limit: 200,
        ..RegisterQuery::default()
    };
    let (calls, _) = page(&world.cx, &world.coordinator, query).await.unwrap();
    let contributions = calls.iter().flat_map(|call| &call.contributions);
    let mut numbers: Vec<i32> = contributions.map(|contribution| contribution.number).collect();
    numbers.sort_unstable();
    numbers
}

#[actix_web::test]
async fn each_call_of_a_batch_is_answered_for_itself() {
    let world = World::demo().await;
    let desk = world.desk().await;
    for (slug, day) in [("nowe", "2024-07-15"), ("drugie", "2024-07-16")] {
        let new = world.draft(slug, day).await;
        world.publish(&new).await;
    }
    let of = |n: u128| ["otwarty-krakow", "nowe", "drugie"][usize::try_from(n % 3).unwrap()];
    let mut sent = Vec::new();
    for n in 0..60 {
        sent.push((
            world.cx.clone(),
            desk.clone(),
            call(n, of(n), usize::try_from(n % 4).unwrap()),
        ));
    }
    let wrong = NewCall {
        topics: vec!["nie-ma".parse().unwrap()],
        ..call(60, "otwarty-krakow", 1)
    };
    sent.push((world.cx.clone(), desk.clone(), wrong));
    sent.push((world.cx.clone(), desk.clone(), call(61, "nie-ma", 1)));
    // One again, and another call under the id of one.
    sent.push((world.cx.clone(), desk.clone(), call(7, of(7), 3)));
    let other = NewCall {
        note: Some("Co innego".to_owned()),
        ..call(8, of(8), 0)
    };
    sent.push((world.cx.clone(), desk.clone(), other));
    let mut answers = together(sent).await;
    // Which of two comes first is nobody's business when they come at once.
    for (n, second) in [(8, answers.pop()), (7, answers.pop())] {
        let second = second.unwrap().unwrap();
        let first = answers[n].as_ref().unwrap();
        let (Logged::New(new), not_new) = (if let Logged::New(_) = first {
            (first, &second)
        } else {
            (&second, first)
        }) else {
            panic!("{first:?} {second:?}")
        };
        let expected = if n == 7 {
            Logged::Again(new.clone())
        } else {
            Logged::Conflict {
                there: Some(new.clone()),
                kept: true,
            }
        };
        assert_eq!(*not_new, expected);
        answers[n] = Ok(Logged::New(new.clone()));
    }
    assert!(matches!(
        answers.pop(),
        Some(Err(ActionError::NotFound("consultation")))
    ));
    assert!(matches!(answers.pop(), Some(Err(ActionError::Invalid(_)))));
    for (n, answer) in (0..).zip(answers) {
        let Ok(Logged::New(call)) = answer else {
            panic!("{n}: {answer:?}")
        };
        assert_eq!(call.id.0.as_u128(), n);
        assert_eq!(call.contributions.len(), usize::try_from(n % 4).unwrap());
        let first = call.contributions.first().map_or(0, |contribution| contribution.number);
        let own = call.contributions.iter().map(|contribution| contribution.number);
        assert!(own.eq((first..).take(call.contributions.len())), "{call:?}");
    }
    assert_eq!(lines(&world).await, 60);
    for consultation in ["otwarty-krakow", "nowe", "drugie"] {
        let numbers = numbers(&world, consultation).await;
        assert!(numbers.iter().copied().eq((1..).take(numbers.len())), "{numbers:?}");
        assert_eq!(numbers.len(), 30, "{consultation}");
    }
}

#[actix_web::test]
async fn a_call_that_cannot_be_stored_takes_no_other_with_it() {
    let world = World::demo().await;
    let desk = world.desk().await;
    // Nobody with this id is in the tables, which refuse the call.
    let nobody = world.stranger();
    let sent = (0..40).map(|n| {
        let actor = if n % 10 == 3 { &nobody } else { &desk };
        (world.cx.clone(), actor.clone(), call(n, "otwarty-krakow", 1))
    });
    let answers = together(sent.collect()).await;
    for (n, answer) in answers.iter().enumerate() {
        let expected = n % 10 == 3;
        assert_eq!(
            matches!(answer, Err(ActionError::Store(_))),
            expected,
            "{n}: {answer:?}"
        );
        assert_eq!(matches!(answer, Ok(Logged::New(_))), !expected, "{n}: {answer:?}");
    }
    assert_eq!(numbers(&world, "otwarty-krakow").await, (1..=36).collect::<Vec<_>>());
    assert_eq!(lines(&world).await, 36);
}

#[actix_web::test]
async fn processes_that_log_at_once_number_without_gaps_and_log_the_same_call_once() {
    let world = World::demo().await;
    let desk = world.desk().await;
    let clock = Arc::clone(&world.cx.clock);
    let other = Context::load(world.database.store(), clock, world.cx.base_url.clone());
    let processes = [world.cx.clone(), other.await.unwrap()];
    let sent = (0..80).map(|n| {
        // The last twenty are sent to both.
        let number = if n < 40 { n } else { 40 + (n - 40) / 2 };
        (
            processes[usize::try_from(n % 2).unwrap()].clone(),
            desk.clone(),
            call(number, "otwarty-krakow", 2),
        )
    });
    let answers = together(sent.collect()).await;
    let new = answers
        .iter()
        .filter(|answer| matches!(answer, Ok(Logged::New(_))))
        .count();
    let again = answers
        .iter()
        .filter(|answer| matches!(answer, Ok(Logged::Again(_))))
        .count();
    assert_eq!((new, again), (60, 20), "{answers:?}");
    assert_eq!(numbers(&world, "otwarty-krakow").await, (1..=120).collect::<Vec<_>>());
    assert_eq!(lines(&world).await, 60);
}

#[actix_web::test]
async fn who_goes_away_does_not_keep_the_others_from_being_answered() {
    let world = World::demo().await;
    let desk = world.desk().await;
    // Polled once, so that it is in the queue, and then dropped.
    let gone = log(&world.cx, &desk, call(1, "otwarty-krakow", 1));
    let first = tokio::time::timeout(std::time::Duration::ZERO, gone).await;
    assert!(first.is_err(), "{first:?}");
    let answer = log(&world.cx, &desk, call(2, "otwarty-krakow", 1)).await.unwrap();
    assert!(matches!(answer, Logged::New(_)));
    let again = log(&world.cx, &desk, call(1, "otwarty-krakow", 1)).await.unwrap();
    assert!(matches!(again, Logged::Again(_)), "{again:?}");
}
