//! Contributions entered, worked through, grouped, answered, and numbered whoever comes at once.

use std::sync::Arc;

use dutyline::actions::call::log;
use dutyline::actions::contribution::change::{confirm, restore, rewrite, set_state};
use dutyline::actions::contribution::enter::{Entered, enter};
use dutyline::actions::contribution::group::{Seen, group, ungroup};
use dutyline::actions::contribution::position::{PositionChange, set, set_several};
use dutyline::actions::contribution::verdict::{set_verdicts, verdicts};
use dutyline::actions::contribution::{Entry, one, page};
use dutyline::actions::{ActionError, Context};
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::contribution::{
    Confirmation, Content, Contribution, ContributionFilter, ContributionState, IntakeChannel, NewEntry,
};
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{CallId, ContributionId};
use dutyline::domain::language::Locale;
use dutyline::domain::position::{NewPosition, PositionState};
use dutyline::domain::roster::ExpectedVersion::{Any, Version};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::World;

fn letter(n: u128) -> NewEntry {
    NewEntry {
        id: ContributionId(Uuid::from_u128(n)),
        consultation: "otwarty-krakow".parse().unwrap(),
        channel: IntakeChannel::Letter,
        received_on: "2024-06-20".parse().unwrap(),
        source: Some("OR-03".to_owned()),
        content: Content {
            text: format!("Ławka nr {n}."),
            topics: vec!["praca".parse().unwrap()],
            ..Content::default()
        },
    }
}

fn answer(verdict: &str, reasons: &str, state: PositionState) -> NewPosition {
    NewPosition {
        verdict: Some(verdict.parse().unwrap()),
        reasons: reasons.to_owned(),
        state,
    }
}

async fn entered(world: &World, new: NewEntry) -> Contribution {
    match enter(&world.cx, &world.coordinator, new).await.unwrap() {
        Entered::New(one) => one,
        Entered::Again(one) => panic!("{one:?} was there"),
    }
}

async fn found(world: &World, id: ContributionId) -> Entry {
    one(&world.cx, &world.coordinator, id).await.unwrap()
}

async fn mode(world: &World, mode: PhoneMode) {
    let settings = Settings {
        phone_mode: Some(mode),
        ..world.settings().await
    };
    world.change(settings).await;
}

fn is_at(outcome: &Result<Contribution, ActionError>, field: &str, fault: Fault) -> bool {
    matches!(outcome, Err(ActionError::Invalid(faults)) if *faults == [FieldError::new(field, fault)])
}

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[actix_web::test]
async fn letters_and_calls_that_come_at_once_are_numbered_without_gaps_and_the_same_one_once() {
    let world = Arc::new(World::demo().await);
    let desk = world.desk().await;
    let mut coming = JoinSet::new();
    for n in 0..24u128 {
        let (world, desk) = (Arc::clone(&world), desk.clone());
        coming.spawn(async move {
            if n % 3 == 0 {
                let call = NewCall {
                    id: CallId(Uuid::from_u128(n + 1)),
                    consultation: world.slug(),
                    started_at: None,
                    kind: CallKind::Contribution,
                    outcome: None,
                    topics: Vec::new(),
                    other_topic: None,
                    language: None,
                    caller: None,
                    note: None,
                    contributions: vec!["Z rozmowy.".into(), "I jeszcze.".into()],
                };
                log(&world.cx, &desk, call).await.unwrap();
            } else {
                // Each letter comes twice, and one in five is refused.
                let mut new = letter(100 + n / 3);
                let refused = n % 5 == 0;
                if refused {
                    new.id = ContributionId(Uuid::from_u128(200 + n));
                    new.content.topics = vec!["nie-ma".parse().unwrap()];
                }
                let entered = enter(&world.cx, &world.coordinator, new).await;
                assert_eq!(entered.is_err(), refused, "{entered:?}");
            }
        });
    }
    coming.join_all().await;
    let all = page(
        &world.cx,
        &world.coordinator,
        world.slug(),
        ContributionFilter::default(),
        0,
        200,
    )
    .await
    .unwrap();
    let numbers: Vec<i32> = all.contributions.iter().map(|one| one.number).collect();
    let last = i32::try_from(numbers.len()).unwrap();
    assert_eq!(numbers, (1..=last).collect::<Vec<_>>());
    let of_calls = all.contributions.iter().filter(|one| one.call.is_some()).count();
    assert_eq!(of_calls, 16);
    assert_eq!(numbers.len(), 16 + 8, "each letter once");
}

#[actix_web::test]
async fn of_those_who_change_one_at_once_one_is_first() {
    let world = Arc::new(World::demo().await);
    let id = entered(&world, letter(1)).await.id;
    let mut changing = JoinSet::new();
    for n in 0..8 {
        let world = Arc::clone(&world);
        changing.spawn(async move {
            let said = answer("accepted", &format!("Powód {n}."), PositionState::Draft);
            set(&world.cx, &world.coordinator, id, said, Version(1)).await
        });
    }
    let changed = changing.join_all().await;
    let stale = changed.iter().filter(|one| matches!(one, Err(ActionError::Stale)));
    assert_eq!(
        (stale.count(), changed.iter().filter(|one| one.is_ok()).count()),
        (7, 1)
    );
    assert_eq!(found(&world, id).await.past.len(), 1);
}

#[actix_web::test]
async fn other_content_under_an_id_is_refused_and_so_is_an_id_of_another_consultation() {
    let world = World::demo().await;
    let (cx, c): (&Context, _) = (&world.cx, &world.coordinator);
    let first = entered(&world, letter(1)).await;
    assert_eq!(enter(cx, c, letter(1)).await.unwrap(), Entered::Again(first));
    let changes: [fn(&mut NewEntry); 4] = [
        |new| new.content.text = "Inna.".to_owned(),
        |new| new.channel = IntakeChannel::Email,
        |new| new.received_on = "2024-06-19".parse().unwrap(),
        |new| new.source = None,
    ];
    for change in changes {
        let mut other = letter(1);
        change(&mut other);
        let refused = enter(cx, c, other).await;
        assert!(
            matches!(refused, Err(ActionError::Conflict("contribution-there"))),
            "{refused:?}"
        );
    }
    let elsewhere = world.draft("inne", "2024-06-20").await;
    let mut other = letter(1);
    (other.consultation, other.content.topics) = (elsewhere, Vec::new());
    let refused = enter(cx, c, other).await;
    assert!(
        matches!(refused, Err(ActionError::Conflict("contribution-there"))),
        "{refused:?}"
    );
    let outsider = world.outsider().await;
    let refused = enter(cx, &outsider, letter(1)).await;
    assert!(matches!(refused, Err(ActionError::NotFound(_))), "{refused:?}");
}

#[actix_web::test]
async fn what_was_said_by_telephone_is_worth_what_the_consultation_says() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let spoken = |n| NewEntry {
        channel: IntakeChannel::Call,
        ..letter(n)
    };
    mode(&world, PhoneMode::Informs).await;
    let refused = enter(cx, c, spoken(1)).await;
    assert!(
        matches!(&refused, Err(ActionError::Invalid(faults)) if faults[0].fault == Fault::InformsOnly),
        "{refused:?}"
    );
    assert_eq!(entered(&world, letter(2)).await.body.state, ContributionState::Noted);
    mode(&world, PhoneMode::Confirm).await;
    let one = entered(&world, spoken(3)).await;
    assert_eq!(one.body.state, ContributionState::AwaitingConfirmation);
    let checked = set_state(cx, c, one.id, ContributionState::Checked, Any).await;
    assert!(is_at(&checked, "state", Fault::Choice), "{checked:?}");

    let letter_of = |source: &str| Confirmation {
        channel: IntakeChannel::Email,
        received_on: "2024-06-20".parse().unwrap(),
        source: source.to_owned(),
    };
    let bare = confirm(cx, c, one.id, letter_of(""), Any).await;
    assert!(is_at(&bare, "source", Fault::Required), "{bare:?}");
    let stale = confirm(cx, c, one.id, letter_of("e-mail"), Version(9)).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    let confirmed = confirm(cx, c, one.id, letter_of("e-mail"), Version(1)).await.unwrap();
    assert_eq!(confirmed.body.state, ContributionState::Noted);
    assert_eq!(confirmed.body.confirmation, Some(letter_of("e-mail")));
    let again = confirm(cx, c, one.id, letter_of("inny"), Any).await;
    assert!(is_at(&again, "state", Fault::Choice), "{again:?}");
}

#[actix_web::test]
async fn a_contribution_goes_its_way_keeps_its_number_and_comes_back_as_it_was() {
    let world = World::demo().await;
    let (cx, c) = (&world.cx, &world.coordinator);
    let id = entered(&world, letter(1)).await.id;
    let to = async |state| set_state(cx, c, id, state, Any).await;
    let early = to(ContributionState::Registered).await;
    assert!(is_at(&early, "state", Fault::Choice), "{early:?}");
    to(ContributionState::Checked).await.unwrap();
    let registered = to(ContributionState::Registered).await.unwrap();
    assert_eq!((registered.version, registered.number), (3, 1));
    let restored = restore(cx, c, id, Any).await;
    assert!(is_at(&restored, "state", Fault::Choice), "{restored:?}");
    let gone = to(ContributionState::Withdrawn).await.unwrap();
    assert_eq!((gone.number, gone.body.state), (1, ContributionState::Withdrawn));
    let back = restore(cx, c, id, Version(4)).await.unwrap();
    assert_eq!(back.body.state, ContributionState::Registered);
    assert_eq!(entered(&world, letter(2)).await.number, 2);

    let mut content = letter(1).content;
    content.public_text = Some("Ławka.".to_owned());
    let written = rewrite(cx, c, id, content.clone(), Version(5)).await.unwrap();
    assert_eq!(
        (written.version, written.body.public_text.as_deref()),
        (6, Some("Ławka."))
    );
    assert_eq!(
        rewrite(cx, c, id, content.clone(), Any).await.unwrap().version,
        6,
        "the same again"
    );
    content.text = String::new();
    let empty = rewrite(cx, c, id, content, Any).await;
    assert!(is_at(&empty, "text", Fault::Required), "{empty:?}");
    let entry = found(&world, id).await;
    let states: Vec<_> = entry.past.iter().map(|(past, _)| past.body.state.code()).collect();
    assert_eq!(states, ["noted", "checked", "registered", "withdrawn", "registered"]);
}

fn seen(ids: &[(ContributionId, i32)]) -> Seen {
    ids.iter().map(|(id, version)| (*id, Version(*version))).collect()
}

#[actix_web::test]
async fn one_answer_is_that_of_the_whole_group() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let mut ids = Vec::new();
    for n in 1..=4 {
        ids.push(entered(&world, letter(n)).await.id);
    }
    let [first, second, third, fourth] = ids[..] else {
        panic!()
    };
    let said = |reasons| answer("accepted", reasons, PositionState::Draft);
    set(cx, c, second, said("Tak."), Version(1)).await.unwrap();
    // The one that is answered answers for both.
    assert_eq!(group(cx, c, slug(), seen(&[(second, 2), (first, 1)])).await.unwrap(), 2);
    let entry = found(&world, first).await;
    assert_eq!(entry.contribution.body.position.reasons, "Tak.");
    assert_eq!(entry.same.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
    // A third is added to any of them.
    group(cx, c, slug(), seen(&[(third, 1), (second, 3)])).await.unwrap();
    assert_eq!(found(&world, third).await.contribution.body.group, Some(first));
    let answered = answer("not_accepted", "Jednak nie.", PositionState::Final);
    set(cx, c, third, answered, Any).await.unwrap();
    for id in [first, second, third] {
        let position = found(&world, id).await.contribution.body.position;
        assert_eq!(
            (position.reasons.as_str(), position.state),
            ("Jednak nie.", PositionState::Final)
        );
    }
    // Another answer cannot join.
    set(cx, c, fourth, said("Co innego."), Any).await.unwrap();
    let differs = group(cx, c, slug(), [(first, Any), (fourth, Any)].into()).await;
    assert!(
        matches!(differs, Err(ActionError::Conflict("positions-differ"))),
        "{differs:?}"
    );
    let alone = group(cx, c, slug(), [(fourth, Any)].into()).await;
    assert!(matches!(alone, Err(ActionError::Invalid(_))), "{alone:?}");
    let stale = group(cx, c, slug(), seen(&[(fourth, 1), (first, 1)])).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    // Who gave the group its name goes; the others stay together.
    ungroup(cx, c, first, Any).await.unwrap();
    assert_eq!(found(&world, third).await.contribution.body.group, Some(second));
    assert!(found(&world, first).await.same.is_empty());
    set(cx, c, first, said("Osobno."), Any).await.unwrap();
    assert_eq!(
        found(&world, second).await.contribution.body.position.reasons,
        "Jednak nie."
    );
    ungroup(cx, c, third, Any).await.unwrap();
    assert!(found(&world, second).await.same.is_empty());
}

#[actix_web::test]
async fn many_are_answered_at_once_or_none_is() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let first = entered(&world, letter(1)).await.id;
    let second = entered(&world, letter(2)).await.id;
    let both = || -> Seen { [(first, Any), (second, Any)].into() };
    let change = |verdict: Option<&str>, reasons: Option<&str>, state| PositionChange {
        verdict: verdict.map(|code| code.parse().unwrap()),
        reasons: reasons.map(str::to_owned),
        state,
    };
    let changed = set_several(cx, c, slug(), both(), change(Some("accepted"), None, None)).await;
    assert_eq!(changed.unwrap(), 2);
    set(cx, c, first, answer("accepted", "Tak.", PositionState::Draft), Any)
        .await
        .unwrap();
    // The second has no reasons.
    let ready = change(None, None, Some(PositionState::Final));
    match set_several(cx, c, slug(), both(), ready).await {
        Err(ActionError::Invalid(faults)) => {
            assert_eq!(faults, [FieldError::new("number-2", Fault::Required)]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        found(&world, first).await.contribution.body.position.state,
        PositionState::Draft
    );
    let ready = change(None, Some("Wspólnie."), Some(PositionState::Final));
    assert_eq!(set_several(cx, c, slug(), both(), ready.clone()).await.unwrap(), 2);
    assert_eq!(
        set_several(cx, c, slug(), both(), ready.clone()).await.unwrap(),
        0,
        "the same again"
    );
    let stale = set_several(cx, c, slug(), seen(&[(first, 1)]), ready.clone()).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    let nothing = set_several(cx, c, slug(), Seen::new(), ready).await;
    assert!(matches!(nothing, Err(ActionError::Invalid(_))), "{nothing:?}");
    let elsewhere = world.draft("inne", "2024-06-20").await;
    let of_another = set_several(cx, c, elsewhere, both(), change(None, Some("x"), None)).await;
    assert!(matches!(of_another, Err(ActionError::NotFound(_))), "{of_another:?}");
}

#[actix_web::test]
async fn the_office_edits_its_verdicts_and_keeps_those_in_use() {
    let world = World::demo().await;
    let (cx, c, slug) = (&world.cx, &world.coordinator, || world.slug());
    let (_, set_of, version) = verdicts(cx, c, slug()).await.unwrap();
    assert_eq!(set_of.all().len(), 6);
    let id = entered(&world, letter(1)).await.id;
    set(cx, c, id, answer("accepted", "", PositionState::Draft), Any)
        .await
        .unwrap();
    let row = |code: &str, label: &str| (code.parse().ok(), [(Locale::Pl, label.to_owned())].into());
    let without = set_verdicts(cx, c, slug(), vec![row("", "Odłożona")], Version(version)).await;
    assert!(
        matches!(&without, Err(ActionError::Invalid(faults)) if faults[0].fault == Fault::VerdictUsed),
        "{without:?}"
    );
    let kept = vec![row("accepted", "Przyjęta"), row("", "Odłożona")];
    set_verdicts(cx, c, slug(), kept.clone(), Version(version))
        .await
        .unwrap();
    let stale = set_verdicts(cx, c, slug(), kept, Version(version)).await;
    assert!(matches!(stale, Err(ActionError::Stale)), "{stale:?}");
    set(cx, c, id, answer("odlozona", "", PositionState::Draft), Any)
        .await
        .unwrap();
    let gone = set(cx, c, id, answer("not_applicable", "", PositionState::Draft), Any).await;
    assert!(matches!(gone, Err(ActionError::Invalid(_))), "{gone:?}");
}
