//! Contributions: entered from letters, e-mails, forms and meetings, worked through, grouped, and answered.
//!
//! Whatever changes one locks it, compares its version, and keeps what it was before. Reading is recorded.

pub mod change;
pub mod enter;
pub mod group;
pub mod position;
pub mod verdict;

use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{allow, allow_in, allows_in, open};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::contribution::{Body, Contribution, ContributionFilter, ContributionState, MAX_GROUP, Past};
use crate::domain::ids::ContributionId;
use crate::domain::position::VerdictSet;
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::topic::Topic;
use crate::store::contribution_body as rows;
use crate::store::{Db, account, consultation, topic};

/// The most contributions one page holds.
pub const LONGEST_PAGE: i64 = 200;

const NO_CONTRIBUTION: ActionError = ActionError::NotFound("contribution");

/// Contributions of a consultation by number, and how many there are in each state.
#[derive(Debug, Clone)]
pub struct ContributionPage {
    pub consultation: Consultation,
    /// The code list as it is now.
    pub topics: Vec<Topic>,
    pub verdicts: VerdictSet,
    pub contributions: Vec<Contribution>,
    /// The last number of this page, where there are more.
    pub next: Option<i32>,
    pub counts: Vec<(ContributionState, i64)>,
}

/// A page of contributions: those after a number. Names of submitters are for those only who keep contributions.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn page(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    filter: ContributionFilter,
    after: i32,
    limit: i64,
) -> Result<ContributionPage, ActionError> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let page = cx
        .read_as(actor, move |db, actor| {
            let consultation = open(db, actor, &slug, Right::ReadRegister)?;
            let mut contributions = rows::page(db, consultation.id, &filter, after, limit + 1)?;
            let more = i64::try_from(contributions.len()).unwrap_or(i64::MAX) > limit;
            contributions.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            for one in &mut contributions {
                hide_names(actor, &consultation, &mut one.body);
            }
            Ok(ContributionPage {
                topics: topic::list(db, consultation.id)?,
                verdicts: consultation::verdicts(db, consultation.id)?,
                counts: rows::counts(db, consultation.id)?,
                next: contributions.last().map(|one| one.number).filter(|_| more),
                contributions,
                consultation,
            })
        })
        .await?;
    if !page.contributions.is_empty() {
        let detail = json!({ "contributions": page.contributions.len() });
        let (of, recorder) = (page.consultation.clone(), AuditLog::of(cx, actor));
        cx.store
            .write(move |db| recorder.append(db, AuditAction::ContributionsRead, Some(of.id), of.slug, detail))
            .await?;
    }
    Ok(page)
}

/// What a new contribution can be about.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn code_list(cx: &Context, actor: &Actor, slug: Slug) -> Result<(Consultation, Vec<Topic>), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::KeepContributions)?;
        let topics = topic::list(db, consultation.id)?;
        Ok((consultation, topics))
    })
    .await
}

/// A contribution with everything beside it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub consultation: Consultation,
    pub contribution: Contribution,
    /// The code list as it is now.
    pub topics: Vec<Topic>,
    pub verdicts: VerdictSet,
    /// Those that say the same, by number, itself included; none when it stands alone.
    pub same: Vec<Contribution>,
    /// What it was before, the oldest first, each with the name of who changed it.
    pub past: Vec<(Past, String)>,
    /// The name of who entered it.
    pub entered_by: String,
    /// The name of who decided its position, and of who translated it.
    pub decided_by: Option<String>,
    pub translated_by: Option<String>,
}

/// One contribution.
///
/// # Errors
/// [`ActionError::NotFound`]; [`ActionError::Denied`]; database faults.
pub async fn one(cx: &Context, actor: &Actor, id: ContributionId) -> Result<Entry, ActionError> {
    let entry = cx
        .read_as(actor, move |db, actor| {
            allow(actor, Right::ReadRegister)?;
            let mut contribution = rows::by_ids(db, &[id])?.remove(&id).ok_or(NO_CONTRIBUTION)?;
            let consultation = of(db, actor, &contribution, Right::ReadRegister)?;
            let mut past = rows::versions(db, id)?;
            hide_names(actor, &consultation, &mut contribution.body);
            for one in &mut past {
                hide_names(actor, &consultation, &mut one.body);
            }
            entry(db, consultation, contribution, past)
        })
        .await?;
    let (of, recorder) = (entry.consultation.id, AuditLog::of(cx, actor));
    cx.store
        .write(move |db| recorder.append(db, AuditAction::ContributionRead, Some(of), id, json!({})))
        .await?;
    Ok(entry)
}

fn entry(
    db: &mut Db,
    consultation: Consultation,
    contribution: Contribution,
    past: Vec<Past>,
) -> Result<Entry, ActionError> {
    let first = contribution.body.group.unwrap_or(contribution.id);
    let filter = ContributionFilter {
        group: Some(first),
        ..ContributionFilter::default()
    };
    let mut same = rows::page(db, consultation.id, &filter, 0, MAX_GROUP)?;
    if same.len() < 2 {
        same.clear();
    }
    let people = std::iter::once(contribution.entered_by)
        .chain(past.iter().map(|one| one.replaced_by))
        .chain(contribution.body.translated_by)
        .chain(contribution.body.position.decided.map(|(who, _)| who));
    let names = account::names(db, &people.collect())?;
    let name = |who| names.get(&who).cloned().unwrap_or_default();
    Ok(Entry {
        topics: topic::list(db, consultation.id)?,
        verdicts: consultation::verdicts(db, consultation.id)?,
        past: past
            .into_iter()
            .map(|one| (one.clone(), name(one.replaced_by)))
            .collect(),
        entered_by: name(contribution.entered_by),
        decided_by: contribution.body.position.decided.map(|(who, _)| name(who)),
        translated_by: contribution.body.translated_by.map(name),
        consultation,
        contribution,
        same,
    })
}

/// The name of whoever it comes from is for those only who keep contributions.
fn hide_names(actor: &Actor, consultation: &Consultation, body: &mut Body) {
    if !allows_in(actor, Right::KeepContributions, consultation.unit.id) {
        body.submitter = None;
        body.confirmation = None;
    }
}

/// The consultation of a contribution, for who has the right in its unit.
fn of(db: &mut Db, actor: &Actor, one: &Contribution, right: Right) -> Result<Consultation, ActionError> {
    let consultation = consultation::by_id(db, one.consultation)?.ok_or(NO_CONTRIBUTION)?;
    allow_in(actor, right, consultation.unit.id, "contribution")?;
    Ok(consultation)
}

/// The contribution and its consultation for who keeps them, locked; [`ActionError::Stale`] when it is not the expected one.
fn open_to_keep(
    db: &mut Db,
    actor: &Actor,
    id: ContributionId,
    expected: ExpectedVersion,
) -> Result<(Contribution, Consultation), ActionError> {
    allow(actor, Right::KeepContributions)?;
    let one = rows::locked(db, &[id])?.remove(&id).ok_or(NO_CONTRIBUTION)?;
    let consultation = of(db, actor, &one, Right::KeepContributions)?;
    if !expected.is(one.version) {
        return Err(ActionError::Stale);
    }
    Ok((one, consultation))
}
