//! From an announcement to a draft: paste or upload, look at what was read, answer what is asked.

pub mod form;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::actions::{ActionError, allow, announcement};
use crate::domain::access::{Actor, Right};
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, Hours};
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::limits::MAX_DRAFT;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::http::upload::Upload;
use crate::i18n::{Texts, dates};
use crate::web::manage::announcement::form::{Decision, ImportEvent, ImportForm, ImportRow};
use crate::web::manage::{fields, frame};
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;

/// Where an announcement is pasted or uploaded.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/announcement/paste.html")]
pub struct ImportPage {
    page: Layout,
    text: String,
    errors: FormErrors,
}

impl ImportPage {
    /// The page with what was pasted.
    pub fn new(page: Layout, text: String, errors: FormErrors) -> Self {
        Self { page, text, errors }
    }
}

/// What was read, row by row.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/announcement/preview.html")]
pub struct PreviewPage {
    page: Layout,
    form: ImportForm,
    errors: FormErrors,
}

impl PreviewPage {
    /// The page of a form. Its address cannot be asked for again, so the languages lead to the start of the import.
    pub fn new(actor: &Actor, locale: Locale, form: ImportForm, errors: FormErrors) -> Self {
        Self {
            page: Layout::signed_in(locale, "/manage/import", actor),
            form,
            errors,
        }
    }

    fn rows(&self) -> Vec<(usize, &ImportRow)> {
        self.form.rows.iter().enumerate().collect()
    }

    fn events(&self) -> Vec<(usize, &ImportEvent)> {
        self.form.events.iter().enumerate().collect()
    }

    fn certain(&self) -> usize {
        self.form.rows.iter().filter(|row| row.certain).count()
    }

    fn asked(&self) -> usize {
        self.form.rows.iter().filter(|row| !row.certain).count()
    }

    /// What a clock change does to the hours of a row.
    fn clock(&self, row: &ImportRow) -> Vec<String> {
        fields::clock_notes(self.page.t, &row.date, &row.start, &row.end, DEFAULT_ZONE)
    }

    fn taken(&self, row: &ImportRow) -> bool {
        row.decision == Decision::Take
    }

    fn left(&self, row: &ImportRow) -> bool {
        row.decision == Decision::Leave
    }

    /// A day in words, or as it was typed.
    fn day(&self, date: &str) -> String {
        fields::date(date).map_or_else(
            || date.to_owned(),
            |date| dates::weekday_day(date, self.page.t.locale()),
        )
    }

    /// Hours in words, or as they were typed: `15.00–18.00`.
    fn hours(&self, start: &str, end: &str) -> String {
        match fields::time(start).zip(fields::time(end)) {
            Some((start, end)) => dates::hours(Hours { start, end }, self.page.t.locale()),
            None => format!("{start} {end}").trim().to_owned(),
        }
    }
}

/// `GET /{locale}/manage/import`
///
/// # Errors
/// Without the right to import.
pub async fn show(Lang(locale): Lang, CurrentUser(actor): CurrentUser) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::EditRoster)?;
    let page = Layout::signed_in(locale, "/manage/import", &actor);
    frame::page(&ImportPage::new(page, String::new(), FormErrors::none()))
}

/// The field beside the file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasteForm {
    text: String,
}

/// `POST /{locale}/manage/import`: reads, keeps nothing, shows what was read. A file counts before pasted text.
///
/// # Errors
/// Those of the action.
pub async fn preview(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    upload: Upload<PasteForm>,
) -> Result<HttpResponse, HttpError> {
    let text = upload.fields.text;
    let (bytes, name, media_type, field) = match upload.file {
        Some(file) => (file.bytes.to_vec(), file.name, file.media_type, "file"),
        None => (text.clone().into_bytes(), None, None, "text"),
    };
    match announcement::read(&state.cx, &actor, bytes, name, media_type).await {
        Ok(reading) => {
            let mut form = ImportForm::of(&reading);
            if form.fits() {
                form.expect(announcement::expected(&state.cx, &actor, form.address()).await?);
                return frame::page(&PreviewPage::new(&actor, locale, form, FormErrors::none()));
            }
            let message = Texts::new(locale).say("manage-import-too-long");
            let page = Layout::signed_in(locale, "/manage/import", &actor);
            let page = ImportPage::new(page, text, FormErrors::one(field, message));
            frame::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(ActionError::Announcement(error)) => {
            let message = Texts::new(locale).say(&format!("manage-import-{}", error.code().replace('_', "-")));
            let page = Layout::signed_in(locale, "/manage/import", &actor);
            let page = ImportPage::new(page, text, FormErrors::one(field, message));
            frame::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /{locale}/manage/import/draft`: lays out what was ticked.
///
/// # Errors
/// Those of the action.
pub async fn draft(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    Form(pairs): Form<Vec<(String, String)>, MAX_DRAFT>,
) -> Result<HttpResponse, HttpError> {
    allow(&actor, Right::EditRoster)?;
    let mut form = ImportForm::from_pairs(pairs);
    let outcome = match form.read() {
        Ok(plan) => announcement::import(&state.cx, &actor, plan).await,
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    let t = Texts::new(locale);
    let (status, errors) = match outcome {
        Ok(imported) => {
            return Ok(frame::see(format!(
                "/{locale}/manage/c/{}?done=imported",
                imported.slug
            )));
        }
        Err(ActionError::Invalid(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, field_messages(t, &faults)),
        Err(ActionError::Taken(_)) => (
            StatusCode::CONFLICT,
            FormErrors::one("rows", t.say("manage-import-taken")),
        ),
        Err(ActionError::Stale) => {
            form.expect(announcement::expected(&state.cx, &actor, form.address()).await?);
            (
                StatusCode::CONFLICT,
                FormErrors::one("slug", t.say("manage-import-stale")),
            )
        }
        Err(error) => return Err(error.into()),
    };
    frame::page_with(status, &PreviewPage::new(&actor, locale, form, errors))
}
