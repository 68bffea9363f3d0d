//! Contributions whole, and what they were before.

use dutyline::domain::caller::CallerKind;
use dutyline::domain::contribution::{
    Body, Confirmation, Content, Contribution, ContributionFilter, ContributionState, IntakeChannel,
};
use dutyline::domain::ids::ConsultationId;
use dutyline::domain::position::{Position, PositionState};
use dutyline::domain::topic::KeptTopic;
use dutyline::store::{StoreError, contribution, contribution_body as bodies};

use super::call::{call, log};
use super::sample::{Rows, date, id, now, read, rows, write};
use crate::support::database::TestDatabase;

fn letter(rows: &Rows, consultation: ConsultationId, number: i32) -> Contribution {
    let content = Content {
        text: "=Łóżko 😀 \u{202e}".to_owned(),
        ..Content::default()
    };
    Contribution {
        id: id(),
        consultation,
        number,
        call: None,
        channel: IntakeChannel::Letter,
        received_on: date("2024-06-20"),
        entered_by: rows.user,
        entered_at: now(),
        source: None,
        version: 1,
        body: Body::new(content, ContributionState::Noted, &[], rows.user),
    }
}

/// With everything there can be.
fn full(rows: &Rows, mut one: Contribution, first: &Contribution) -> Contribution {
    one.source = Some("OR-03".to_owned());
    one.body = Body {
        public_text: Some("Łóżko".to_owned()),
        language: Some("uk".parse().unwrap()),
        polish_text: Some("Po polsku".to_owned()),
        translated_by: Some(rows.user),
        part: Some("rozdz. 3".to_owned()),
        proposed_wording: Some("inaczej".to_owned()),
        topics: vec![KeptTopic {
            code: "praca".parse().unwrap(),
            label: "PRACA".to_owned(),
        }],
        caller: Some(CallerKind::Organisation),
        submitter: Some("Fundacja".to_owned()),
        read_back: true,
        state: ContributionState::Checked,
        confirmation: Some(Confirmation {
            channel: IntakeChannel::Email,
            received_on: date("2024-06-21"),
            source: "e-mail".to_owned(),
        }),
        group: Some(first.id),
        position: Position {
            verdict: Some("accepted".parse().unwrap()),
            reasons: "Bo tak.".to_owned(),
            state: PositionState::Final,
            decided: Some((rows.user, now())),
        },
        ..one.body
    };
    one
}

#[tokio::test]
async fn a_contribution_is_read_as_it_was_written_and_each_change_keeps_what_was() {
    let database = TestDatabase::new();
    let store = database.store();
    let rows = rows(&store).await;
    let first = letter(&rows, rows.consultation, 1);
    let bare = letter(&rows, rows.consultation, 2);
    let rich = full(&rows, bare.clone(), &first);
    let all = vec![first.clone(), bare.clone()];
    write(&store, move |db| bodies::insert(db, &all)).await.unwrap();
    let one = bare.id;
    let read_one = async || read(&store, move |db| Ok(bodies::by_ids(db, &[one])?.remove(&one).unwrap())).await;
    assert_eq!(read_one().await, bare);

    let (by, body) = (rows.user, rich.body.clone());
    let was = bare.clone();
    let changed = write(&store, move |db| bodies::replace(db, &was, body, by, now()))
        .await
        .unwrap();
    assert_eq!((changed.version, &changed.body), (2, &rich.body));
    assert_eq!(read_one().await, changed);
    let (was, body) = (changed.clone(), bare.body.clone());
    let back = write(&store, move |db| bodies::replace(db, &was, body, by, now()))
        .await
        .unwrap();
    assert_eq!(read_one().await, back);
    let past = read(&store, move |db| bodies::versions(db, one)).await;
    let kept: Vec<_> = past.into_iter().map(|past| (past.version, past.body)).collect();
    assert_eq!(kept, [(1, bare.body), (2, rich.body)]);

    // A version is kept once: who changes one that was changed meanwhile fails.
    let stale = changed.clone();
    let again = write(&store, move |db| {
        bodies::replace(db, &stale, stale.body.clone(), by, now())
    })
    .await;
    assert!(again.is_err(), "{again:?}");
    let mut twice = first.clone();
    twice.number = 3;
    let twice = write(&store, move |db| bodies::insert(db, &[twice])).await;
    assert!(
        matches!(twice, Err(StoreError::Duplicate("contributions.id"))),
        "{twice:?}"
    );
}

#[tokio::test]
async fn pages_filters_and_counts_are_of_one_consultation() {
    let database = TestDatabase::new();
    let store = database.store();
    let rows = rows(&store).await;
    let of = rows.consultation;
    let first = letter(&rows, of, 1);
    let second = full(&rows, letter(&rows, of, 2), &first);
    let elsewhere = letter(&rows, rows.other, 1);
    let all = vec![first.clone(), second.clone(), elsewhere];
    write(&store, move |db| bodies::insert(db, &all)).await.unwrap();
    let group = first.id;
    let numbers = async |filter: ContributionFilter, after: i32, limit: i64| {
        let page = read(&store, move |db| bodies::page(db, of, &filter, after, limit)).await;
        page.into_iter().map(|one| one.number).collect::<Vec<_>>()
    };
    let all = ContributionFilter::default;
    assert_eq!(numbers(all(), 0, 10).await, [1, 2]);
    assert_eq!(numbers(all(), 0, 1).await, [1]);
    assert_eq!(numbers(all(), 1, 10).await, [2]);
    let filters = [
        ContributionFilter {
            state: Some(ContributionState::Checked),
            ..all()
        },
        ContributionFilter {
            topic: Some("praca".parse().unwrap()),
            ..all()
        },
        ContributionFilter {
            position: Some(PositionState::Final),
            ..all()
        },
        ContributionFilter {
            verdict: Some("accepted".parse().unwrap()),
            ..all()
        },
    ];
    for filter in filters {
        assert_eq!(numbers(filter.clone(), 0, 10).await, [2], "{filter:?}");
    }
    let undecided = ContributionFilter {
        position: Some(PositionState::ToBeDecided),
        ..all()
    };
    assert_eq!(numbers(undecided, 0, 10).await, [1]);
    let email = ContributionFilter {
        channel: Some(IntakeChannel::Email),
        ..all()
    };
    assert!(numbers(email, 0, 10).await.is_empty());
    assert_eq!(
        numbers(
            ContributionFilter {
                group: Some(group),
                ..all()
            },
            0,
            10
        )
        .await,
        [1, 2]
    );
    let counts = read(&store, move |db| bodies::counts(db, of)).await;
    assert_eq!(counts, [(ContributionState::Noted, 1), (ContributionState::Checked, 1)]);
    let used = read(&store, move |db| bodies::verdicts_used(db, of)).await;
    assert_eq!(used, ["accepted".parse().unwrap()]);
}

/// What a call brought is a contribution like any other.
#[tokio::test]
async fn a_calls_contribution_has_its_calls_topics_and_channel() {
    let database = TestDatabase::new();
    let store = database.store();
    let rows = rows(&store).await;
    let of = rows.consultation;
    let logged = call(&rows, of);
    let logged = write(&store, move |db| log(db, logged, 1, "hash")).await.unwrap();
    let noted = logged.contributions[0].clone();
    let one = noted.id;
    let found = read(&store, move |db| Ok(bodies::by_ids(db, &[one])?.remove(&one).unwrap())).await;
    assert_eq!((found.channel, found.call), (IntakeChannel::Call, Some(logged.id)));
    assert_eq!((found.number, found.received_on), (noted.number, noted.received_on));
    assert_eq!(
        (&found.body.topics, &found.body.language),
        (&logged.topics, &logged.language)
    );
    assert_eq!(found.body.position, Position::none());
    let next = write(&store, move |db| contribution::take_numbers(db, of, 1))
        .await
        .unwrap();
    assert_eq!(next, 2);
}
