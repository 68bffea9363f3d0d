//! Each action is refused to each role that lacks its right, and to no other; and what is an office's is not there for the
//! coordinator of another.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use dutyline::actions::account::{NewUser, Post};
use dutyline::actions::announcement::ImportPlan;
use dutyline::actions::call::RegisterQuery;
use dutyline::actions::contribution::enter::enter;
use dutyline::actions::contribution::group::{group, ungroup};
use dutyline::actions::contribution::{change, position, verdict};
use dutyline::actions::revision::{past, planned, seen};
use dutyline::actions::roster::generate::{self, Filling};
use dutyline::actions::roster::several::{Several, change_several};
use dutyline::actions::roster::{share, step};
use dutyline::actions::sheet::{FileKind, Which as Edition};
use dutyline::actions::staff::StaffInput;
use dutyline::actions::swap::NewOffer;
use dutyline::actions::token::{NewGrant, NewToken};
use dutyline::actions::{
    ActionError, absence, account, agenda, announcement, calendar, call, consultation, contribution, duty, feed,
    message, retirement, revision, roster, session, sheet, staff, swap, token, topic, unit,
};
use dutyline::domain::absence::Absence;
use dutyline::domain::access::{Access, Actor, Right, Rights, Role};
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::contribution::{
    Confirmation, Content, ContributionFilter, ContributionState, IntakeChannel, NewEntry,
};
use dutyline::domain::ids::{AbsenceId, CallId, ContributionId, MessageId, PublicationId, SlotId, StaffId, UserId};
use dutyline::domain::language::Locale;
use dutyline::domain::message::Outcome;
use dutyline::domain::position::{NewPosition, PositionState};
use dutyline::domain::roster::ExpectedVersion::{Any, Version};
use dutyline::domain::roster::generate::Numbers;
use dutyline::domain::roster::sharing::{SharingRules, Which};
use dutyline::domain::slug::Slug;
use dutyline::domain::swap::Asked;
use dutyline::domain::text::ConsultationTexts;
use dutyline::domain::time::DEFAULT_ZONE;
use dutyline::store::{Db, message as messages};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, at, input, token_of, user_of};

/// What somebody does to their own account: whoever is signed in may.
const OWN: [&str; 3] = ["session::asks_for_current", "session::renew", "session::set_password"];

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
        phone_mode: Some(PhoneMode::Counts),
        required: Default::default(),
        leads: Vec::new(),
        swaps_need_approval: false,
    }
}

fn call_of(consultation: Slug) -> NewCall {
    NewCall {
        consultation,
        ..new_call()
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
        other_topic: None,
        caller: None,
        language: None,
        note: None,
        contributions: Vec::new(),
    }
}

fn letter(id: ContributionId) -> NewEntry {
    NewEntry {
        id,
        consultation: "otwarty-krakow".parse().unwrap(),
        channel: IntakeChannel::Letter,
        received_on: "2024-06-20".parse().unwrap(),
        source: None,
        content: Content {
            text: "Więcej ławek.".to_owned(),
            ..Content::default()
        },
    }
}

fn confirmation() -> Confirmation {
    Confirmation {
        channel: IntakeChannel::Letter,
        received_on: "2024-06-20".parse().unwrap(),
        source: "OR-03".to_owned(),
    }
}

fn draft_position() -> NewPosition {
    NewPosition {
        verdict: None,
        reasons: "Bo tak.".to_owned(),
        state: PositionState::Draft,
    }
}

fn away() -> Absence {
    let day = "2024-06-20".parse().unwrap();
    Absence::days(AbsenceId(Uuid::from_u128(5)), day, day, DEFAULT_ZONE)
}

fn filling() -> Filling {
    Filling {
        phones: Vec::new(),
        numbers: Numbers::All,
        longest: None,
        like: None,
    }
}

fn to_everyone() -> NewOffer {
    NewOffer {
        to: Asked::Everyone,
        answer_by: None,
    }
}

/// What there is to act on.
#[derive(Clone)]
struct Rows {
    slug: Slug,
    slot: SlotId,
    member: StaffId,
    call: CallId,
    contribution: ContributionId,
    /// One that could not be sent.
    message: MessageId,
}

/// The demo's office with a logged call and a reminder that was given up.
async fn rows(world: &World) -> Rows {
    let desk = world.desk().await;
    call::log(&world.cx, &desk, new_call()).await.unwrap();
    let contribution = ContributionId(Uuid::from_u128(6));
    enter(&world.cx, &world.coordinator, letter(contribution))
        .await
        .unwrap();
    let (checked, _) = roster::checked(&world.cx, &world.coordinator, world.slug())
        .await
        .unwrap();
    let entries = message::list(&world.cx, &world.coordinator, 1).await.unwrap();
    let (message, now) = (entries[0].message.id, world.cx.now());
    let dead = Outcome::Dead {
        reason: "nie ma".to_owned(),
    };
    let given_up = move |db: &mut Db| messages::settle(db, message, &dead, now);
    world.cx.store.write(given_up).await.unwrap();
    Rows {
        slug: world.slug(),
        slot: checked.draft.slots[0].id,
        member: desk.staff.unwrap(),
        call: new_call().id,
        contribution,
        message,
    }
}

fn one<T>(_: T) -> usize {
    1
}

/// The right an action needs, and how much comes of it. An action without an entry here ends the test.
async fn attempt(action: &str, world: &World, rows: &Rows, actor: &Actor) -> (Right, Result<usize, ActionError>) {
    let (cx, slug) = (&world.cx, || rows.slug.clone());
    let nobody = || "nikt@demo.example".parse().unwrap();
    let nobody_id = UserId(Uuid::from_u128(4));
    let day = "2024-06-20".parse().unwrap();
    let new_user = || NewUser {
        post: Post::Administrator,
        ..user_of("", Role::Staff)
    };
    let plan = || ImportPlan {
        slug: Some(slug()),
        title: String::new(),
        unit: None,
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: Any,
    };
    let query = || RegisterQuery {
        limit: 1,
        ..RegisterQuery::default()
    };
    let draft = roster::checked(cx, &world.coordinator, world.slug())
        .await
        .unwrap()
        .0
        .draft;
    let typed = || input(&draft.slots[0]);
    match action {
        "absence::add" => (
            Right::EditRoster,
            absence::add(cx, actor, rows.member, away()).await.map(one),
        ),
        "absence::of" => (Right::SeeRoster, absence::of(cx, actor, rows.member).await.map(one)),
        "absence::remove" => (
            Right::EditRoster,
            absence::remove(cx, actor, rows.member, away().id).await.map(one),
        ),
        "account::add" => (
            Right::ManageAccounts,
            account::add(cx, actor, new_user()).await.map(one),
        ),
        "account::disable" => (
            Right::ManageAccounts,
            account::disable(cx, actor, nobody()).await.map(one),
        ),
        "account::enable" => (
            Right::ManageAccounts,
            account::enable(cx, actor, nobody()).await.map(one),
        ),
        "account::list" => (
            Right::ManageAccounts,
            account::list(cx, actor).await.map(|all| all.len()),
        ),
        "announcement::expected" => (
            Right::EditRoster,
            announcement::expected(cx, actor, Some(slug())).await.map(one),
        ),
        "announcement::import" => (
            Right::EditRoster,
            announcement::import(cx, actor, plan()).await.map(one),
        ),
        "announcement::read" => (
            Right::EditRoster,
            announcement::read(cx, actor, b"x".to_vec(), None, None).await.map(one),
        ),
        "calendar::exempt_uncovered" => (
            Right::EditRoster,
            calendar::exempt_uncovered(cx, actor, slug(), "", Any).await.map(one),
        ),
        "calendar::set_day" => (
            Right::EditRoster,
            calendar::set_day(cx, actor, slug(), "2030-01-01".parse().unwrap(), None, Any)
                .await
                .map(one),
        ),
        "calendar::set_events" => (
            Right::EditRoster,
            calendar::set_events(cx, actor, slug(), Vec::new(), Any).await.map(one),
        ),
        "call::count_mine" => (
            Right::ReadOwnCalls,
            call::count_mine(cx, actor, day, DEFAULT_ZONE).await.map(one),
        ),
        "call::entry" => (Right::ReadRegister, call::entry(cx, actor, rows.call).await.map(one)),
        "call::log" => (Right::LogCalls, call::log(cx, actor, call_of(slug())).await.map(one)),
        "call::one" => (Right::ReadOwnCalls, call::one(cx, actor, rows.call).await.map(one)),
        "call::open_form" => (
            Right::LogCalls,
            call::open_form(cx, actor, slug(), rows.call).await.map(one),
        ),
        "call::page" => (
            Right::ReadOwnCalls,
            call::page(cx, actor, query()).await.map(|(calls, _)| calls.len()),
        ),
        "call::tally" => (Right::ReadRegister, call::tally(cx, actor, slug()).await.map(one)),
        "consultation::add" => (
            Right::EditRoster,
            consultation::add(cx, actor, "nowe".parse().unwrap(), settings(), None)
                .await
                .map(one),
        ),
        "consultation::change" => (
            Right::EditRoster,
            consultation::change(cx, actor, slug(), settings(), Any).await.map(one),
        ),
        "consultation::leads" => (Right::SeeRoster, consultation::leads(cx, actor, slug()).await.map(one)),
        "consultation::list" => (
            Right::SeeCoverage,
            consultation::list(cx, actor).await.map(|all| all.len()),
        ),
        "consultation::one" => (Right::SeeCoverage, consultation::one(cx, actor, slug()).await.map(one)),
        "consultation::slugs" => (
            Right::ReadOwnCalls,
            consultation::slugs(cx, actor).await.map(|all| all.len()),
        ),
        "agenda::of_offices" => (
            Right::SeeRoster,
            agenda::of_offices(cx, actor, None).await.map(|all| all.duties.len()),
        ),
        "consultation::titles" => (
            Right::SeeRoster,
            consultation::titles(cx, actor).await.map(|all| all.len()),
        ),
        "contribution::page" => (
            Right::ReadRegister,
            contribution::page(cx, actor, slug(), ContributionFilter::default(), 0, 1)
                .await
                .map(one),
        ),
        "contribution::one" => (
            Right::ReadRegister,
            contribution::one(cx, actor, rows.contribution).await.map(one),
        ),
        "contribution::code_list" => (
            Right::KeepContributions,
            contribution::code_list(cx, actor, slug()).await.map(one),
        ),
        "contribution::enter" => (
            Right::KeepContributions,
            enter(cx, actor, letter(rows.contribution)).await.map(one),
        ),
        "contribution::rewrite" => (Right::KeepContributions, {
            let content = letter(rows.contribution).content;
            change::rewrite(cx, actor, rows.contribution, content, Any)
                .await
                .map(one)
        }),
        "contribution::set_state" => (
            Right::KeepContributions,
            change::set_state(cx, actor, rows.contribution, ContributionState::Checked, Any)
                .await
                .map(one),
        ),
        "contribution::restore" => (
            Right::KeepContributions,
            change::restore(cx, actor, rows.contribution, Any).await.map(one),
        ),
        "contribution::confirm" => (
            Right::KeepContributions,
            change::confirm(cx, actor, rows.contribution, confirmation(), Any)
                .await
                .map(one),
        ),
        "contribution::group" => (
            Right::KeepContributions,
            group(cx, actor, slug(), [(rows.contribution, Any)].into())
                .await
                .map(one),
        ),
        "contribution::ungroup" => (
            Right::KeepContributions,
            ungroup(cx, actor, rows.contribution, Any).await.map(one),
        ),
        "contribution::set" => (
            Right::KeepContributions,
            position::set(cx, actor, rows.contribution, draft_position(), Any)
                .await
                .map(one),
        ),
        "contribution::set_several" => (Right::KeepContributions, {
            let change = position::PositionChange {
                reasons: Some("Bo tak.".to_owned()),
                ..Default::default()
            };
            let seen = [(rows.contribution, Any)].into();
            position::set_several(cx, actor, slug(), seen, change).await.map(one)
        }),
        "contribution::verdicts" => (
            Right::KeepContributions,
            verdict::verdicts(cx, actor, slug()).await.map(one),
        ),
        "contribution::set_verdicts" => (
            Right::KeepContributions,
            verdict::set_verdicts(cx, actor, slug(), Vec::new(), Any).await.map(one),
        ),
        "duty::mine" => (Right::SeeOwnDuties, duty::mine(cx, actor).await.map(|all| all.len())),
        "duty::to_log_for" => (Right::LogCalls, duty::to_log_for(cx, actor).await.map(one)),
        "feed::mine" => (Right::SeeOwnDuties, feed::mine(cx, actor).await.map(one)),
        "feed::make" => (Right::SeeOwnDuties, feed::make(cx, actor, "").await.map(one)),
        "feed::revoke" => (Right::SeeOwnDuties, feed::revoke(cx, actor).await.map(one)),
        "message::list" => (Right::SeeOutbox, message::list(cx, actor, 1).await.map(|all| all.len())),
        "message::requeue" => (
            Right::SeeOutbox,
            message::requeue(cx, actor, rows.message).await.map(one),
        ),
        "retirement::retire" => (
            Right::EditRoster,
            retirement::retire(cx, actor, rows.member).await.map(one),
        ),
        "retirement::bring_back" => (
            Right::EditRoster,
            retirement::bring_back(cx, actor, rows.member).await.map(one),
        ),
        "revision::preview" => (Right::SeeRoster, revision::preview(cx, actor, slug()).await.map(one)),
        "revision::standing" => (Right::SeeRoster, revision::standing(cx, actor, slug()).await.map(one)),
        "revision::publish" => (
            Right::Publish,
            revision::publish(cx, actor, slug(), Any, Vec::new()).await.map(one),
        ),
        "revision::plan" => (
            Right::Publish,
            planned::plan(cx, actor, slug(), Any, Vec::new(), at("2024-06-21T06:00:00Z"))
                .await
                .map(one),
        ),
        "revision::withdraw" => (
            Right::Publish,
            planned::withdraw(cx, actor, slug(), PublicationId(Uuid::nil()))
                .await
                .map(one),
        ),
        "revision::draft" => (Right::SeeRoster, seen::draft(cx, actor, slug()).await.map(one)),
        "revision::revision" => (Right::SeeRoster, seen::revision(cx, actor, slug(), 1).await.map(one)),
        "revision::history" => (Right::SeeRoster, past::history(cx, actor, slug()).await.map(one)),
        "revision::list" => (Right::SeeRoster, past::list(cx, actor, slug()).await.map(one)),
        "revision::one" => (Right::SeeRoster, past::one(cx, actor, slug(), 1).await.map(one)),
        "revision::restore" => (
            Right::EditRoster,
            past::restore(cx, actor, slug(), 1, Any).await.map(one),
        ),
        "revision::in_the_way" => (
            Right::SeeRoster,
            revision::in_the_way(cx, actor, vec![rows.slot]).await.map(one),
        ),
        "roster::checked" => (Right::SeeRoster, roster::checked(cx, actor, slug()).await.map(one)),
        "roster::assign" => (
            Right::EditRoster,
            roster::assign(cx, actor, slug(), vec![(rows.slot, None)], Any)
                .await
                .map(one),
        ),
        "roster::change_several" => (
            Right::EditRoster,
            change_several(cx, actor, slug(), vec![rows.slot], Several::Assign(None), Any)
                .await
                .map(one),
        ),
        "roster::change" => (
            Right::EditRoster,
            roster::change(cx, actor, slug(), Vec::new(), Any).await.map(one),
        ),
        "roster::preview" => (
            Right::EditRoster,
            generate::preview(cx, actor, slug(), filling(), Any).await.map(one),
        ),
        "roster::generate" => (
            Right::EditRoster,
            generate::generate(cx, actor, slug(), filling(), Any).await.map(one),
        ),
        "roster::propose" => (
            Right::EditRoster,
            share::propose(cx, actor, slug(), Which::Empty, Duration::from_secs(1), Any)
                .await
                .map(one),
        ),
        "roster::set_rules" => (
            Right::EditRoster,
            share::set_rules(cx, actor, slug(), SharingRules::default(), Any)
                .await
                .map(one),
        ),
        "roster::take" => (Right::EditRoster, {
            let coordinator = &world.coordinator;
            let limit = Duration::from_secs(1);
            let shared = share::propose(cx, coordinator, world.slug(), Which::Empty, limit, Any)
                .await
                .unwrap();
            share::take(cx, actor, slug(), &shared).await.map(one)
        }),
        "roster::share" => (
            Right::EditRoster,
            share::share(cx, actor, slug(), Which::Empty, Duration::from_secs(1), Any)
                .await
                .map(one),
        ),
        "roster::undo" => (Right::EditRoster, step::undo(cx, actor, slug(), Any).await.map(one)),
        "roster::redo" => (Right::EditRoster, step::redo(cx, actor, slug(), Any).await.map(one)),
        "roster::history" => (Right::SeeRoster, step::history(cx, actor, slug()).await.map(one)),
        "roster::add_slot" => (
            Right::EditRoster,
            roster::add_slot(cx, actor, slug(), typed(), Any).await.map(one),
        ),
        "roster::cancel_slot" => (
            Right::EditRoster,
            roster::cancel_slot(cx, actor, slug(), rows.slot, "", Any)
                .await
                .map(one),
        ),
        "roster::remove_slot" => (
            Right::EditRoster,
            roster::remove_slot(cx, actor, slug(), rows.slot, Any).await.map(one),
        ),
        "roster::save_slot" => (
            Right::EditRoster,
            roster::save_slot(cx, actor, slug(), typed(), Any).await.map(one),
        ),
        "session::make_link" => (
            Right::ManageAccounts,
            session::make_link(cx, actor, nobody()).await.map(one),
        ),
        "sheet::export" => (
            Right::SeeRoster,
            sheet::export(cx, actor, slug(), Edition::Draft, FileKind::Json, Locale::Pl)
                .await
                .map(one),
        ),
        "sheet::in_force" => (Right::SeeRoster, sheet::in_force(cx, actor, slug()).await.map(one)),
        "sheet::target" => (Right::EditRoster, sheet::target(cx, actor, slug()).await.map(one)),
        "sheet::read" => (
            Right::EditRoster,
            sheet::read(cx, actor, slug(), b"x".to_vec()).await.map(one),
        ),
        "sheet::difference" => (
            Right::EditRoster,
            sheet::difference(cx, actor, slug(), Vec::new()).await.map(one),
        ),
        "sheet::apply" => (
            Right::EditRoster,
            sheet::apply(cx, actor, slug(), Vec::new(), Any).await.map(one),
        ),
        "staff::add" => (
            Right::EditRoster,
            staff::add(cx, actor, rows.member, StaffInput::default(), None)
                .await
                .map(one),
        ),
        "staff::change" => (
            Right::EditRoster,
            staff::change(cx, actor, rows.member, StaffInput::default())
                .await
                .map(one),
        ),
        "staff::extensions" => (Right::SeeRoster, staff::extensions(cx, actor).await.map(one)),
        "staff::invite" => (Right::EditRoster, staff::invite(cx, actor, rows.member).await.map(one)),
        "staff::list" => (Right::SeeRoster, staff::list(cx, actor).await.map(|all| all.len())),
        "staff::one" => (Right::SeeRoster, staff::one(cx, actor, rows.member).await.map(one)),
        "swap::accept" => (Right::SwapDuties, swap::accept(cx, actor, rows.slot).await.map(one)),
        "swap::decline" => (Right::SwapDuties, swap::decline(cx, actor, rows.slot).await.map(one)),
        "swap::mine" => (
            Right::SwapDuties,
            swap::mine(cx, actor).await.map(|mine| mine.offered.len()),
        ),
        "swap::offer" => (
            Right::SwapDuties,
            swap::offer(cx, actor, rows.slot, to_everyone()).await.map(one),
        ),
        "swap::stand_ins" => (Right::SwapDuties, swap::stand_ins(cx, actor, rows.slot).await.map(one)),
        "swap::withdraw" => (Right::SwapDuties, swap::withdraw(cx, actor, rows.slot).await.map(one)),
        "swap::approve" => (Right::EditRoster, swap::approve(cx, actor, rows.slot).await.map(one)),
        "swap::give" => (
            Right::EditRoster,
            swap::give(cx, actor, rows.slot, rows.member).await.map(one),
        ),
        "swap::refuse" => (Right::EditRoster, swap::refuse(cx, actor, rows.slot).await.map(one)),
        "swap::of_consultation" => (
            Right::SeeRoster,
            swap::of_consultation(cx, actor, slug()).await.map(one),
        ),
        "token::create" => (Right::ManageAccounts, {
            let new = NewToken {
                grant: NewGrant::Post(Post::Administrator),
                ..token_of("", Role::Staff)
            };
            token::create(cx, actor, new).await.map(one)
        }),
        "token::list" => (Right::ManageAccounts, token::list(cx, actor).await.map(|all| all.len())),
        "token::revoke" => (
            Right::ManageAccounts,
            token::revoke(cx, actor, nobody_id).await.map(one),
        ),
        "topic::list" => (Right::LogCalls, topic::list(cx, actor, slug()).await.map(one)),
        "topic::replace" => (
            Right::EditRoster,
            topic::replace(cx, actor, slug(), Vec::new(), Any).await.map(one),
        ),
        "account::join" => (
            Right::ManageAccounts,
            account::join(cx, actor, nobody(), Role::Staff, None).await.map(one),
        ),
        "account::leave" => (
            Right::ManageAccounts,
            account::leave(cx, actor, nobody(), "krakow".parse().unwrap())
                .await
                .map(one),
        ),
        "roster::coverage" => (Right::SeeCoverage, roster::coverage(cx, actor, slug()).await.map(one)),
        "unit::add" => (
            Right::ManageUnits,
            unit::add(cx, actor, "x".parse().unwrap(), Default::default())
                .await
                .map(one),
        ),
        "unit::rename" => (
            Right::ManageUnits,
            unit::rename(cx, actor, "krakow".parse().unwrap(), Default::default())
                .await
                .map(one),
        ),
        "unit::list" => (Right::SeeCoverage, unit::list(cx, actor).await.map(|all| all.len())),
        "unit::editable" => (Right::EditRoster, unit::editable(cx, actor).await.map(|all| all.len())),
        other => panic!("{other} has no entry in this table"),
    }
}

/// The actions of the table.
fn tried() -> impl Iterator<Item = String> {
    let actions = asked_for();
    assert!(actions.len() > 40, "the search found only {actions:?}");
    actions.into_iter().filter(|action| !OWN.contains(&action.as_str()))
}

#[actix_web::test]
async fn each_action_is_for_the_roles_that_have_its_right() {
    let world = World::demo().await;
    let rows = rows(&world).await;
    for action in tried() {
        for role in Role::ALL {
            let actor = Actor {
                access: Access::of_roles(&[(world.unit, *role)].into()),
                ..world.coordinator.clone()
            };
            let (right, outcome) = attempt(&action, &world, &rows, &actor).await;
            let denied = matches!(&outcome, Err(ActionError::Denied(denied)) if denied.0 == right);
            assert_eq!(denied, !role.has(right), "{action} as {role:?}: {outcome:?}");
        }
        // A program may have single rights: every other one is not enough.
        let (right, _) = attempt(&action, &world, &rows, &world.stranger()).await;
        let program = Actor {
            access: Access::Units([(world.unit, all_but(right))].into()),
            ..world.coordinator.clone()
        };
        let (_, outcome) = attempt(&action, &world, &rows, &program).await;
        let denied = matches!(&outcome, Err(ActionError::Denied(denied)) if denied.0 == right);
        assert!(denied, "{action} with all but {right:?}: {outcome:?}");
        let (_, outcome) = attempt(&action, &world, &rows, &world.administrator).await;
        let denied = matches!(&outcome, Err(ActionError::Denied(_)));
        assert!(!denied, "{action} as administrator: {outcome:?}");
    }
}

/// What an office gives, without one right.
fn all_but(right: Right) -> Rights {
    let given = Right::ALL.iter().filter(|given| !given.is_of_installation());
    given.copied().filter(|given| *given != right).collect()
}

/// The right is asked before anything is looked for: who lacks it is not told whether there is such a thing.
#[actix_web::test]
async fn who_lacks_a_right_is_told_so_where_there_is_nothing() {
    let world = World::demo().await;
    let nothing = Uuid::from_u128(99);
    let rows = Rows {
        slug: "nie-ma".parse().unwrap(),
        slot: SlotId(nothing),
        member: StaffId(nothing),
        call: CallId(nothing),
        contribution: ContributionId(nothing),
        message: MessageId(nothing),
    };
    for action in tried() {
        let (right, _) = attempt(&action, &world, &rows, &world.stranger()).await;
        let program = Actor {
            access: Access::Units([(world.unit, all_but(right))].into()),
            ..world.coordinator.clone()
        };
        let (_, outcome) = attempt(&action, &world, &rows, &program).await;
        let denied = matches!(&outcome, Err(ActionError::Denied(denied)) if denied.0 == right);
        assert!(denied, "{action} with all but {right:?}: {outcome:?}");
    }
}

/// What belongs to no office, or concerns one's own.
const EVERYWHERE: [&str; 13] = [
    "announcement::expected",
    "announcement::read",
    "call::count_mine",
    "consultation::add",
    "duty::to_log_for",
    "feed::mine",
    "feed::make",
    "feed::revoke",
    "revision::in_the_way",
    "staff::add",
    "staff::extensions",
    "unit::editable",
    "unit::list",
];

/// The coordinator of another office has every right an office gives, and finds nothing.
#[actix_web::test]
async fn what_is_an_offices_is_not_there_for_another() {
    let world = World::demo().await;
    let rows = rows(&world).await;
    let outsider = world.outsider().await;
    for action in tried() {
        let (right, outcome) = attempt(&action, &world, &rows, &outsider).await;
        if right.is_of_installation() {
            assert!(matches!(outcome, Err(ActionError::Denied(_))), "{action}: {outcome:?}");
            continue;
        }
        // The address is taken; by whom is not said.
        let taken = action == "announcement::import" && matches!(&outcome, Err(ActionError::Invalid(_)));
        let nothing = matches!(&outcome, Err(ActionError::NotFound(_)) | Ok(0)) || taken;
        let of_no_office = EVERYWHERE.contains(&action.as_str());
        assert_eq!(nothing, !of_no_office, "{action}: {outcome:?}");
    }
    let (_, found) = attempt("call::page", &world, &rows, &world.coordinator).await;
    assert_eq!(found.unwrap(), 1, "there is something to find");
}

/// Who coordinates one office and is less in another may do there only what they are there.
#[actix_web::test]
async fn a_right_in_one_office_is_none_in_another() {
    let world = World::demo().await;
    let rows = rows(&world).await;
    let Access::Units(elsewhere) = world.outsider().await.access else {
        panic!("an outsider is no administrator");
    };
    for action in tried().filter(|action| !EVERYWHERE.contains(&action.as_str())) {
        let (right, _) = attempt(&action, &world, &rows, &world.stranger()).await;
        let roles = Role::ALL.iter().map(|role| role.rights());
        for here in roles.chain([all_but(right)]) {
            let mut access = elsewhere.clone();
            access.insert(world.unit, here.clone());
            let actor = Actor {
                access: Access::Units(access),
                ..world.coordinator.clone()
            };
            let (_, outcome) = attempt(&action, &world, &rows, &actor).await;
            let refused = match &outcome {
                Err(ActionError::Denied(_) | ActionError::NotFound(_)) | Ok(0) => true,
                Err(ActionError::Invalid(_)) => action == "announcement::import",
                _ => false,
            };
            // Who reads the whole register reads their own calls in it.
            let enough = action == "call::page" && here.contains(&Right::ReadRegister);
            assert!(
                refused || enough || here.contains(&right),
                "{action} with {here:?} here: {outcome:?}"
            );
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
