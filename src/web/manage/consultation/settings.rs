//! The settings of a consultation: words, period, office, required hours, events, topics.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Weekday;

use crate::actions::{ActionError, calendar, consultation, roster, topic};
use crate::domain::access::Actor;
use crate::domain::consultation::PhoneMode;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, sentences};
use crate::web::manage::consultation::settings_form::{
    EventRow, EventsForm, SettingsForm, TopicsForm, phone_mode_code,
};
use crate::web::manage::fields;
use crate::web::manage::frame::{self, DoneQuery, SlugOf};
use crate::web::page::form::Choice;
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/consultation/settings.html")]
pub struct SettingsPage {
    page: Layout,
    room: ConsultationNav,
    done: Option<String>,
    form: SettingsForm,
    events: EventsForm,
    topics: TopicsForm,
    modes: Vec<Choice>,
    weekdays: Vec<(String, String, String)>,
    locales: [Locale; 3],
    notice: Option<String>,
    errors: FormErrors,
}

/// The three forms of the page.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// Words, period, office, hours.
    pub settings: SettingsForm,
    /// Meetings and the like.
    pub events: EventsForm,
    /// The code list.
    pub topics: TopicsForm,
}

impl SettingsPage {
    /// The page of these forms.
    pub fn new(page: Layout, room: ConsultationNav, forms: Forms, errors: FormErrors, done: Option<String>) -> Self {
        let t = page.t;
        let locale = t.locale();
        let weekdays = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ]
        .into_iter()
        .zip(forms.settings.hours.clone())
        .enumerate()
        .map(|(index, (weekday, hours))| {
            (
                format!("hours-{index}"),
                sentences::capital(dates::weekday(weekday, locale)),
                hours,
            )
        })
        .collect();
        Self {
            page,
            room,
            done,
            modes: [PhoneMode::Counts, PhoneMode::Confirm, PhoneMode::Informs]
                .into_iter()
                .map(|mode| Choice {
                    value: phone_mode_code(mode).to_owned(),
                    label: sentences::capital(&sentences::phone_mode(mode, locale)),
                    chosen: forms.settings.phone_mode == phone_mode_code(mode),
                })
                .collect(),
            weekdays,
            form: forms.settings,
            events: forms.events,
            topics: forms.topics,
            locales: Locale::ALL,
            notice: None,
            errors,
        }
    }

    /// The same with word of what happened.
    #[must_use]
    pub fn with_notice(mut self, notice: String) -> Self {
        self.notice = Some(notice);
        self
    }

    fn rows(&self) -> Vec<(usize, &EventRow)> {
        self.events.rows.iter().enumerate().collect()
    }
}

/// The page of a consultation as it stands, with what was typed put in its place.
async fn page(
    state: &AppState,
    actor: &Actor,
    locale: Locale,
    slug: Slug,
    typed: impl FnOnce(&mut Forms, i32),
    errors: FormErrors,
    done: Option<String>,
) -> Result<SettingsPage, HttpError> {
    let topics = topic::list(&state.cx, actor, slug.clone()).await?;
    let leads = consultation::leads(&state.cx, actor, slug.clone()).await?;
    let (board, _) = roster::board(&state.cx, actor, slug).await?;
    let version = board.draft.version;
    let mut forms = Forms {
        settings: SettingsForm::of(&board.consultation, &leads, version),
        events: EventsForm::of(&board.calendar.events, version),
        topics: TopicsForm::of(&topics, version),
    };
    typed(&mut forms, version);
    let room = ConsultationNav::new(locale, &board.consultation, "settings");
    Ok(SettingsPage::new(
        room.layout(actor, "settings"),
        room,
        forms,
        errors,
        done,
    ))
}

/// `GET /{locale}/manage/c/{slug}/settings`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, HttpError> {
    let done = frame::done(Texts::new(locale), query.done.as_deref());
    frame::page(&page(&state, &actor, locale, slug, |_, _| {}, FormErrors::none(), done).await?)
}

/// Back to the settings, or the form again with what is wrong. `typed` puts what was typed back; given a version, as a form
/// of that one: who saves it again knows what happened.
async fn settled(
    state: &AppState,
    actor: &Actor,
    locale: Locale,
    slug: Slug,
    outcome: Result<(), ActionError>,
    typed: impl FnOnce(&mut Forms, Option<i32>),
) -> Result<HttpResponse, HttpError> {
    let t = Texts::new(locale);
    match outcome {
        Ok(()) => Ok(frame::see(format!(
            "/{locale}/manage/c/{slug}/settings?done=settings-saved"
        ))),
        Err(ActionError::Invalid(faults)) => {
            let errors = field_messages(t, &faults);
            let page = page(state, actor, locale, slug, |forms, _| typed(forms, None), errors, None).await?;
            frame::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(ActionError::Stale) => {
            let typed = |forms: &mut Forms, version| typed(forms, Some(version));
            let page = page(state, actor, locale, slug, typed, FormErrors::none(), None).await?;
            frame::page_with(StatusCode::CONFLICT, &page.with_notice(t.say("manage-stale-form")))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /{locale}/manage/c/{slug}/settings`
///
/// # Errors
/// Those of the actions.
pub async fn change(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, HttpError> {
    let form = SettingsForm::from_pairs(pairs);
    let outcome = match form.read() {
        Ok((settings, version)) => consultation::change(&state.cx, &actor, slug.clone(), settings, version).await,
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    settled(&state, &actor, locale, slug, outcome, |forms, version| {
        forms.settings = form;
        if let Some(version) = version {
            forms.settings.version = version.to_string();
        }
    })
    .await
}

/// `POST /{locale}/manage/c/{slug}/settings/events`
///
/// # Errors
/// Those of the actions.
pub async fn change_events(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, HttpError> {
    let form = EventsForm::from_pairs(pairs);
    let outcome = match form.read() {
        Ok((events, version)) => calendar::set_events(&state.cx, &actor, slug.clone(), events, version).await,
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    settled(&state, &actor, locale, slug, outcome, |forms, version| {
        forms.events = form;
        if let Some(version) = version {
            forms.events.version = version.to_string();
        }
    })
    .await
}

/// `POST /{locale}/manage/c/{slug}/settings/topics`
///
/// # Errors
/// Those of the actions.
pub async fn change_topics(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(form): Form<TopicsForm>,
) -> Result<HttpResponse, HttpError> {
    let outcome = match fields::version(&form.version) {
        Ok(version) => topic::replace(&state.cx, &actor, slug.clone(), form.read(), version).await,
        Err(fault) => Err(fault.into()),
    };
    settled(&state, &actor, locale, slug, outcome, |forms, version| {
        forms.topics = form;
        if let Some(version) = version {
            forms.topics.version = version.to_string();
        }
    })
    .await
}
