//! A draft shared out by the optimiser: looked at first, then taken.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::blocking::BlockingPool;
use crate::actions::context::Context;
use crate::actions::error::{ActionError, or_invalid};
use crate::actions::roster::around::around;
use crate::actions::roster::step::{Refused, make};
use crate::actions::roster::{CheckedDraft, checked_draft};
use crate::domain::access::{Actor, Right};
use crate::domain::assignment::{Collision, Problem, Solution, Why, collision, reasons, solve};
use crate::domain::audit::AuditAction;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::Assignments;
use crate::domain::roster::ExpectedVersion;
use crate::domain::roster::change::{Change, StepKind};
use crate::domain::roster::sharing::{Desk, SharingRules, Which, problem};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::store::{consultation, revision, roster as rows, staff};

/// Reasons are looked for as long as this besides.
const EXPLAINING_TIME: Duration = Duration::from_secs(2);

static SHARING: BlockingPool = BlockingPool::new();

/// A draft shared out.
#[derive(Debug, Clone)]
pub struct Shared {
    pub draft: CheckedDraft,
    pub people: Vec<StaffMember>,
    /// By which it is shared out.
    pub rules: SharingRules,
    /// The duties that would go to somebody else, by start.
    pub given: Vec<Given>,
    /// Duties nobody can have, each with what collides, where that was found out.
    pub uncovered: Vec<(SlotId, Option<Collision>)>,
    /// The slots and the people that a collision names by their places.
    pub places: (Vec<SlotId>, Vec<StaffId>),
    /// The sum over the people of their squared number of duties, and what none is below.
    pub sum_of_squares: f64,
    pub lower_bound: f64,
    /// Whether nothing fairer that covers as much is possible.
    pub optimal: bool,
}

impl Shared {
    /// The name of a person of the draft.
    pub fn name(&self, id: StaffId) -> String {
        let member = self.people.iter().find(|member| member.id == id);
        member.map(|member| member.name.clone()).unwrap_or_default()
    }

    /// That of a person a collision names by their place.
    pub fn name_at(&self, place: usize) -> String {
        self.places.1.get(place).map(|id| self.name(*id)).unwrap_or_default()
    }
}

/// A duty that would go to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub slot: SlotId,
    pub was: Option<StaffId>,
    pub is: Option<StaffId>,
    pub why: Option<Why>,
}

/// What a draft is shared out of.
struct Stored {
    draft: CheckedDraft,
    people: Vec<StaffMember>,
    rules: SharingRules,
    problem: Problem,
}

/// Decides how the duties of a consultation are shared out.
///
/// # Errors
/// [`ActionError::Invalid`]; [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn set_rules(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    rules: SharingRules,
    expected: ExpectedVersion,
) -> Result<(), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let rules = or_invalid(rules.faults(), rules)?;
        consultation::set_sharing_rules(db, consultation.id, rules)?;
        let detail = json!(rules);
        AuditLog::of(cx, actor).append(db, AuditAction::SharingRulesSet, Some(consultation.id), &slug, detail)
    })
    .await
}

/// Shares a draft out in a time; changes nothing.
///
/// # Errors
/// [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn propose(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    which: Which,
    limit: Duration,
    expected: ExpectedVersion,
) -> Result<Shared, ActionError> {
    let now = cx.now();
    let stored = cx
        .read_as(actor, move |db, actor| {
            let consultation = open(db, actor, &slug, Right::EditRoster)?;
            let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
            let draft = checked_draft(db, consultation, &people)?;
            if !expected.is(draft.draft.version) {
                return Err(ActionError::Stale);
            }
            let around = around(db, &draft, &people)?;
            let published = match revision::latest(db, draft.consultation.id)? {
                Some(revision) => revision::assignments(db, revision.id)?,
                None => Assignments::new(),
            };
            let rules = consultation::sharing_rules(db, draft.consultation.id)?;
            let desk = Desk {
                unit: draft.consultation.unit.id,
                slots: &draft.draft.slots,
                within: around.within,
                zone: draft.consultation.zone,
                people: &people,
                elsewhere: &around.elsewhere,
                carried: &around.carried,
                published: &published,
                rules,
                now,
            };
            let problem = problem(&desk, &which);
            Ok(Stored {
                draft,
                people,
                rules,
                problem,
            })
        })
        .await?;
    let clock = Arc::clone(&cx.clock);
    SHARING
        .run(move || {
            let end = clock.elapsed() + limit;
            let solution = solve(&stored.problem, &|| clock.elapsed() > end, &mut |_| {});
            let solution = solution.map_err(|_| ActionError::Failed("a draft makes no problem"))?;
            let end = clock.elapsed() + EXPLAINING_TIME;
            Ok(told(stored, &solution, &|| clock.elapsed() > end))
        })
        .await?
}

/// Shares a draft out and takes what comes out, as one step. With it the version the draft has then.
///
/// # Errors
/// [`ActionError::Conflict`] with `nothing_shared` when nobody would have another duty; [`ActionError::Taken`] when a person
/// got a duty elsewhere meanwhile; otherwise as [`propose`].
pub async fn share(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    which: Which,
    limit: Duration,
    expected: ExpectedVersion,
) -> Result<(Shared, i32), ActionError> {
    let shared = propose(cx, actor, slug.clone(), which, limit, expected).await?;
    if shared.given.is_empty() {
        return Err(ActionError::Conflict("nothing_shared"));
    }
    let version = take(cx, actor, slug, &shared).await?;
    Ok((shared, version))
}

/// Takes what was proposed, as one step, if the draft still is what it was proposed for. Returns the version it has then.
///
/// # Errors
/// [`ActionError::Stale`]; [`ActionError::Taken`] when a person got a duty elsewhere meanwhile; otherwise as [`propose`].
pub async fn take(cx: &Context, actor: &Actor, slug: Slug, shared: &Shared) -> Result<i32, ActionError> {
    let seen = ExpectedVersion::Version(shared.draft.draft.version);
    let given = shared.given.clone();
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, seen)?;
        let changes: Vec<Change> = given
            .into_iter()
            .map(|given| Change::Assign {
                id: given.slot,
                staff: given.is,
            })
            .collect();
        let detail = json!({ "slots": changes.len() });
        make(cx, db, actor, &consultation, changes, StepKind::Assigned).map_err(Refused::of_one)?;
        AuditLog::of(cx, actor).append(db, AuditAction::SlotsAssigned, Some(consultation.id), &slug, detail)?;
        Ok(rows::version(db, consultation.id)?)
    })
    .await
}

/// What a solution means in the draft.
fn told(stored: Stored, solution: &Solution, stop: &dyn Fn() -> bool) -> Shared {
    let Stored {
        draft,
        people,
        rules,
        problem,
    } = stored;
    // Those of the draft; what people have elsewhere comes after them and stays.
    let slots: Vec<SlotId> = problem.slots.iter().filter_map(|slot| slot.id.parse().ok()).collect();
    let staff: Vec<StaffId> = people.iter().map(|member| member.id).collect();
    let was: BTreeMap<SlotId, Option<StaffId>> = draft.draft.slots.iter().map(|slot| (slot.id, slot.staff)).collect();
    let reasons = reasons(&problem, solution);
    let own = |slot: &SlotId| was.contains_key(slot);
    let assigned = slots.iter().zip(&solution.assign).zip(reasons);
    let assigned = assigned.filter(|((slot, _), _)| own(slot));
    let given = assigned.filter_map(|((slot, who), why)| {
        let (was, is) = (
            was.get(slot).copied().flatten(),
            who.and_then(|who| staff.get(who).copied()),
        );
        (was != is).then_some(Given {
            slot: *slot,
            was,
            is,
            why,
        })
    });
    let given: Vec<Given> = given.collect();
    let open = (0..).zip(&problem.slots).filter(|(at, slot)| {
        let nobody = solution.assign.get(*at).is_some_and(Option::is_none);
        nobody && !slot.leave
    });
    let uncovered = open.filter_map(|(at, _)| Some((*slots.get(at)?, collision(&problem, solution, at, stop))));
    Shared {
        uncovered: uncovered.collect(),
        given,
        places: (slots, staff),
        sum_of_squares: solution.sum_of_squares,
        lower_bound: solution.lower_bound,
        optimal: solution.optimal,
        draft,
        people,
        rules,
    }
}
