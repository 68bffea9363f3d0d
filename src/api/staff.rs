//! The people who take duties, and when they are away.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::staff::{self as people, StaffInput};
use crate::actions::{Context, absence, retirement, unit};
use crate::api::fields::{Body, Field, Fields, Input};
use crate::api::values::WeekdayJson;
use crate::domain::absence::Absence;
use crate::domain::access::Actor;
use crate::domain::extension::Extension;
use crate::domain::fault::Fault;
use crate::domain::ids::{AbsenceId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::slug::Slug;
use crate::domain::staff::{StaffMember, WorkShare};
use crate::domain::time::{DEFAULT_ZONE, Span};
use crate::domain::unit::Unit;
use crate::http::errors::HttpError;
use crate::http::session::{CurrentUser, SignedIn};
use crate::http::state::AppState;

type NewStaffJson = Body<NewStaff>;
type StaffFieldsJson = Body<StaffFields>;
type NewAbsenceJson = Body<NewAbsence>;

/// The people of the offices one coordinates and those lent to them, by name. Who takes no duties any more is not among them.
#[utoipa::path(
    get, path = "/api/v1/staff", tag = "coordinator", security(("token" = [])),
    responses(
        (status = 200, description = "A bare array", body = [StaffJson]),
        (status = 403, description = "The token's role may not see rosters"),
    )
)]
pub async fn list(state: web::Data<AppState>, CurrentUser(actor): CurrentUser) -> Result<HttpResponse, HttpError> {
    let members = people::list(&state.cx, &actor).await?;
    let around = Around::of(&state.cx, &actor).await?;
    let shown: Vec<StaffJson> = members.iter().map(|member| around.shown(member)).collect();
    Ok(HttpResponse::Ok().json(shown))
}

/// Adds a person. With an address they can sign in, too.
#[utoipa::path(
    post, path = "/api/v1/staff", tag = "coordinator", request_body = NewStaffJson, security(("token" = [])),
    responses(
        (status = 201, description = "The person", body = StaffJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "No such unit"),
        (status = 409, description = "Somebody else has the id"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn add(
    state: web::Data<AppState>,
    SignedIn(actor, Body(new)): SignedIn<NewStaffJson>,
) -> Result<HttpResponse, HttpError> {
    let cx = &state.cx;
    let id = new.id.unwrap_or_else(|| cx.random.id(cx.now()));
    people::add(cx, &actor, id, new.fields.input(Vec::new()), new.unit)
        .await
        .map_err(|error| error.renamed("extension", "desk"))?;
    let shown = shown(cx, &actor, id).await?;
    let address = format!("/api/v1/staff/{id}");
    Ok(HttpResponse::Created().insert_header(("location", address)).json(shown))
}

/// One person, also one who takes no duties any more.
#[utoipa::path(
    get, path = "/api/v1/staff/{id}", tag = "coordinator", security(("token" = [])),
    params(("id" = Uuid, Path, description = "Who")),
    responses(
        (status = 200, description = "The person", body = StaffJson),
        (status = 403, description = "The token's role may not see rosters"),
        (status = 404, description = "Nobody"),
    )
)]
pub async fn one(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    Ok(HttpResponse::Ok().json(shown(&state.cx, &actor, person(&id)?).await?))
}

/// Changes a person: what is left out goes back to what it is for somebody new, but for offices they are lent to and absences.
#[utoipa::path(
    put, path = "/api/v1/staff/{id}", tag = "coordinator", request_body = StaffFieldsJson, security(("token" = [])),
    params(("id" = Uuid, Path, description = "Who")),
    responses(
        (status = 200, description = "The person", body = StaffJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "Nobody"),
        (status = 409, description = "They take no duties any more"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn change(
    state: web::Data<AppState>,
    id: web::Path<String>,
    SignedIn(actor, Body(fields)): SignedIn<StaffFieldsJson>,
) -> Result<HttpResponse, HttpError> {
    let (cx, id) = (&state.cx, person(&id)?);
    let was = people::one(cx, &actor, id).await?;
    let around = Around::of(cx, &actor).await?;
    people::change(cx, &actor, id, fields.input(around.lent(&was)))
        .await
        .map_err(|error| error.renamed("extension", "desk"))?;
    Ok(HttpResponse::Ok().json(shown(cx, &actor, id).await?))
}

/// Retires a person: nothing of theirs is deleted, and the duties ahead of them become nobody's in the drafts.
#[utoipa::path(
    delete, path = "/api/v1/staff/{id}", tag = "coordinator", security(("token" = [])),
    params(("id" = Uuid, Path, description = "Who")),
    responses(
        (status = 204, description = "They take no duties any more"),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "Nobody"),
    )
)]
pub async fn retire(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpError> {
    retirement::retire(&state.cx, &actor, person(&id)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Adds a time in which a person cannot be on duty. Whoever has the person's account may do that for themselves.
#[utoipa::path(
    post, path = "/api/v1/staff/{id}/absences", tag = "coordinator", request_body = NewAbsenceJson,
    security(("token" = [])),
    params(("id" = Uuid, Path, description = "Who")),
    responses(
        (status = 201, description = "The absence", body = AbsenceJson),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "Nobody"),
        (status = 409, description = "Another absence has the id"),
        (status = 422, description = "Fields are wrong; `errors` names each"),
    )
)]
pub async fn add_absence(
    state: web::Data<AppState>,
    id: web::Path<String>,
    SignedIn(actor, Body(new)): SignedIn<NewAbsenceJson>,
) -> Result<HttpResponse, HttpError> {
    let (cx, person) = (&state.cx, person(&id)?);
    let id = new.id.unwrap_or_else(|| cx.random.id(cx.now()));
    let mut absence = Absence::of_span(id, new.span, DEFAULT_ZONE);
    absence.weekly_until = new.weekly_until;
    absence::add(cx, &actor, person, absence.clone()).await?;
    let address = format!("/api/v1/staff/{person}/absences/{id}");
    Ok(HttpResponse::Created()
        .insert_header(("location", address))
        .json(AbsenceJson::from(&absence)))
}

/// Takes an absence away.
#[utoipa::path(
    delete, path = "/api/v1/staff/{id}/absences/{absence}", tag = "coordinator", security(("token" = [])),
    params(("id" = Uuid, Path, description = "Who"), ("absence" = Uuid, Path, description = "Which")),
    responses(
        (status = 204, description = "It is no longer there"),
        (status = 403, description = "The token's role may not change rosters"),
        (status = 404, description = "Nobody, or they have no such absence"),
    )
)]
pub async fn remove_absence(
    state: web::Data<AppState>,
    CurrentUser(actor): CurrentUser,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, HttpError> {
    let absence = path.1.parse().map_err(|_| HttpError::NotFound("absence"))?;
    absence::remove(&state.cx, &actor, person(&path.0)?, absence).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The id of a path; what cannot be one is nobody's.
fn person(text: &str) -> Result<StaffId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound("staff member"))
}

async fn shown(cx: &Context, actor: &Actor, id: StaffId) -> Result<StaffJson, HttpError> {
    let member = people::one(cx, actor, id).await?;
    Ok(Around::of(cx, actor).await?.shown(&member))
}

/// What people are shown with.
struct Around {
    extensions: Vec<Extension>,
    units: Vec<Unit>,
}

impl Around {
    async fn of(cx: &Context, actor: &Actor) -> Result<Self, HttpError> {
        Ok(Self {
            extensions: people::extensions(cx, actor).await?,
            units: unit::list(cx, actor).await?,
        })
    }

    fn lent(&self, member: &StaffMember) -> Vec<Slug> {
        let lent = self.units.iter().filter(|unit| member.lent_to.contains(&unit.id));
        lent.map(|unit| unit.slug.clone()).collect()
    }

    fn shown(&self, member: &StaffMember) -> StaffJson {
        let desk = self.extensions.iter().find(|one| Some(one.id) == member.extension);
        let unit = self.units.iter().find(|unit| unit.id == member.unit);
        let days = member.share.rather_not.iter();
        StaffJson {
            id: member.id.0,
            name: member.name.clone(),
            email: member.email.as_ref().map(|email| email.as_str().to_owned()),
            languages: member.languages.iter().map(ToString::to_string).collect(),
            locale: member.locale.code(),
            desk: desk.map(|extension| extension.phone.e164().to_owned()),
            weight: f64::from(member.share.percent) / 100.0,
            max_per_week: member.share.max_per_week,
            max_duties: member.share.max_duties,
            rather_not: days.filter_map(|day| WeekdayJson::code(*day)).collect(),
            unit: unit.map(|unit| unit.slug.to_string()),
            absences: member.absences.iter().map(AbsenceJson::from).collect(),
            retired_at: member.retired_at,
        }
    }
}

/// A person to be added.
pub struct NewStaff {
    id: Option<StaffId>,
    unit: Option<Slug>,
    fields: StaffFields,
}

impl Input for NewStaff {
    const NAME: &'static str = "NewStaffMember";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let id = fields.optional("id", "So that one that is sent twice is added once");
        let unit = fields.optional("unit", "Slug of their office; the only one when absent");
        Some(Self {
            id,
            unit,
            fields: StaffFields::take(fields)?,
        })
    }
}

/// What is said of a person.
pub struct StaffFields {
    name: String,
    email: Option<String>,
    languages: Vec<Language>,
    locale: Option<Locale>,
    desk: Option<String>,
    share: WorkShare,
}

impl Input for StaffFields {
    const NAME: &'static str = "StaffFields";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let name = fields.required("name", "How colleagues know them");
        let email = fields.optional("email", "Where reminders go; with it they can sign in");
        let languages = fields.list("languages", "Languages they speak on the telephone");
        let locale = fields.optional("locale", "Language of their pages and messages; `pl` when absent");
        let desk = fields.optional("desk", "The number of the telephone on their desk");
        let weight: Option<WeightJson> = fields.optional("weight", "Part-time share; 1 when absent");
        let max_per_week = fields.optional("max_per_week", "The most duties in an ISO week");
        let max_duties = fields.optional("max_duties", "The most duties in one consultation");
        let days: Vec<WeekdayJson> = fields.list("rather_not", "Weekdays on which they would rather have none");
        Some(Self {
            name: name?,
            email,
            languages,
            locale,
            desk,
            share: WorkShare {
                percent: weight.map_or(100, |WeightJson(percent)| percent),
                max_per_week,
                max_duties,
                rather_not: days.into_iter().map(|WeekdayJson(day)| day).collect::<BTreeSet<u8>>(),
            },
        })
    }
}

impl StaffFields {
    fn input(self, lent_to: Vec<Slug>) -> StaffInput {
        StaffInput {
            name: self.name,
            email: self.email.unwrap_or_default(),
            languages: self.languages,
            locale: self.locale,
            extension: self.desk.unwrap_or_default(),
            share: self.share,
            lent_to,
        }
    }
}

/// A part-time share, in percent.
struct WeightJson(i32);

impl Field for WeightJson {
    fn read(value: Value) -> Result<Self, Fault> {
        let share = value.as_f64().filter(|share| (0.01..=10.0).contains(share));
        // Within bounds, so it fits.
        share
            .map(|share| Self((share * 100.0).round() as i32))
            .ok_or(Fault::Number)
    }

    fn schema() -> Value {
        json!({ "type": "number", "minimum": 0.01, "maximum": 10, "example": 0.5 })
    }
}

/// An absence to be added.
pub struct NewAbsence {
    id: Option<AbsenceId>,
    span: Span,
    weekly_until: Option<NaiveDate>,
}

impl Input for NewAbsence {
    const NAME: &'static str = "NewAbsence";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let id = fields.optional("id", "So that one that is sent twice is added once");
        let starts_at = fields.required("start", "The first instant that belongs to it");
        let ends_at = fields.required("end", "The first instant that no longer does");
        let weekly_until = fields.optional("weekly_until", "It repeats every week until this day, included");
        Some(Self {
            id,
            span: Span {
                starts_at: starts_at?,
                ends_at: ends_at?,
            },
            weekly_until,
        })
    }
}

/// Somebody who takes duties.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StaffMember)]
pub struct StaffJson {
    pub id: Uuid,
    /// How colleagues know them
    pub name: String,
    /// Where reminders go
    pub email: Option<String>,
    /// Languages they speak on the telephone, ISO 639
    pub languages: Vec<String>,
    /// Language of their pages and messages
    #[schema(example = "pl")]
    pub locale: &'static str,
    /// The number of the telephone on their desk, E.164
    pub desk: Option<String>,
    /// Part-time share
    pub weight: f64,
    /// The most duties in an ISO week
    pub max_per_week: Option<i32>,
    /// The most duties in one consultation
    pub max_duties: Option<i32>,
    /// Weekdays on which they would rather have none
    pub rather_not: Vec<&'static str>,
    /// Slug of their office
    pub unit: Option<String>,
    /// When they cannot be on duty, by start
    pub absences: Vec<AbsenceJson>,
    /// Since when they take no duties any more
    pub retired_at: Option<DateTime<Utc>>,
}

/// A time in which somebody cannot be on duty.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Absence)]
pub struct AbsenceJson {
    pub id: Uuid,
    /// The first instant that belongs to it
    pub start: DateTime<Utc>,
    /// The first instant that no longer does
    pub end: DateTime<Utc>,
    /// It repeats every week, at the same time by the clock, until this day, included
    pub weekly_until: Option<NaiveDate>,
}

impl From<&Absence> for AbsenceJson {
    fn from(absence: &Absence) -> Self {
        let first = Span::between(absence.start, absence.end, absence.zone);
        Self {
            id: absence.id.0,
            start: first.starts_at,
            end: first.ends_at,
            weekly_until: absence.weekly_until,
        }
    }
}
