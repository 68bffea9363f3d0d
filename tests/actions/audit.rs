//! What is done is recorded: one line each, with who did it, where and to what.

use std::time::Duration;

use dutyline::actions::account::NewUser;
use dutyline::actions::announcement::{ImportPlan, import};
use dutyline::actions::call::{RegisterQuery, entry, log, page};
use dutyline::actions::contribution::enter::enter;
use dutyline::actions::contribution::group::{group, ungroup};
use dutyline::actions::contribution::position::PositionChange;
use dutyline::actions::contribution::{change, position, verdict};
use dutyline::actions::message::Rendered;
use dutyline::actions::reminder::confirm;
use dutyline::actions::revision::{past, planned};
use dutyline::actions::roster::generate::{self, Filling};
use dutyline::actions::roster::{SlotInput, share, step};
use dutyline::actions::sheet::{self, FileKind, Which as Edition};
use dutyline::actions::staff::StaffInput;
use dutyline::actions::swap::NewOffer;
use dutyline::actions::{
    absence, account, calendar, consultation, contribution, feed, message, retirement, revision, roster, session,
    staff, swap, token, topic, unit,
};
use dutyline::domain::absence::Absence;
use dutyline::domain::access::{Actor, Role};
use dutyline::domain::audit::{AuditAction, AuditEvent};
use dutyline::domain::calendar::DayRule;
use dutyline::domain::call::{CallKind, NewCall};
use dutyline::domain::consultation::{PhoneMode, Settings};
use dutyline::domain::contribution::{Confirmation, Content, ContributionFilter, IntakeChannel, NewEntry};
use dutyline::domain::ids::{AbsenceId, CallId, ConsultationId, ContributionId};
use dutyline::domain::language::Locale;
use dutyline::domain::message::Outcome;
use dutyline::domain::position::{NewPosition, PositionState};
use dutyline::domain::roster::ExpectedVersion::Any;
use dutyline::domain::roster::generate::Numbers;
use dutyline::domain::roster::sharing::{SharingRules, Which};
use dutyline::domain::slug::Slug;
use dutyline::domain::swap::Asked;
use dutyline::domain::time::DEFAULT_ZONE;
use dutyline::store::audit;
use uuid::Uuid;

use super::message::render;
use crate::support::world::{World, add_slot, add_staff, at, input, post, token_of};

/// The record, read on from where it was left.
struct Record<'a> {
    world: &'a World,
    read: usize,
    told: Vec<AuditAction>,
}

impl Record<'_> {
    async fn new_lines(&mut self) -> Vec<AuditEvent> {
        let store = &self.world.cx.store;
        let mut all = store.read(|db| audit::list(db, None, 10_000)).await.unwrap();
        // The newest come first, and within an instant their order is that of random ids.
        let new = all.len() - self.read;
        self.read = all.len();
        all.truncate(new);
        all
    }

    /// Exactly this line is new. The clock goes on, so that the next one is the newest.
    async fn tells(
        &mut self,
        action: AuditAction,
        actor: Option<&Actor>,
        consultation: Option<ConsultationId>,
        subject: impl ToString,
    ) {
        let lines = self.new_lines().await;
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line.action, line.actor, line.consultation, line.subject.clone()))
            .collect();
        let expected = (action, actor.map(|actor| actor.user), consultation, subject.to_string());
        assert_eq!(found, [expected], "{action:?}");
        self.told.push(action);
        self.world.clock.advance(chrono::Duration::seconds(1));
    }

    /// What was done to prepare the next step is not looked at.
    async fn skip(&mut self) {
        self.new_lines().await;
        self.world.clock.advance(chrono::Duration::seconds(1));
    }
}

fn call() -> NewCall {
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

#[actix_web::test]
async fn every_action_that_is_recorded_writes_its_line_and_no_other() {
    let world = World::demo().await;
    let (cx, c, admin, desk) = (&world.cx, &world.coordinator, &world.administrator, &world.desk().await);
    let slug = || world.slug();
    let of = consultation::one(cx, c, slug()).await.unwrap();
    let id = Some(of.id);
    let mut record = Record {
        world: &world,
        read: 0,
        told: Vec::new(),
    };
    record.skip().await;

    // Calls.
    log(cx, desk, call()).await.unwrap();
    record.tells(AuditAction::CallLogged, Some(desk), id, call().id).await;
    entry(cx, c, call().id).await.unwrap();
    record.tells(AuditAction::CallRead, Some(c), id, call().id).await;
    let query = RegisterQuery {
        consultation: Some(slug()),
        limit: 10,
        ..RegisterQuery::default()
    };
    page(cx, c, query).await.unwrap();
    record.tells(AuditAction::CallsRead, Some(c), id, slug()).await;

    // Contributions.
    let letter = |n: u128| NewEntry {
        id: ContributionId(Uuid::from_u128(n)),
        consultation: slug(),
        channel: IntakeChannel::Letter,
        received_on: "2024-06-20".parse().unwrap(),
        source: None,
        content: Content {
            text: format!("Ławka nr {n}."),
            ..Content::default()
        },
    };
    let first = letter(1).id;
    enter(cx, c, letter(1)).await.unwrap();
    record.tells(AuditAction::ContributionAdded, Some(c), id, first).await;
    enter(cx, c, letter(2)).await.unwrap();
    record.skip().await;
    contribution::one(cx, c, first).await.unwrap();
    record.tells(AuditAction::ContributionRead, Some(c), id, first).await;
    contribution::page(cx, c, slug(), ContributionFilter::default(), 0, 10)
        .await
        .unwrap();
    record.tells(AuditAction::ContributionsRead, Some(c), id, slug()).await;
    change::rewrite(cx, c, first, letter(3).content, Any).await.unwrap();
    record.tells(AuditAction::ContributionChanged, Some(c), id, first).await;
    let position = NewPosition {
        verdict: Some("accepted".parse().unwrap()),
        reasons: "Bo tak.".to_owned(),
        state: PositionState::Final,
    };
    position::set(cx, c, first, position, Any).await.unwrap();
    record.tells(AuditAction::PositionSet, Some(c), id, first).await;
    let both = || [(first, Any), (letter(2).id, Any)].into();
    group(cx, c, slug(), both()).await.unwrap();
    record
        .tells(AuditAction::ContributionsGrouped, Some(c), id, first)
        .await;
    let change = PositionChange {
        reasons: Some("Bo tak właśnie.".to_owned()),
        ..PositionChange::default()
    };
    position::set_several(cx, c, slug(), both(), change).await.unwrap();
    record.tells(AuditAction::PositionsSet, Some(c), id, slug()).await;
    ungroup(cx, c, letter(2).id, Any).await.unwrap();
    record
        .tells(AuditAction::ContributionUngrouped, Some(c), id, letter(2).id)
        .await;
    let labels = [(Locale::Pl, "Przyjęta".to_owned())].into();
    let labels = vec![(Some("accepted".parse().unwrap()), labels)];
    verdict::set_verdicts(cx, c, slug(), labels, Any).await.unwrap();
    record.tells(AuditAction::VerdictsChanged, Some(c), id, slug()).await;
    let spoken = NewEntry {
        channel: IntakeChannel::Call,
        ..letter(4)
    };
    let before = world.settings().await;
    world
        .change(Settings {
            phone_mode: Some(PhoneMode::Confirm),
            ..world.settings().await
        })
        .await;
    enter(cx, c, spoken).await.unwrap();
    world.change(before).await;
    record.skip().await;
    let confirmation = Confirmation {
        channel: IntakeChannel::Letter,
        received_on: "2024-06-20".parse().unwrap(),
        source: "OR-03".to_owned(),
    };
    change::confirm(cx, c, letter(4).id, confirmation, Any).await.unwrap();
    record
        .tells(AuditAction::ContributionConfirmed, Some(c), id, letter(4).id)
        .await;

    // Reminders and messages.
    let messages = message::list(cx, c, 1000).await.unwrap();
    let friday = at("2024-06-21T12:00:00Z");
    let mut messages = messages.iter().map(|entry| &entry.message);
    let reminder = messages.find(|message| message.not_before == friday).unwrap();
    let Rendered::Mail(mail) = render(cx, reminder).await.unwrap() else {
        panic!("the reminder is not sent")
    };
    let link = mail.text.split_once("/confirm/").unwrap().1;
    let link = link.split_whitespace().next().unwrap();
    let draft = roster::checked(cx, c, slug()).await.unwrap().0.draft;
    let on_friday = draft
        .slots
        .iter()
        .find(|slot| slot.date.to_string() == "2024-06-21")
        .unwrap();
    confirm(cx, link).await.unwrap();
    record.tells(AuditAction::DutyConfirmed, None, id, on_friday.id).await;
    let dead = reminder.id;
    let reason = "no such user".to_owned();
    message::settle(cx, vec![(dead, Outcome::Dead { reason })], Vec::new(), "worker")
        .await
        .unwrap();
    message::requeue(cx, c, dead).await.unwrap();
    record.tells(AuditAction::MessageRequeued, Some(c), None, dead).await;

    // Offers of duties.
    let [giver, taker] = [
        world.user("7809@demo.example").await,
        world.user("6062@demo.example").await,
    ];
    let (giver, taker) = (giver.actor(), taker.actor());
    let to_everyone = || NewOffer {
        to: Asked::Everyone,
        answer_by: None,
    };
    let duty = on_friday.id;
    swap::offer(cx, &giver, duty, to_everyone()).await.unwrap();
    record.tells(AuditAction::DutyOffered, Some(&giver), id, duty).await;
    swap::decline(cx, &taker, duty).await.unwrap();
    record.tells(AuditAction::OfferDeclined, Some(&taker), id, duty).await;
    swap::withdraw(cx, &giver, duty).await.unwrap();
    record.tells(AuditAction::OfferWithdrawn, Some(&giver), id, duty).await;
    world
        .change(Settings {
            swaps_need_approval: true,
            ..world.settings().await
        })
        .await;
    swap::offer(cx, &giver, duty, to_everyone()).await.unwrap();
    record.skip().await;
    swap::accept(cx, &taker, duty).await.unwrap();
    record.tells(AuditAction::OfferAccepted, Some(&taker), id, duty).await;
    swap::refuse(cx, c, duty).await.unwrap();
    record.tells(AuditAction::OfferRefused, Some(c), id, duty).await;
    swap::give(cx, c, duty, taker.staff.unwrap()).await.unwrap();
    record.tells(AuditAction::DutySwapped, Some(c), id, duty).await;

    // The draft.
    let late = draft.slots.last().unwrap();
    let nobody = SlotInput {
        staff: None,
        ..input(late)
    };
    roster::save_slot(cx, c, slug(), nobody, Any).await.unwrap();
    record.tells(AuditAction::SlotSaved, Some(c), id, late.id).await;
    step::undo(cx, c, slug(), Any).await.unwrap();
    record.tells(AuditAction::StepUndone, Some(c), id, slug()).await;
    step::redo(cx, c, slug(), Any).await.unwrap();
    record.tells(AuditAction::StepRedone, Some(c), id, slug()).await;
    roster::cancel_slot(cx, c, slug(), late.id, "awaria", Any)
        .await
        .unwrap();
    record.tells(AuditAction::SlotCancelled, Some(c), id, late.id).await;
    let fresh = SlotInput {
        staff: None,
        ..input(late)
    };
    let fresh = add_slot(cx, c, slug(), fresh).await.unwrap();
    record.skip().await;
    roster::remove_slot(cx, c, slug(), fresh, Any).await.unwrap();
    record.tells(AuditAction::SlotRemoved, Some(c), id, fresh).await;
    past::restore(cx, c, slug(), 1, Any).await.unwrap();
    record.tells(AuditAction::RosterRestored, Some(c), id, slug()).await;
    step::undo(cx, c, slug(), Any).await.unwrap();
    record.skip().await;
    let last = SlotInput {
        staff: None,
        ..input(late)
    };
    roster::save_slot(cx, c, slug(), last, Any).await.unwrap();
    record.skip().await;
    share::share(cx, c, slug(), Which::Empty, Duration::from_secs(1), Any)
        .await
        .unwrap();
    record.tells(AuditAction::SlotsAssigned, Some(c), id, slug()).await;
    roster::cancel_slot(cx, c, slug(), late.id, "awaria", Any)
        .await
        .unwrap();
    record.skip().await;
    let filling = Filling {
        phones: Vec::new(),
        numbers: Numbers::All,
        longest: None,
        like: None,
    };
    generate::generate(cx, c, slug(), filling, Any).await.unwrap();
    record.tells(AuditAction::SlotsGenerated, Some(c), id, slug()).await;
    step::undo(cx, c, slug(), Any).await.unwrap();
    record.skip().await;

    // Files and calendars.
    sheet::export(cx, c, slug(), Edition::Draft, FileKind::Csv, Locale::Pl)
        .await
        .unwrap();
    record.tells(AuditAction::RosterExported, Some(c), id, slug()).await;
    sheet::apply(cx, c, slug(), Vec::new(), Any).await.unwrap();
    record.tells(AuditAction::SheetImported, Some(c), id, slug()).await;
    step::undo(cx, c, slug(), Any).await.unwrap();
    record.skip().await;
    feed::make(cx, desk, &cx.random.secret()).await.unwrap();
    record.tells(AuditAction::FeedMade, Some(desk), None, desk.user).await;
    feed::revoke(cx, desk).await.unwrap();
    record
        .tells(AuditAction::FeedRevoked, Some(desk), None, desk.user)
        .await;
    feed::revoke(cx, desk).await.unwrap();

    // Days, meetings, topics, settings.
    let day = late.date;
    let exempt = DayRule::Exempt("remont".to_owned());
    calendar::set_day(cx, c, slug(), day, Some(exempt), Any).await.unwrap();
    record.tells(AuditAction::DaySet, Some(c), id, day).await;
    calendar::exempt_uncovered(cx, c, slug(), "remont", Any).await.unwrap();
    record.tells(AuditAction::DaysExempted, Some(c), id, slug()).await;
    calendar::set_events(cx, c, slug(), Vec::new(), Any).await.unwrap();
    record.tells(AuditAction::EventsChanged, Some(c), id, slug()).await;
    topic::replace(cx, c, slug(), Vec::new(), Any).await.unwrap();
    record.tells(AuditAction::TopicsChanged, Some(c), id, slug()).await;
    let settings = Settings {
        first_day: of.first_day,
        last_day: of.last_day,
        texts: of.texts.clone(),
        phone_mode: of.phone_mode,
        required: of.required.clone(),
        leads: Vec::new(),
        swaps_need_approval: false,
    };
    consultation::change(cx, c, slug(), settings.clone(), Any)
        .await
        .unwrap();
    record
        .tells(AuditAction::ConsultationChanged, Some(c), id, slug())
        .await;

    share::set_rules(cx, c, slug(), SharingRules::default(), Any)
        .await
        .unwrap();
    record.tells(AuditAction::SharingRulesSet, Some(c), id, slug()).await;
    let own: Slug = "wlasne".parse().unwrap();
    consultation::add(cx, c, own.clone(), settings, None).await.unwrap();
    let added = consultation::one(cx, c, own).await.unwrap();
    record
        .tells(AuditAction::ConsultationAdded, Some(c), Some(added.id), "wlasne")
        .await;

    // Publishing, planned for a moment and at once.
    let report = roster::checked(cx, c, slug()).await.unwrap().0.report;
    let accepted = || report.blocking().map(|finding| finding.key()).collect::<Vec<_>>();
    let moment = cx.now() + chrono::Duration::minutes(5);
    planned::plan(cx, c, slug(), Any, accepted(), moment).await.unwrap();
    record.tells(AuditAction::PublicationPlanned, Some(c), id, slug()).await;
    let (preview, _) = revision::preview(cx, c, slug()).await.unwrap();
    let plan = preview.planned.unwrap().0;
    planned::withdraw(cx, c, slug(), plan.id).await.unwrap();
    record
        .tells(AuditAction::PublicationWithdrawn, Some(c), id, slug())
        .await;
    planned::plan(cx, c, slug(), Any, accepted(), moment).await.unwrap();
    topic::replace(cx, c, slug(), Vec::new(), Any).await.unwrap();
    record.skip().await;
    let before = cx.now();
    world.clock.set(moment);
    assert_eq!(planned::publish_due(cx).await.unwrap(), 0);
    record.tells(AuditAction::PublicationPrevented, None, id, slug()).await;
    world.clock.set(before + chrono::Duration::seconds(600));
    let report = roster::checked(cx, c, slug()).await.unwrap().0.report;
    let accepted = report.blocking().map(|finding| finding.key()).collect();
    revision::publish(cx, c, slug(), Any, accepted).await.unwrap();
    record.tells(AuditAction::RosterPublished, Some(c), id, slug()).await;
    let plan = ImportPlan {
        slug: Some("nowe".parse().unwrap()),
        title: "Nowe".to_owned(),
        unit: None,
        first_day: day,
        last_day: day,
        phone_mode: None,
        slots: Vec::new(),
        events: Vec::new(),
        expected: Any,
    };
    import(cx, c, plan).await.unwrap();
    let imported = consultation::one(cx, c, "nowe".parse().unwrap()).await.unwrap();
    record
        .tells(AuditAction::AnnouncementImported, Some(c), Some(imported.id), "nowe")
        .await;

    // People.
    let person = |name: &str| StaffInput {
        name: name.to_owned(),
        ..StaffInput::default()
    };
    let member = add_staff(cx, c, person("Anna"), None).await.unwrap();
    record.tells(AuditAction::StaffAdded, Some(c), None, member).await;
    staff::change(cx, c, member, person("Anna B.")).await.unwrap();
    record.tells(AuditAction::StaffChanged, Some(c), None, member).await;
    let away_on = "2024-06-20".parse().unwrap();
    let away = Absence::days(AbsenceId(Uuid::from_u128(1)), away_on, away_on, DEFAULT_ZONE);
    absence::add(cx, c, member, away.clone()).await.unwrap();
    record.tells(AuditAction::AbsenceAdded, Some(c), None, member).await;
    absence::remove(cx, c, member, away.id).await.unwrap();
    record.tells(AuditAction::AbsenceRemoved, Some(c), None, member).await;
    retirement::retire(cx, c, member).await.unwrap();
    record.tells(AuditAction::StaffRetired, Some(c), None, member).await;
    retirement::bring_back(cx, c, member).await.unwrap();
    record.tells(AuditAction::StaffReturned, Some(c), None, member).await;
    let new = NewUser {
        name: "Ewa".to_owned(),
        email: "ewa@demo.example".to_owned(),
        post: post(Role::Coordinator),
        locale: Locale::Pl,
    };
    let user = account::add(cx, admin, new).await.unwrap();
    record.tells(AuditAction::UserAdded, Some(admin), None, user).await;
    let signed_in = session::use_link(cx, &world.link("ewa@demo.example").await)
        .await
        .unwrap();
    record
        .tells(AuditAction::UserSignedIn, Some(&signed_in.actor), None, user)
        .await;
    let other = session::use_link(cx, &world.link("ewa@demo.example").await)
        .await
        .unwrap();
    record.skip().await;
    session::sign_out(cx, &other.secret).await.unwrap();
    record
        .tells(AuditAction::UserSignedOut, Some(&other.actor), None, user)
        .await;
    session::sign_out(cx, &other.secret).await.unwrap();
    let wrong = session::with_password(cx, Some("ewa@demo.example".parse().unwrap()), "nie to".to_owned()).await;
    assert!(wrong.is_err());
    record.tells(AuditAction::UserNotSignedIn, None, None, user).await;
    let password = "cztery słowa i dyżur".to_owned();
    session::set_password(cx, &signed_in.actor, "", String::new(), password)
        .await
        .unwrap();
    record
        .tells(AuditAction::PasswordSet, Some(&signed_in.actor), None, user)
        .await;
    let ewa = || "ewa@demo.example".parse().unwrap();
    let names = |name: &str| [(Locale::Pl, name.to_owned())].into();
    let kultura: Slug = "kultura".parse().unwrap();
    unit::add(cx, admin, kultura.clone(), names("Kultura")).await.unwrap();
    record.tells(AuditAction::UnitAdded, Some(admin), None, "kultura").await;
    unit::rename(cx, admin, kultura.clone(), names("Wydział Kultury"))
        .await
        .unwrap();
    record
        .tells(AuditAction::UnitChanged, Some(admin), None, "kultura")
        .await;
    account::join(cx, admin, ewa(), Role::Reader, Some(kultura.clone()))
        .await
        .unwrap();
    record.tells(AuditAction::UserJoined, Some(admin), None, user).await;
    account::leave(cx, admin, ewa(), kultura).await.unwrap();
    record.tells(AuditAction::UserLeft, Some(admin), None, user).await;
    account::disable(cx, admin, "ewa@demo.example".parse().unwrap())
        .await
        .unwrap();
    record.tells(AuditAction::UserDisabled, Some(admin), None, user).await;
    account::enable(cx, admin, "ewa@demo.example".parse().unwrap())
        .await
        .unwrap();
    record.tells(AuditAction::UserEnabled, Some(admin), None, user).await;
    token::create(cx, admin, token_of("centrala", Role::Staff))
        .await
        .unwrap();
    let program = token::list(cx, admin).await.unwrap().pop().unwrap().user.id;
    record
        .tells(AuditAction::TokenCreated, Some(admin), None, program)
        .await;
    token::revoke(cx, admin, program).await.unwrap();
    record
        .tells(AuditAction::TokenRevoked, Some(admin), None, program)
        .await;

    record.told.sort();
    assert_eq!(
        record.told,
        AuditAction::ALL,
        "each action of the record is tried here once"
    );
}
