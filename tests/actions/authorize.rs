//! Each action is refused to each role that lacks its right, and to no other.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use dutyline::actions::account::NewUser;
use dutyline::actions::announcement::ImportPlan;
use dutyline::actions::call::RegisterQuery;
use dutyline::actions::staff::StaffInput;
use dutyline::actions::{
    ActionError, account, announcement, calendar, call, consultation, duty, message, reminder, revision, roster,
    session, staff, token, topic,
};
use dutyline::domain::access::{Actor, Right, Role};
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::ids::{CallId, ConsultationId, MessageId, SlotId, StaffId, UserId};
use dutyline::domain::language::Locale;
use dutyline::domain::roster::ExpectedVersion::{Any, Version};
use dutyline::domain::text::ConsultationTexts;
use dutyline::domain::time::DEFAULT_ZONE;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, input};

/// What somebody does to their own account: whoever is signed in may.
const OWN: [&str; 2] = ["session::renew", "session::set_password"];

/// The actions somebody asks for, by the sources: `roster::save_slot`.
fn asked_for() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/actions");
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&folder).unwrap().with_extension("");
            let subject = name
                .components()
                .next()
                .unwrap()
                .as_os_str()
                .to_str()
                .unwrap()
                .to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            for item in text.split("\npub async fn ").skip(1) {
                let (head, _) = item.split_once("{\n").unwrap();
                if head.contains("actor: &Actor") {
                    found.insert(format!("{subject}::{}", head.split(['(', '<']).next().unwrap()));
                }
            }
        }
    }
    found
}

fn settings() -> Settings {
    let day = "2024-06-20".parse().unwrap();
    Settings {
        first_day: day,
        last_day: day,
        texts: ConsultationTexts::default(),
        unit: String::new(),
        phone_mode: PhoneMode::Counts,
        required: Default::default(),
        leads: Vec::new(),
    }
}

fn new_call() -> NewCall {
    NewCall {
        id: CallId(Uuid::from_u128(1)),
        consultation: "otwarty-krakow".parse().unwrap(),
        started_at: None,
        kind: CallKind::Question,
        outcome: None,
        topics: Vec::new(),
        language: None,
        note: None,
        contributions: Vec::new(),
    }
}

/// The right an action needs, and what comes of it. An action without an entry here ends the test.
async fn attempt(action: &str, world: &World, actor: &Actor) -> (Right, Result<(), ActionError>) {
    let (cx, slug) = (&world.cx, || world.slug());
    let nobody = || "nikt@demo.example".parse().unwrap();
    let day = "2024-06-20".parse().unwrap();
    let (slot, member, user) = (
        SlotId(Uuid::from_u128(2)),
        StaffId(Uuid::from_u128(3)),
        UserId(Uuid::from_u128(4)),
    );
    let (known, message_id) = (ConsultationId(Uuid::from_u128(5)), MessageId(Uuid::from_u128(6)));
    let call_id = CallId(Uuid::from_u128(7));
    let new_user = || NewUser {
        name: "x".to_owned(),
        email: String::new(),
        role: Role::Administrator,
        locale: Locale::Pl,
    };
    let plan = || ImportPlan {
        slug: Some(slug()),
        title: String::new(),
        unit: String::new(),
        first_day: day,
        last_day: day,
        slots: Vec::new(),
        events: Vec::new(),
        expected: Any,
    };
    let query = || RegisterQuery {
        limit: 1,
        ..RegisterQuery::default()
    };
    let draft = roster::checked(cx, &world.coordinator, slug()).await.unwrap().0.draft;
    let typed = || input(&draft.slots[0]);
    match action {
        "account::add" => (
            Right::ManageAccounts,
            account::add(cx, actor, new_user()).await.map(drop),
        ),
        "account::disable" => (Right::ManageAccounts, account::disable(cx, actor, nobody()).await),
        "account::enable" => (Right::ManageAccounts, account::enable(cx, actor, nobody()).await),
        "account::list" => (Right::ManageAccounts, account::list(cx, actor).await.map(drop)),
        "announcement::expected" => (
            Right::EditRoster,
            announcement::expected(cx, actor, Some(slug())).await.map(drop),
        ),
        "announcement::import" => (
            Right::EditRoster,
            announcement::import(cx, actor, plan()).await.map(drop),
        ),
        "announcement::read" => (
            Right::EditRoster,
            announcement::read(cx, actor, b"x".to_vec(), None, None).await.map(drop),
        ),
        "calendar::exempt_uncovered" => (
            Right::EditRoster,
            calendar::exempt_uncovered(cx, actor, slug(), "", Any).await.map(drop),
        ),
        "calendar::set_day" => (
            Right::EditRoster,
            calendar::set_day(cx, actor, slug(), "2030-01-01".parse().unwrap(), None, Any).await,
        ),
        "calendar::set_events" => (
            Right::EditRoster,
            calendar::set_events(cx, actor, slug(), Vec::new(), Any).await,
        ),
        "call::count_mine" => (
            Right::ReadOwnCalls,
            call::count_mine(cx, actor, day, DEFAULT_ZONE).await.map(drop),
        ),
        "call::entry" => (Right::ReadRegister, call::entry(cx, actor, call_id).await.map(drop)),
        "call::log" => (Right::LogCalls, call::log(cx, actor, new_call()).await.map(drop)),
        "call::one" => (Right::ReadOwnCalls, call::one(cx, actor, call_id).await.map(drop)),
        "call::open_form" => (Right::LogCalls, call::open_form(cx, actor, slug()).await.map(drop)),
        "call::page" => (Right::ReadOwnCalls, call::page(cx, actor, query()).await.map(drop)),
        "call::tally" => (Right::ReadRegister, call::tally(cx, actor, slug()).await.map(drop)),
        "consultation::change" => (
            Right::EditRoster,
            consultation::change(cx, actor, slug(), settings(), Any).await,
        ),
        "consultation::leads" => (Right::SeeRoster, consultation::leads(cx, actor, slug()).await.map(drop)),
        "consultation::list" => (Right::SeeRoster, consultation::list(cx, actor).await.map(drop)),
        "consultation::one" => (Right::SeeRoster, consultation::one(cx, actor, slug()).await.map(drop)),
        "consultation::slugs" => (Right::ReadOwnCalls, consultation::slugs(cx, actor).await.map(drop)),
        "duty::mine" => (Right::SeeOwnDuties, duty::mine(cx, actor).await.map(drop)),
        "duty::to_log_for" => (Right::LogCalls, duty::to_log_for(cx, actor).await.map(drop)),
        "message::list" => (Right::SeeOutbox, message::list(cx, actor, 1).await.map(drop)),
        "message::requeue" => (Right::SeeOutbox, message::requeue(cx, actor, message_id).await),
        "reminder::confirmations" => (
            Right::SeeRoster,
            reminder::confirmations(cx, actor, known).await.map(drop),
        ),
        "reminder::unsent" => (Right::SeeRoster, reminder::unsent(cx, actor, known).await.map(drop)),
        "revision::preview" => (Right::SeeRoster, revision::preview(cx, actor, slug()).await.map(drop)),
        "revision::publish" => (
            Right::Publish,
            revision::publish(cx, actor, slug(), Any, Vec::new()).await.map(drop),
        ),
        "revision::published_duty" => (
            Right::SeeRoster,
            revision::published_duty(cx, actor, vec![slot]).await.map(drop),
        ),
        "roster::checked" => (Right::SeeRoster, roster::checked(cx, actor, slug()).await.map(drop)),
        "roster::cancel_slot" => (
            Right::EditRoster,
            roster::cancel_slot(cx, actor, slug(), slot, "awaria", Any).await,
        ),
        "roster::remove_slot" => (
            Right::EditRoster,
            roster::remove_slot(cx, actor, slug(), slot, Any).await,
        ),
        "roster::save_slot" => (
            Right::EditRoster,
            roster::save_slot(cx, actor, slug(), typed(), Any).await.map(drop),
        ),
        "session::make_link" => (
            Right::ManageAccounts,
            session::make_link(cx, actor, nobody()).await.map(drop),
        ),
        "staff::add" => (
            Right::EditRoster,
            staff::add(cx, actor, StaffInput::default()).await.map(drop),
        ),
        "staff::change" => (
            Right::EditRoster,
            staff::change(cx, actor, member, StaffInput::default()).await,
        ),
        "staff::extensions" => (Right::SeeRoster, staff::extensions(cx, actor).await.map(drop)),
        "staff::invite" => (Right::EditRoster, staff::invite(cx, actor, member).await),
        "staff::list" => (Right::SeeRoster, staff::list(cx, actor).await.map(drop)),
        "staff::one" => (Right::SeeRoster, staff::one(cx, actor, member).await.map(drop)),
        "token::create" => (
            Right::ManageAccounts,
            token::create(cx, actor, "", Role::Staff).await.map(drop),
        ),
        "token::list" => (Right::ManageAccounts, token::list(cx, actor).await.map(drop)),
        "token::revoke" => (Right::ManageAccounts, token::revoke(cx, actor, user).await),
        "topic::list" => (Right::LogCalls, topic::list(cx, actor, slug()).await.map(drop)),
        "topic::replace" => (
            Right::EditRoster,
            topic::replace(cx, actor, slug(), Vec::new(), Any).await,
        ),
        other => panic!("{other} has no entry in this table"),
    }
}

#[actix_web::test]
async fn each_action_is_for_the_roles_that_have_its_right() {
    let world = World::demo().await;
    let actions = asked_for();
    assert!(actions.len() > 40, "the search found only {actions:?}");
    for action in actions.iter().filter(|action| !OWN.contains(&action.as_str())) {
        for role in Role::ALL {
            let actor = Actor {
                role: *role,
                ..world.coordinator.clone()
            };
            let (right, outcome) = attempt(action, &world, &actor).await;
            let denied = matches!(&outcome, Err(ActionError::Denied(denied)) if denied.right == right);
            assert_eq!(denied, !role.has(right), "{action} as {role:?}: {outcome:?}");
        }
    }
}

/// SQLite's writers take turns; only PostgreSQL can show that a lock is missing.
#[actix_web::test]
async fn of_those_who_change_one_draft_at_once_one_is_first() {
    let world = Arc::new(World::demo().await);
    for _ in 0..5 {
        let board = roster::checked(&world.cx, &world.coordinator, world.slug()).await;
        let version = board.unwrap().0.draft.version;
        let mut changing = JoinSet::new();
        for n in 0..8 {
            let world = Arc::clone(&world);
            changing.spawn(async move {
                let label = [(Locale::Pl, format!("Temat {n}"))].into();
                let (cx, actor) = (&world.cx, &world.coordinator);
                topic::replace(cx, actor, world.slug(), vec![label], Version(version)).await
            });
        }
        let changed = changing.join_all().await;
        let stale = changed
            .iter()
            .filter(|change| matches!(change, Err(ActionError::Stale)));
        assert_eq!(
            (stale.count(), changed.iter().filter(|change| change.is_ok()).count()),
            (7, 1),
            "{changed:?}"
        );
    }
}
