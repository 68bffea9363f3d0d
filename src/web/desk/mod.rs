//! The duty desk: my duties, my running duty, calls.

pub mod call_form;
pub mod call_view;
pub mod home;

#[cfg(test)]
pub(crate) mod sample;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::call::{self, Logged, RegisterQuery};
use crate::actions::{ActionError, duty};
use crate::domain::access::{Actor, Right};
use crate::domain::call::{Call, NewCall};
use crate::domain::ids::CallId;
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::routes::at;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::Texts;
use crate::web::desk::call_form::{CallForm, CallFormFacts, CallFormPage, ChoosePage};
use crate::web::desk::call_view::{CallPage, CallView, CallsPage, ConflictPage, saved_notice};
use crate::web::desk::home::{DeskFacts, DeskPage};
use crate::web::page::answer::{html, html_as, see_other};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;

/// Calls on one page of the list.
const CALLS_A_PAGE: i64 = 50;

/// The pages of this module.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(at("/{locale}/desk").get(home))
        .service(at("/{locale}/desk/calls/new").get(form))
        .service(at("/{locale}/desk/calls").get(list).post(save))
        .service(at("/{locale}/desk/calls/{id}").get(one));
}

async fn home(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let facts = DeskFacts {
        duties: duty::mine(&state.cx, &actor).await?,
        is_staff: actor.staff.is_some(),
        calls_today: calls_today(&state, &actor).await?,
    };
    let page = Layout::signed_in(locale, "/desk", &actor);
    html(&DeskPage::new(page, &facts, state.cx.now()))
}

async fn calls_today(state: &AppState, actor: &Actor) -> Result<i64, HttpError> {
    let zone = zone_of(state, actor).await?;
    let today = local(state.cx.now(), zone).date();
    Ok(call::count_mine(&state.cx, actor, today, zone).await?)
}

fn mine(after: Option<CallId>, limit: i64) -> RegisterQuery {
    RegisterQuery {
        after,
        limit,
        mine: true,
        ..RegisterQuery::default()
    }
}

/// The zone lists of calls are shown in: that of the consultation that runs.
async fn zone_of(state: &AppState, actor: &Actor) -> Result<Tz, HttpError> {
    let consultations = duty::to_log_for(&state.cx, actor).await?;
    Ok(consultations
        .first()
        .map_or(chrono_tz::Europe::Warsaw, |consultation| consultation.zone))
}

/// Which consultation the form is for, and the call saved just before.
#[derive(Debug, Default, Deserialize)]
struct NewCallQuery {
    consultation: Option<String>,
    saved: Option<String>,
}

async fn form(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    query: web::Query<NewCallQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let Some(slug) = consultation_for(&state, &actor, query.consultation.as_deref()).await? else {
        let all = duty::to_log_for(&state.cx, &actor).await?;
        return html(&ChoosePage::new(form_shell(locale, &actor, None), &all));
    };
    let opened = call::open_form(&state.cx, &actor, slug).await?;
    let typed = CallForm::empty(opened.id, &opened.consultation, opened.opened_at);
    let mut page = form_page(locale, &actor, &opened, typed, FormErrors::none());
    if let Some(saved) = saved_before(&state, &actor, query.saved.as_deref()).await {
        page = page.after(saved_notice(&saved, Texts::new(locale)));
    }
    html(&page)
}

/// The one that was asked for, else that of the running duty, else the only one there is.
async fn consultation_for(state: &AppState, actor: &Actor, asked: Option<&str>) -> Result<Option<Slug>, HttpError> {
    if let Some(asked) = asked {
        return asked.parse().map(Some).map_err(|_| HttpError::NotFound("consultation"));
    }
    let now = state.cx.now();
    let running = duty::mine(&state.cx, actor).await?;
    let on = |slot: &PublishedSlot| slot.answers_phone() && slot.span.contains(now);
    if let Some(duty) = running.into_iter().find(|duty| on(&duty.slot)) {
        return Ok(Some(duty.consultation.slug));
    }
    let mut all = duty::to_log_for(&state.cx, actor).await?;
    Ok(all.pop().filter(|_| all.is_empty()).map(|only| only.slug))
}

async fn saved_before(state: &AppState, actor: &Actor, id: Option<&str>) -> Option<Call> {
    let id = id?.parse().ok()?;
    call::one(&state.cx, actor, id).await.ok().map(|(call, _)| call)
}

fn form_shell(locale: Locale, actor: &Actor, slug: Option<&Slug>) -> Layout {
    let path = slug.map_or_else(
        || "/desk/calls/new".to_owned(),
        |slug| format!("/desk/calls/new?consultation={}", slug.as_str()),
    );
    Layout::signed_in(locale, path, actor)
}

fn form_page(
    locale: Locale,
    actor: &Actor,
    opened: &call::CallForm,
    typed: CallForm,
    errors: FormErrors,
) -> CallFormPage {
    let facts = CallFormFacts {
        consultation: &opened.consultation,
        topics: &opened.topics,
        running: opened.slot.as_ref(),
        now: opened.opened_at,
    };
    let page = form_shell(locale, actor, Some(&opened.consultation.slug));
    CallFormPage::new(page, facts, typed, errors)
}

/// Saves, or answers with the form, what was typed still in it.
async fn save(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    Form(typed): Form<CallForm>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let slug = typed.consultation.parse().map_err(|_| HttpError::Malformed)?;
    let opened = call::open_form(&state.cx, &actor, slug).await?;
    if typed.wants_more() {
        return html(&form_page(
            locale,
            &actor,
            &opened,
            typed.with_more(),
            FormErrors::none(),
        ));
    }
    match typed.read(opened.consultation.zone, Texts::new(locale)) {
        Ok(call) => save_read(locale, &actor, &state, &opened, typed, call).await,
        Err(errors) => again(locale, &actor, &opened, typed, errors),
    }
}

async fn save_read(
    locale: Locale,
    actor: &Actor,
    state: &AppState,
    opened: &call::CallForm,
    typed: CallForm,
    call: NewCall,
) -> Result<HttpResponse, HttpError> {
    match call::log(&state.cx, actor, call.clone()).await {
        Ok(Logged::New(saved) | Logged::Again(saved)) => Ok(see_other(after_saving(locale, &typed, &saved))),
        Ok(Logged::Conflict(saved)) => conflict(locale, actor, state, opened, &typed, (&saved, &call)),
        Err(ActionError::Invalid(faults)) => {
            let errors = typed.placed(FormErrors::from_faults(&faults, Texts::new(locale)));
            again(locale, actor, opened, typed, errors)
        }
        Err(other) => Err(other.into()),
    }
}

fn after_saving(locale: Locale, typed: &CallForm, saved: &Call) -> String {
    if typed.then_new() {
        format!(
            "/{locale}/desk/calls/new?consultation={}&saved={}",
            typed.consultation, saved.id
        )
    } else {
        format!("/{locale}/desk/calls/{}?saved=1", saved.id)
    }
}

fn again(
    locale: Locale,
    actor: &Actor,
    opened: &call::CallForm,
    typed: CallForm,
    errors: FormErrors,
) -> Result<HttpResponse, HttpError> {
    let page = form_page(locale, actor, opened, typed, errors);
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Shows both texts, unless the other one belongs to somebody whose calls the actor may not read.
fn conflict(
    locale: Locale,
    actor: &Actor,
    state: &AppState,
    opened: &call::CallForm,
    typed: &CallForm,
    (saved, sent): (&Call, &NewCall),
) -> Result<HttpResponse, HttpError> {
    if saved.taken_by != actor.user && !actor.role.has(Right::ReadRegister) {
        return Err(ActionError::Conflict("call-id-taken").into());
    }
    let (t, zone) = (Texts::new(locale), opened.consultation.zone);
    let saved = CallView::new(saved, zone, t, &format!("/{locale}/desk/calls"));
    let sent = CallView::sent(sent, &opened.topics, zone, t);
    let page = form_shell(locale, actor, Some(&opened.consultation.slug));
    let page = ConflictPage::new(page, saved, sent, typed, state.cx.random.id(state.cx.now()));
    html_as(StatusCode::CONFLICT, &page)
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize)]
struct ListQuery {
    after: Option<CallId>,
}

async fn list(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    query: web::Query<ListQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let (calls, next) = call::page(&state.cx, &actor, mine(query.after, CALLS_A_PAGE)).await?;
    let older = next.map(|id| format!("/{locale}/desk/calls?after={id}"));
    let page = Layout::signed_in(locale, "/desk/calls", &actor);
    let zone = zone_of(&state, &actor).await?;
    html(&CallsPage::new(
        page,
        &calls,
        zone,
        state.cx.now(),
        query.after.is_some(),
        older,
    ))
}

/// Whether the call was saved just now.
#[derive(Debug, Default, Deserialize)]
struct OneQuery {
    saved: Option<String>,
}

async fn one(
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    path: web::Path<(String, CallId)>,
    query: web::Query<OneQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let (call, consultation) = call::one(&state.cx, &actor, path.1).await?;
    let page = Layout::signed_in(locale, format!("/desk/calls/{}", call.id), &actor);
    let slug = consultation.slug.as_str();
    html(&CallPage::new(
        page,
        &call,
        consultation.zone,
        slug,
        query.saved.is_some(),
    ))
}
