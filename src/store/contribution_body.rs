//! Contributions whole: what each says, what the office adds and answers, and what it was before.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::caller::CallerKind;
use crate::domain::contribution::{
    Body, Confirmation, Contribution, ContributionFilter, ContributionState, IntakeChannel, Past,
};
use crate::domain::ids::{CallId, ConsultationId, ContributionId, UserId};
use crate::domain::language::Language;
use crate::domain::position::{Position, PositionState, VerdictCode};
use crate::domain::slug::Slug;
use crate::domain::topic::KeptTopic;
use crate::store::db::connection::{Db, Mb, each_backend, insert_all, load_locked};
use crate::store::db::error::StoreError;
use crate::store::db::schema::{
    contribution_details, contribution_topics, contribution_versions, contributions, positions,
};
use crate::store::db::types::{At, Json};

#[derive(HasQuery, Insertable)]
#[diesel(table_name = contributions, check_for_backend(Mb), treat_none_as_default_value = false)]
struct Row {
    id: ContributionId,
    consultation_id: ConsultationId,
    number: i32,
    call_id: Option<CallId>,
    channel: IntakeChannel,
    received_on: NaiveDate,
    entered_by: UserId,
    entered_at: At,
    version: i32,
    text: String,
    language: Option<Language>,
    part: Option<String>,
    proposed_wording: Option<String>,
    caller: Option<CallerKind>,
    read_back: bool,
    state: ContributionState,
}

impl From<&Contribution> for Row {
    fn from(of: &Contribution) -> Self {
        Self {
            id: of.id,
            consultation_id: of.consultation,
            number: of.number,
            call_id: of.call,
            channel: of.channel,
            received_on: of.received_on,
            entered_by: of.entered_by,
            entered_at: At(of.entered_at),
            version: of.version,
            text: of.body.text.clone(),
            language: of.body.language.clone(),
            part: of.body.part.clone(),
            proposed_wording: of.body.proposed_wording.clone(),
            caller: of.body.caller,
            read_back: of.body.read_back,
            state: of.body.state,
        }
    }
}

/// What can change of a row.
#[derive(AsChangeset)]
#[diesel(table_name = contributions, treat_none_as_null = true)]
struct ChangedRow {
    version: i32,
    text: String,
    language: Option<Language>,
    part: Option<String>,
    proposed_wording: Option<String>,
    caller: Option<CallerKind>,
    read_back: bool,
    state: ContributionState,
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = contribution_details, check_for_backend(Mb), treat_none_as_default_value = false)]
struct DetailRow {
    contribution_id: ContributionId,
    public_text: Option<String>,
    polish_text: Option<String>,
    translated_by: Option<UserId>,
    submitter: Option<String>,
    source: Option<String>,
    group_id: Option<ContributionId>,
    confirmed_channel: Option<IntakeChannel>,
    confirmed_on: Option<NaiveDate>,
    confirmed_source: Option<String>,
}

impl DetailRow {
    fn of(of: &Contribution) -> Self {
        let (body, confirmation) = (&of.body, of.body.confirmation.as_ref());
        Self {
            contribution_id: of.id,
            public_text: body.public_text.clone(),
            polish_text: body.polish_text.clone(),
            translated_by: body.translated_by,
            submitter: body.submitter.clone(),
            source: of.source.clone(),
            group_id: body.group,
            confirmed_channel: confirmation.map(|one| one.channel),
            confirmed_on: confirmation.map(|one| one.received_on),
            confirmed_source: confirmation.map(|one| one.source.clone()),
        }
    }

    /// Whether it says anything: one that says nothing is not stored.
    fn says_something(&self) -> bool {
        [&self.public_text, &self.polish_text, &self.submitter, &self.source]
            .iter()
            .any(|text| text.is_some())
            || self.group_id.is_some()
            || self.confirmed_channel.is_some()
    }

    fn confirmation(&self) -> Option<Confirmation> {
        Some(Confirmation {
            channel: self.confirmed_channel?,
            received_on: self.confirmed_on?,
            source: self.confirmed_source.clone()?,
        })
    }
}

#[derive(HasQuery, Insertable)]
#[diesel(table_name = positions, check_for_backend(Mb), treat_none_as_default_value = false)]
struct PositionRow {
    contribution_id: ContributionId,
    verdict: Option<VerdictCode>,
    reasons: String,
    state: PositionState,
    decided_by: UserId,
    decided_at: At,
}

impl PositionRow {
    fn of(of: &Contribution) -> Option<Self> {
        let position = &of.body.position;
        let (decided_by, decided_at) = position.decided?;
        Some(Self {
            contribution_id: of.id,
            verdict: position.verdict.clone(),
            reasons: position.reasons.clone(),
            state: position.state,
            decided_by,
            decided_at: At(decided_at),
        })
    }
}

impl From<PositionRow> for Position {
    fn from(row: PositionRow) -> Self {
        Self {
            verdict: row.verdict,
            reasons: row.reasons,
            state: row.state,
            decided: Some((row.decided_by, row.decided_at.0)),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = contribution_topics)]
struct TopicRow<'a> {
    contribution_id: ContributionId,
    position: i32,
    code: &'a Slug,
    label: &'a str,
}

fn topics_of(of: &Contribution) -> impl Iterator<Item = TopicRow<'_>> {
    (0i32..).zip(&of.body.topics).map(|(position, topic)| TopicRow {
        contribution_id: of.id,
        position,
        code: &topic.code,
        label: &topic.label,
    })
}

/// Adds contributions, which have their numbers.
///
/// # Errors
/// [`StoreError::Duplicate`] of `contributions.id` when one of them has the id of one that is there.
pub fn insert(db: &mut Db, all: &[Contribution]) -> Result<(), StoreError> {
    let rows: Vec<Row> = all.iter().map(Row::from).collect();
    insert_all!(db, contributions::table, rows)?;
    insert_beside(db, all)
}

fn insert_beside(db: &mut Db, all: &[Contribution]) -> Result<(), StoreError> {
    let details: Vec<DetailRow> = all
        .iter()
        .map(DetailRow::of)
        .filter(DetailRow::says_something)
        .collect();
    insert_all!(db, contribution_details::table, details)?;
    let topics: Vec<TopicRow<'_>> = all.iter().flat_map(topics_of).collect();
    insert_all!(db, contribution_topics::table, topics)?;
    let answers: Vec<PositionRow> = all.iter().filter_map(PositionRow::of).collect();
    Ok(insert_all!(db, positions::table, answers)?)
}

/// Puts another body in the place of the one there is, which becomes a version.
pub fn replace(
    db: &mut Db,
    was: &Contribution,
    body: Body,
    by: UserId,
    now: DateTime<Utc>,
) -> Result<Contribution, StoreError> {
    let past = (
        contribution_versions::contribution_id.eq(was.id),
        contribution_versions::version.eq(was.version),
        contribution_versions::body.eq(Json(was.body.clone())),
        contribution_versions::replaced_at.eq(At(now)),
        contribution_versions::replaced_by.eq(by),
    );
    each_backend!(db, |c| diesel::insert_into(contribution_versions::table)
        .values(past)
        .execute(c))?;
    let changed = Contribution {
        version: was.version + 1,
        body,
        ..was.clone()
    };
    let row = Row::from(&changed);
    diesel::update(contributions::table.find(was.id))
        .set(ChangedRow {
            version: row.version,
            text: row.text,
            language: row.language,
            part: row.part,
            proposed_wording: row.proposed_wording,
            caller: row.caller,
            read_back: row.read_back,
            state: row.state,
        })
        .execute(db)?;
    diesel::delete(contribution_details::table.find(was.id)).execute(db)?;
    diesel::delete(positions::table.find(was.id)).execute(db)?;
    diesel::delete(contribution_topics::table.filter(contribution_topics::contribution_id.eq(was.id))).execute(db)?;
    insert_beside(db, std::slice::from_ref(&changed))?;
    Ok(changed)
}

/// Locks contributions until the transaction ends, in the order of their ids, so that two who do this never wait for each
/// other in a circle; and reads them. Those that are not there are left out.
pub fn locked(db: &mut Db, ids: &[ContributionId]) -> Result<BTreeMap<ContributionId, Contribution>, StoreError> {
    let _: Vec<ContributionId> = load_locked!(
        db,
        contributions::table
            .filter(contributions::id.eq_any(ids))
            .order(contributions::id)
            .select(contributions::id)
    )?;
    by_ids(db, ids)
}

pub fn by_ids(db: &mut Db, ids: &[ContributionId]) -> Result<BTreeMap<ContributionId, Contribution>, StoreError> {
    let rows = Row::query().filter(contributions::id.eq_any(ids)).load(db)?;
    let found = whole(db, rows)?.into_iter();
    Ok(found.map(|one| (one.id, one)).collect())
}

/// Contributions of a consultation by number: those after `after`.
pub fn page(
    db: &mut Db,
    of: ConsultationId,
    filter: &ContributionFilter,
    after: i32,
    limit: i64,
) -> Result<Vec<Contribution>, StoreError> {
    let mut query = contributions::table
        .filter(contributions::consultation_id.eq(of))
        .filter(contributions::number.gt(after))
        .into_boxed::<Mb>();
    if let Some(state) = filter.state {
        query = query.filter(contributions::state.eq(state));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(contributions::channel.eq(channel));
    }
    if let Some(topic) = &filter.topic {
        let about = contribution_topics::table
            .filter(contribution_topics::code.eq(topic))
            .select(contribution_topics::contribution_id);
        query = query.filter(contributions::id.eq_any(about));
    }
    match filter.position {
        // Those without a row.
        Some(PositionState::ToBeDecided) => {
            let begun = positions::table
                .filter(positions::state.ne(PositionState::ToBeDecided))
                .select(positions::contribution_id);
            query = query.filter(contributions::id.ne_all(begun));
        }
        Some(state) => {
            let such = positions::table
                .filter(positions::state.eq(state))
                .select(positions::contribution_id);
            query = query.filter(contributions::id.eq_any(such));
        }
        None => {}
    }
    if let Some(verdict) = &filter.verdict {
        let such = positions::table
            .filter(positions::verdict.eq(verdict))
            .select(positions::contribution_id);
        query = query.filter(contributions::id.eq_any(such));
    }
    if let Some(first) = filter.group {
        let same = contribution_details::table
            .filter(contribution_details::group_id.eq(first))
            .select(contribution_details::contribution_id);
        query = query.filter(contributions::id.eq(first).or(contributions::id.eq_any(same)));
    }
    let rows: Vec<Row> = query
        .order(contributions::number)
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    whole(db, rows)
}

/// How many contributions of a consultation are how far, in the order of the codes; states without any are left out.
pub fn counts(db: &mut Db, of: ConsultationId) -> Result<Vec<(ContributionState, i64)>, StoreError> {
    let mut counted: Vec<(ContributionState, i64)> = contributions::table
        .filter(contributions::consultation_id.eq(of))
        .group_by(contributions::state)
        .select((contributions::state, diesel::dsl::count_star()))
        .load(db)?;
    counted.sort_unstable();
    Ok(counted)
}

/// The verdicts positions of a consultation have.
pub fn verdicts_used(db: &mut Db, of: ConsultationId) -> Result<Vec<VerdictCode>, StoreError> {
    let used: Vec<Option<VerdictCode>> = positions::table
        .inner_join(contributions::table)
        .filter(contributions::consultation_id.eq(of))
        .select(positions::verdict)
        .distinct()
        .load(db)?;
    Ok(used.into_iter().flatten().collect())
}

/// What a contribution was before it was changed, the oldest first.
pub fn versions(db: &mut Db, id: ContributionId) -> Result<Vec<Past>, StoreError> {
    type PastRow = (i32, Json<Body>, At, UserId);
    let rows: Vec<PastRow> = contribution_versions::table
        .filter(contribution_versions::contribution_id.eq(id))
        .order(contribution_versions::version)
        .select((
            contribution_versions::version,
            contribution_versions::body,
            contribution_versions::replaced_at,
            contribution_versions::replaced_by,
        ))
        .load(db)?;
    let past = rows.into_iter().map(|(version, body, at, replaced_by)| Past {
        version,
        body: body.0,
        replaced_at: at.0,
        replaced_by,
    });
    Ok(past.collect())
}

fn whole(db: &mut Db, rows: Vec<Row>) -> Result<Vec<Contribution>, StoreError> {
    let ids: Vec<ContributionId> = rows.iter().map(|row| row.id).collect();
    let details = DetailRow::query()
        .filter(contribution_details::contribution_id.eq_any(&ids))
        .load(db)?;
    let mut details: BTreeMap<ContributionId, DetailRow> =
        details.into_iter().map(|row| (row.contribution_id, row)).collect();
    let answers = PositionRow::query()
        .filter(positions::contribution_id.eq_any(&ids))
        .load(db)?;
    let mut answers: BTreeMap<ContributionId, Position> = answers
        .into_iter()
        .map(|row| (row.contribution_id, row.into()))
        .collect();
    let mut topics: BTreeMap<ContributionId, Vec<KeptTopic>> = BTreeMap::new();
    let of_all: Vec<(ContributionId, Slug, String)> = contribution_topics::table
        .filter(contribution_topics::contribution_id.eq_any(&ids))
        .order((contribution_topics::contribution_id, contribution_topics::position))
        .select((
            contribution_topics::contribution_id,
            contribution_topics::code,
            contribution_topics::label,
        ))
        .load(db)?;
    for (of, code, label) in of_all {
        topics.entry(of).or_default().push(KeptTopic { code, label });
    }
    let all = rows.into_iter().map(|row| {
        let position = answers.remove(&row.id).unwrap_or_else(Position::none);
        let topics = topics.remove(&row.id).unwrap_or_default();
        let detail = details.remove(&row.id);
        contribution(row, detail, topics, position)
    });
    Ok(all.collect())
}

fn contribution(row: Row, detail: Option<DetailRow>, topics: Vec<KeptTopic>, position: Position) -> Contribution {
    let confirmation = detail.as_ref().and_then(DetailRow::confirmation);
    let (source, beside) = match detail {
        Some(detail) => (
            detail.source,
            (
                detail.public_text,
                detail.polish_text,
                detail.translated_by,
                detail.submitter,
                detail.group_id,
            ),
        ),
        None => (None, (None, None, None, None, None)),
    };
    let (public_text, polish_text, translated_by, submitter, group) = beside;
    Contribution {
        id: row.id,
        consultation: row.consultation_id,
        number: row.number,
        call: row.call_id,
        channel: row.channel,
        received_on: row.received_on,
        entered_by: row.entered_by,
        entered_at: row.entered_at.0,
        source,
        version: row.version,
        body: Body {
            text: row.text,
            public_text,
            language: row.language,
            polish_text,
            translated_by,
            part: row.part,
            proposed_wording: row.proposed_wording,
            topics,
            caller: row.caller,
            submitter,
            read_back: row.read_back,
            state: row.state,
            confirmation,
            group,
            position,
        },
    }
}
