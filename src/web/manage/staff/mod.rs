//! The people who take duties: list, add, change, invite.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::actions::staff::{self, StaffInput};
use crate::actions::{ActionError, FieldError, allow};
use crate::domain::access::{Actor, Right};
use crate::domain::extension::Extension;
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::staff::StaffMember;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, languages};
use crate::web::manage::fields::{self, Faults};
use crate::web::manage::frame::{self, DoneQuery, IdOf};
use crate::web::manage::roster::slot_form::{Choice, language_choices};
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;

/// The list.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/staff/list.html")]
pub struct StaffListPage {
    page: Layout,
    done: Option<String>,
    lines: Vec<StaffLine>,
}

/// One person.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// Their page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Number of their desk.
    pub desk: String,
    /// Languages they speak.
    pub languages: String,
    /// Whether reminders reach them.
    pub reachable: bool,
    /// Absences in words.
    pub absences: String,
}

impl StaffListPage {
    /// The page of these people.
    pub fn new(page: Layout, done: Option<String>, lines: Vec<StaffLine>) -> Self {
        Self { page, done, lines }
    }
}

impl StaffLine {
    /// The line of a person.
    pub fn of(member: &StaffMember, extensions: &[Extension], locale: Locale) -> Self {
        let absences: Vec<String> = member
            .absences
            .iter()
            .map(|a| dates::days(a.first_day, a.last_day, locale))
            .collect();
        Self {
            href: format!("/{locale}/manage/staff/{}", member.id),
            name: member.name.clone(),
            desk: desk_of(member, extensions),
            languages: languages::names(&member.languages, locale).unwrap_or_default(),
            reachable: member.email.is_some(),
            absences: absences.join(", "),
        }
    }
}

fn desk_of(member: &StaffMember, extensions: &[Extension]) -> String {
    extensions
        .iter()
        .find(|extension| Some(extension.id) == member.desk)
        .map(|extension| extension.display.clone())
        .unwrap_or_default()
}

/// `GET /{locale}/manage/staff`
///
/// # Errors
/// Those of the actions.
pub async fn list(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, HttpError> {
    let people = staff::list(&state.cx, &actor).await?;
    let desks = staff::extensions(&state.cx, &actor).await?;
    let lines = people
        .iter()
        .map(|member| StaffLine::of(member, &desks, locale))
        .collect();
    let done = frame::done(Texts::new(locale), query.done.as_deref());
    frame::page(&StaffListPage::new(
        Layout::signed_in(locale, "/manage/staff", &actor),
        done,
        lines,
    ))
}

/// The form of one person.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/staff/member.html")]
pub struct StaffPage {
    page: Layout,
    id: Option<StaffId>,
    form: StaffForm,
    languages: Vec<Choice>,
    locales: Vec<Choice>,
    errors: FormErrors,
}

/// A person as typed.
#[derive(Debug, Clone, Default)]
pub struct StaffForm {
    /// Name.
    pub name: String,
    /// Where reminders go.
    pub email: String,
    /// Codes of ticked languages.
    pub languages: Vec<String>,
    /// Language of their pages and messages.
    pub locale: String,
    /// Number of their desk.
    pub desk: String,
    /// First and last day of absences, with an empty row at the end.
    pub absences: Vec<(String, String)>,
}

impl StaffForm {
    /// The form of somebody new.
    pub fn empty() -> Self {
        Self {
            locale: "pl".to_owned(),
            absences: vec![Default::default()],
            ..Self::default()
        }
    }

    /// The form of somebody who is there.
    pub fn of(member: &StaffMember, extensions: &[Extension]) -> Self {
        let absences = member
            .absences
            .iter()
            .map(|a| (a.first_day.to_string(), a.last_day.to_string()));
        Self {
            name: member.name.clone(),
            email: member
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            languages: member.languages.iter().map(ToString::to_string).collect(),
            locale: member.locale.to_string(),
            desk: desk_of(member, extensions),
            absences: absences.chain(std::iter::once(Default::default())).collect(),
        }
    }

    /// The form as it was sent: `absence-0-first`, `absence-0-last`, …
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let mut absences: std::collections::BTreeMap<u16, (String, String)> = Default::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => form.name = value,
                "email" => form.email = value,
                "languages" => form.languages.push(value),
                "locale" => form.locale = value,
                "desk" => form.desk = value,
                other => {
                    let numbered = other.strip_prefix("absence-").and_then(|rest| rest.split_once('-'));
                    let Some((Ok(index), end)) = numbered.map(|(index, end)| (index.parse(), end)) else {
                        continue;
                    };
                    let absence = absences.entry(index).or_default();
                    if end == "first" {
                        absence.0 = value
                    } else {
                        absence.1 = value
                    }
                }
            }
        }
        form.absences = absences.into_values().collect();
        form
    }

    /// What was typed as values. An absence without a last day is one day long.
    ///
    /// # Errors
    /// A fault per field.
    pub fn read(&self) -> Result<StaffInput, Vec<FieldError>> {
        let mut faults = Faults::default();
        let mut absences = Vec::new();
        for (index, (first, last)) in self.absences.iter().enumerate() {
            if first.trim().is_empty() && last.trim().is_empty() {
                continue;
            }
            let first = faults.required(format!("absence-{index}-first"), first, "fault-date", fields::date);
            let last = faults.optional(format!("absence-{index}-last"), last, "fault-date", fields::date);
            if let Some(first) = first {
                let last = last.unwrap_or(first);
                if last < first {
                    faults.add(format!("absence-{index}-last"), "fault-period-order");
                }
                absences.push((first, last));
            }
        }
        if !faults.0.is_empty() {
            return Err(faults.0);
        }
        Ok(StaffInput {
            name: self.name.clone(),
            email: self.email.clone(),
            languages: fields::languages(&self.languages),
            locale: self.locale.parse().ok(),
            desk: self.desk.clone(),
            absences,
        })
    }
}

impl StaffPage {
    /// The form of a person; `id` when they are there already.
    pub fn new(actor: &Actor, locale: Locale, id: Option<StaffId>, form: StaffForm, errors: FormErrors) -> Self {
        let path = id.map_or("/manage/staff/new".to_owned(), |id| format!("/manage/staff/{id}"));
        Self {
            page: Layout::signed_in(locale, path, actor),
            id,
            languages: language_choices(&form.languages, locale),
            locales: Locale::ALL
                .into_iter()
                .map(|own| Choice {
                    value: own.to_string(),
                    label: own.own_name().to_owned(),
                    chosen: form.locale == own.code(),
                })
                .collect(),
            form,
            errors,
        }
    }

    fn absences(&self) -> Vec<(usize, &(String, String))> {
        self.form.absences.iter().enumerate().collect()
    }
}

/// `GET /{locale}/manage/staff/new`
///
/// # Errors
/// Those of the actions.
pub async fn new(Lang(locale): Lang, CurrentUser(actor): CurrentUser) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::EditRoster)?;
    frame::page(&StaffPage::new(
        &actor,
        locale,
        None,
        StaffForm::empty(),
        FormErrors::none(),
    ))
}

/// `GET /{locale}/manage/staff/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    IdOf(id): IdOf<StaffId>,
) -> Result<HttpResponse, HttpError> {
    let member = staff::one(&state.cx, &actor, id).await?;
    let desks = staff::extensions(&state.cx, &actor).await?;
    frame::page(&StaffPage::new(
        &actor,
        locale,
        Some(id),
        StaffForm::of(&member, &desks),
        FormErrors::none(),
    ))
}

/// `POST /{locale}/manage/staff`
///
/// # Errors
/// Those of the actions.
pub async fn add(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::EditRoster)?;
    let form = StaffForm::from_pairs(pairs);
    let outcome = match form.read() {
        Ok(input) => staff::add(&state.cx, &actor, input).await.map(|_| ()),
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    settled(&actor, locale, None, form, outcome)
}

/// `POST /{locale}/manage/staff/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn change(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    IdOf(id): IdOf<StaffId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::EditRoster)?;
    let form = StaffForm::from_pairs(pairs);
    let outcome = match form.read() {
        Ok(input) => staff::change(&state.cx, &actor, id, input).await,
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    settled(&actor, locale, Some(id), form, outcome)
}

fn settled(
    actor: &Actor,
    locale: Locale,
    id: Option<StaffId>,
    form: StaffForm,
    outcome: Result<(), ActionError>,
) -> Result<HttpResponse, HttpError> {
    match outcome {
        Ok(()) => Ok(frame::see(format!("/{locale}/manage/staff?done=staff-saved"))),
        Err(ActionError::Invalid(faults)) => {
            let errors = field_messages(Texts::new(locale), &faults);
            let page = StaffPage::new(actor, locale, id, form, errors);
            frame::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /{locale}/manage/staff/{id}/invite`
///
/// # Errors
/// Those of the actions.
pub async fn invite(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    IdOf(id): IdOf<StaffId>,
) -> Result<HttpResponse, HttpError> {
    match staff::invite(&state.cx, &actor, id).await {
        Ok(()) => Ok(frame::see(format!("/{locale}/manage/staff?done=invited"))),
        Err(error @ ActionError::Invalid(_)) => {
            let member = staff::one(&state.cx, &actor, id).await?;
            let desks = staff::extensions(&state.cx, &actor).await?;
            settled(&actor, locale, Some(id), StaffForm::of(&member, &desks), Err(error))
        }
        Err(error) => Err(error.into()),
    }
}
