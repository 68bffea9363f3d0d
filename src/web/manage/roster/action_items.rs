//! What is to be settled beside the roster, with links that help.

use crate::domain::attention::{Attention, Concern, When};
use crate::domain::coverage::{Finding, Problem, Severity};
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::local;
use crate::i18n::{dates, sentences};
use crate::web::manage::message::outbox::why_unsent;
use crate::web::manage::revision::planned::PlannedLine;
use crate::web::manage::roster::presenter::RosterPresenter;

/// How much something matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A duty is near or runs.
    Urgent,
    /// It blocks publishing.
    Blocks,
    Warns,
}

/// Something to be settled, with ways to settle it.
pub struct ActionItem {
    pub weight: Weight,
    /// Day and hours it is about.
    pub head: Option<String>,
    pub sentence: String,
    /// Addresses and words of what helps.
    pub fixes: Vec<(String, String)>,
}

/// All of it: what the published duties need, what the check of the draft found, and what residents are to be told.
pub fn items(roster: &RosterPresenter) -> Vec<ActionItem> {
    let needs = roster.standing.attention.iter().map(|need| needed(roster, need));
    let offers = roster.standing.offers.iter().filter_map(|offer| offered(roster, offer));
    let findings = roster.draft.report.findings.iter();
    needs
        .chain(prevented(roster))
        .chain(offers)
        .chain(findings.map(|finding| to_settle(roster, finding)))
        .chain(phone_mode_open(roster))
        .collect()
}

/// A planned publication that did not take place, or will not.
fn prevented(roster: &RosterPresenter) -> Option<ActionItem> {
    let planned = roster.standing.preview.planned.as_ref()?;
    let line = PlannedLine::new(planned, roster.draft, roster.t);
    Some(ActionItem {
        weight: if line.waits { Weight::Warns } else { Weight::Urgent },
        head: None,
        sentence: format!("{} {}", line.sentence, line.trouble?),
        fixes: vec![(roster.address("publish"), roster.t.say("manage-check-and-publish"))],
    })
}

/// Nobody has said what a call is worth, and so the residents' page does not say it.
fn phone_mode_open(roster: &RosterPresenter) -> Option<ActionItem> {
    let settings = (
        roster.address("settings#phone_mode"),
        roster.t.say("manage-settings-title"),
    );
    let is_open = roster.draft.consultation.phone_mode.is_none();
    is_open.then(|| ActionItem {
        weight: Weight::Warns,
        head: None,
        sentence: roster.t.say("manage-need-phone-mode"),
        fixes: vec![settings],
    })
}

/// A duty that is offered, when nobody took it in time or it waits for approval.
fn offered(roster: &RosterPresenter, offer: &Swap) -> Option<ActionItem> {
    if !offer.needs_coordinator(roster.now) {
        return None;
    }
    let (t, locale) = (roster.t, roster.t.locale());
    let (key, fix, person) = match (offer.state, offer.taken_by) {
        (SwapState::AwaitingApproval, Some(taker)) => ("manage-need-swap-approval", "manage-fix-swap-approval", taker),
        _ => ("manage-need-swap-open", "manage-fix-swap", offer.from),
    };
    let name = roster.member(person).map_or("", |member| member.name.as_str());
    let starts_at = local(offer.span.starts_at, roster.draft.consultation.zone);
    Some(ActionItem {
        weight: Weight::Urgent,
        head: Some(sentences::capital(&dates::moment(starts_at, locale))),
        sentence: t.say_one(key, "name", name),
        fixes: vec![(roster.address(&format!("swaps/{}", offer.slot)), t.say(fix))],
    })
}

fn needed(roster: &RosterPresenter, need: &Attention) -> ActionItem {
    let (t, locale) = (roster.t, roster.t.locale());
    let starts_at = local(need.starts_at, roster.draft.consultation.zone);
    let member = need.staff().and_then(|staff| roster.member(staff));
    let name = member.map_or("", |member| member.name.as_str());
    let running = need.when == When::Running;
    let sentence = match &need.concern {
        Concern::Nobody if running => t.say("manage-need-nobody-now"),
        Concern::Nobody => t.say("manage-need-nobody"),
        Concern::Unconfirmed(_) if running => t.say_one("manage-need-unconfirmed-now", "name", name),
        Concern::Unconfirmed(_) => t.say_one("manage-need-unconfirmed", "name", name),
        Concern::Unreached { reason, .. } => {
            let values = [("name", name.into()), ("reason", why_unsent(reason, t).into())];
            t.say_with("manage-need-unreached", &values)
        }
    };
    let person = member.map(|member| (format!("/{locale}/manage/staff/{}", member.id), member.name.clone()));
    let outbox = || (format!("/{locale}/manage/outbox"), t.say("manage-outbox-title"));
    let outbox = matches!(need.concern, Concern::Unreached { .. }).then(outbox);
    let other = (need.when != When::Over).then(|| other_person(roster, need));
    let coming = need.when == When::Coming && member.is_some();
    let stand_in = coming.then(|| {
        (
            roster.address(&format!("swaps/{}", need.slot)),
            t.say("manage-fix-swap"),
        )
    });
    ActionItem {
        weight: match need.when {
            When::Over => Weight::Warns,
            When::Running | When::Coming => Weight::Urgent,
        },
        head: Some(sentences::capital(&dates::moment(starts_at, locale))),
        sentence,
        fixes: person.into_iter().chain(stand_in).chain(other).chain(outbox).collect(),
    }
}

/// Where somebody else is put on a duty: its slot, or publishing, when the draft differs from what is published already.
fn other_person(roster: &RosterPresenter, need: &Attention) -> (String, String) {
    let mut slots = roster.draft.draft.slots.iter();
    let drafted = slots.find(|slot| slot.id == need.slot);
    if drafted.is_some_and(|slot| roster.published(slot).is_some()) {
        let slot = roster.address(&format!("slots/{}", need.slot));
        (slot, roster.t.say("manage-fix-assign"))
    } else {
        (roster.address("publish"), roster.t.say("manage-check-and-publish"))
    }
}

fn to_settle(roster: &RosterPresenter, finding: &Finding) -> ActionItem {
    let locale = roster.t.locale();
    ActionItem {
        weight: match finding.severity {
            Severity::Blocks => Weight::Blocks,
            Severity::Warns => Weight::Warns,
        },
        head: sentences::finding_place(finding, locale),
        sentence: sentences::capital(&sentences::finding_words(finding, locale)),
        fixes: fixes(roster, finding),
    }
}

fn fixes(roster: &RosterPresenter, finding: &Finding) -> Vec<(String, String)> {
    let locale = roster.t.locale();
    let fix = |href: String, key: &str| (href, roster.t.say(key));
    let slot = |key: &str| {
        finding
            .slot
            .map(|slot| fix(roster.address(&format!("slots/{slot}")), key))
    };
    match (&finding.problem, finding.date) {
        (Problem::EmptyRoster, _) => vec![
            fix(format!("/{locale}/manage/import"), "manage-fix-import"),
            fix(roster.address("slots/new"), "manage-fix-add"),
        ],
        (Problem::NoStaff, _) => {
            let slots = roster.draft.draft.slots.iter();
            let first = slots.filter(|slot| slot.answers_phone()).take(1);
            first
                .map(|slot| fix(roster.address(&format!("slots/{}", slot.id)), "manage-fix-assign"))
                .chain([fix(format!("/{locale}/manage/staff"), "manage-staff-title")])
                .collect()
        }
        (Problem::DayUncovered { gaps, .. } | Problem::DayPartlyCovered { gaps, .. }, Some(date)) => vec![
            fix(roster.new_slot(date, gaps.first()), "manage-fix-add"),
            fix(roster.address(&format!("days?date={date}")), "manage-fix-exempt"),
        ],
        (Problem::Unassigned | Problem::StaffAbsent, _) => slot("manage-fix-assign").into_iter().collect(),
        _ => slot("manage-fix-edit").into_iter().collect(),
    }
}
