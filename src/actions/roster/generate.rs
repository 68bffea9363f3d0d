//! Slots made from the required hours.

use chrono::NaiveDate;
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::edit::{Edit, SlotInput, changes};
use crate::actions::roster::step::{Refused, make};
use crate::actions::roster::{CheckedDraft, bare_draft};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::extension::Phone;
use crate::domain::ids::SlotId;
use crate::domain::roster::change::StepKind;
use crate::domain::roster::generate::{Numbers, Pattern, copied, missing};
use crate::domain::roster::{ExpectedVersion, Slot, SlotMode};
use crate::domain::slug::Slug;
use crate::store::{Db, roster as rows};

/// How a draft is filled.
#[derive(Debug, Clone)]
pub struct Filling {
    /// Numbers that answer and how they are printed.
    pub phones: Vec<(Phone, String)>,
    pub numbers: Numbers,
    /// The longest slot in minutes.
    pub longest: Option<u32>,
    /// A consultation whose duties are copied instead, with their hours, numbers and languages and without their people.
    pub like: Option<Slug>,
}

/// The slots that are missing in a draft, and its version; changes nothing.
///
/// # Errors
/// As [`generate`].
pub async fn preview(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    filling: Filling,
    expected: ExpectedVersion,
) -> Result<(Vec<SlotInput>, i32), ActionError> {
    let (random, now) = (cx.random, cx.now());
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::EditRoster)?;
        let draft = bare_draft(db, consultation)?;
        if !expected.is(draft.draft.version) {
            return Err(ActionError::Stale);
        }
        let model = model(db, actor, &filling)?;
        let slots = slots(&draft, model.as_deref(), &filling, || random.id(now));
        Ok((slots, draft.draft.version))
    })
    .await
}

/// Adds the slots that are missing, as one step. Which, and the version the draft has then.
///
/// # Errors
/// [`ActionError::Taken`] when a number has another duty then; [`ActionError::Conflict`] with `nothing_missing`;
/// [`ActionError::Stale`]; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn generate(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    filling: Filling,
    expected: ExpectedVersion,
) -> Result<(Vec<SlotInput>, i32), ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        let draft = bare_draft(db, consultation)?;
        let model = model(db, actor, &filling)?;
        let slots = slots(&draft, model.as_deref(), &filling, || cx.random.id(cx.now()));
        if slots.is_empty() {
            return Err(ActionError::Conflict("nothing_missing"));
        }
        let consultation = draft.consultation;
        let edits = slots.iter().cloned().map(Box::new).map(Edit::Add).collect();
        let changes = changes(cx, db, edits).map_err(Refused::of_one)?;
        make(cx, db, actor, &consultation, changes, StepKind::Generated).map_err(Refused::of_one)?;
        let detail = json!({ "slots": slots.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::SlotsGenerated, Some(consultation.id), &slug, detail)?;
        Ok((slots, rows::version(db, consultation.id)?))
    })
    .await
}

/// The duties of the roster that is copied from, if one is.
fn model(db: &mut Db, actor: &Actor, filling: &Filling) -> Result<Option<Vec<Slot>>, ActionError> {
    let Some(slug) = &filling.like else { return Ok(None) };
    let consultation = open(db, actor, slug, Right::SeeRoster)?;
    Ok(Some(rows::draft(db, consultation.id)?.slots))
}

fn slots(
    draft: &CheckedDraft,
    model: Option<&[Slot]>,
    filling: &Filling,
    mut id: impl FnMut() -> SlotId,
) -> Vec<SlotInput> {
    if let Some(model) = model {
        let copied = copied(&draft.report, model).into_iter();
        return copied.map(|(date, slot)| copy(id(), date, slot)).collect();
    }
    let pattern = Pattern {
        phones: filling.phones.len(),
        numbers: filling.numbers,
        longest: filling.longest,
    };
    let missing = missing(&draft.report, pattern).into_iter();
    missing
        .map(|slot| SlotInput {
            id: id(),
            date: slot.date,
            hours: slot.hours,
            extensions: slot
                .phones
                .iter()
                .filter_map(|at| filling.phones.get(*at).cloned())
                .collect(),
            languages: Vec::new(),
            mode: SlotMode::Phone,
            staff: None,
            source: None,
        })
        .collect()
}

/// The same duty on another day, for nobody yet.
fn copy(id: SlotId, date: NaiveDate, slot: &Slot) -> SlotInput {
    let numbers = slot.extensions.iter();
    SlotInput {
        id,
        date,
        hours: slot.hours,
        extensions: numbers.map(|one| (one.phone.clone(), one.display.clone())).collect(),
        languages: slot.languages.clone(),
        mode: slot.mode,
        staff: None,
        source: None,
    }
}
