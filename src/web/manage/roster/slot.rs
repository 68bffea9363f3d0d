//! One duty of the draft: add it, change it, call it off, take it out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::{self, CheckedDraft};
use crate::actions::{ActionError, Context, consultation};
use crate::domain::access::Actor;
use crate::domain::ids::SlotId;
use crate::domain::language::Locale;
use crate::domain::roster::{Slot, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::ambiguous_ends;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, sentences};
use crate::web::manage::fields;
use crate::web::manage::frame::{self, IdOf, SlugOf};
use crate::web::manage::roster::slot_form::SlotForm;
use crate::web::page::form::Choice;
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// The form of a duty.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/roster/slot.html")]
pub struct SlotPage {
    page: Layout,
    room: ConsultationNav,
    id: Option<SlotId>,
    heading: String,
    form: SlotForm,
    staff: Vec<Choice>,
    languages: Vec<Choice>,
    modes: Vec<Choice>,
    source: Option<String>,
    cancelled: bool,
    clock: Vec<String>,
    notice: Option<String>,
    errors: FormErrors,
}

impl SlotPage {
    /// The form as typed, or as it stands.
    pub fn new(actor: &Actor, locale: Locale, board: &CheckedDraft, staff: &[StaffMember], form: SlotForm) -> Self {
        let t = Texts::new(locale);
        let room = ConsultationNav::new(locale, &board.consultation, "");
        Self {
            page: room.layout(actor, "slots/new"),
            room,
            id: None,
            heading: t.say("manage-slot-new"),
            staff: form.staff_choices(t, staff),
            languages: form.language_choices(locale),
            modes: form.mode_choices(locale),
            source: None,
            cancelled: false,
            clock: fields::clock_notes(t, &form.date, &form.start, &form.end, board.consultation.zone),
            notice: None,
            errors: FormErrors::none(),
            form,
        }
    }

    /// The page of a duty that is there.
    #[must_use]
    pub fn of_slot(mut self, actor: &Actor, slot: &Slot) -> Self {
        self.page = self.room.layout(actor, &format!("slots/{}", slot.id));
        self.heading = sentences::duty(slot.date, slot.hours, self.page.t.locale());
        self.source = slot.source.as_ref().map(|source| source.text.clone());
        self.cancelled = slot.state == SlotState::Cancelled;
        self.id = Some(slot.id);
        self
    }

    /// With messages next to fields.
    #[must_use]
    pub fn with_errors(mut self, errors: FormErrors) -> Self {
        self.errors = errors;
        self
    }

    /// With word of what happened in the meantime.
    #[must_use]
    pub fn with_notice(mut self, notice: String) -> Self {
        self.notice = Some(notice);
        self
    }

    /// Room for every number, and for three at least.
    fn phone_rows(&self) -> usize {
        self.form.phones.lines().count().max(3)
    }

    fn action(&self) -> String {
        match self.id {
            Some(id) => self.room.address(&format!("slots/{id}")),
            None => self.room.address("slots"),
        }
    }
}

/// Day and hours a new duty begins with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NewSlotQuery {
    #[serde(default)]
    date: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    end: String,
}

/// `GET /{locale}/manage/c/{slug}/slots/new`
///
/// # Errors
/// Those of the actions.
pub async fn new(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<NewSlotQuery>,
) -> Result<HttpResponse, HttpError> {
    let (board, staff) = roster::board(&state.cx, &actor, slug).await?;
    let NewSlotQuery { date, start, end } = query.into_inner();
    let form = SlotForm::empty(date, start, end, board.draft.version);
    frame::page(&SlotPage::new(&actor, locale, &board, &staff, form))
}

/// `GET /{locale}/manage/c/{slug}/slots/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<SlotId>,
) -> Result<HttpResponse, HttpError> {
    let (board, staff) = roster::board(&state.cx, &actor, slug).await?;
    let slot = slot_of(&board, id)?;
    let form = SlotForm::of(slot, board.draft.version);
    frame::page(&SlotPage::new(&actor, locale, &board, &staff, form).of_slot(&actor, slot))
}

fn slot_of(board: &CheckedDraft, id: SlotId) -> Result<&Slot, HttpError> {
    board
        .draft
        .slots
        .iter()
        .find(|slot| slot.id == id)
        .ok_or(HttpError::NotFound("slot"))
}

/// `POST /{locale}/manage/c/{slug}/slots`
///
/// # Errors
/// Those of the actions.
pub async fn add(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(form): Form<SlotForm>,
) -> Result<HttpResponse, HttpError> {
    save(&state.cx, &actor, locale, slug, None, form).await
}

/// `POST /{locale}/manage/c/{slug}/slots/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn change(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<SlotId>,
    Form(form): Form<SlotForm>,
) -> Result<HttpResponse, HttpError> {
    save(&state.cx, &actor, locale, slug, Some(id), form).await
}

async fn save(
    cx: &Context,
    actor: &Actor,
    locale: Locale,
    slug: Slug,
    id: Option<SlotId>,
    form: SlotForm,
) -> Result<HttpResponse, HttpError> {
    let saved = match form.read(id) {
        Ok(input) => {
            let zone = consultation::one(cx, actor, slug.clone()).await?.zone;
            let odd = !ambiguous_ends(input.date, input.hours, zone).is_empty();
            match form.version() {
                Ok(version) => roster::save_slot(cx, actor, slug.clone(), input, version).await,
                Err(fault) => Err(fault.into()),
            }
            .map(|_| if odd { "slot-saved-clock" } else { "slot-saved" })
        }
        Err(faults) => Err(ActionError::Invalid(faults)),
    };
    settled(cx, actor, locale, slug, id, form, saved).await
}

/// Back to the roster, or the form again with what is wrong.
async fn settled(
    cx: &Context,
    actor: &Actor,
    locale: Locale,
    slug: Slug,
    id: Option<SlotId>,
    mut form: SlotForm,
    outcome: Result<&'static str, ActionError>,
) -> Result<HttpResponse, HttpError> {
    let error = match outcome {
        Ok(done) => return Ok(frame::see(format!("/{locale}/manage/c/{slug}?done={done}"))),
        Err(error) => error,
    };
    let t = Texts::new(locale);
    let (board, staff) = roster::board(cx, actor, slug).await?;
    let slot = id.and_then(|id| board.draft.slots.iter().find(|slot| slot.id == id));
    let (status, errors, notice) = match &error {
        ActionError::Invalid(faults) => (StatusCode::UNPROCESSABLE_ENTITY, field_messages(t, faults), None),
        ActionError::Taken(by) => {
            let clash = by
                .iter()
                .find_map(|id| board.draft.slots.iter().find(|slot| slot.id == *id));
            let notice = match clash {
                Some(clash) => t.say_one(
                    "manage-taken-by",
                    "duty",
                    sentences::duty(clash.date, clash.hours, locale),
                ),
                None => t.say("manage-taken-elsewhere"),
            };
            (StatusCode::CONFLICT, FormErrors::none(), Some(notice))
        }
        ActionError::Stale => {
            form.set_version(board.draft.version);
            let notice = match slot {
                Some(slot) => t.say_with(
                    "manage-stale-slot",
                    &[
                        ("duty", sentences::duty(slot.date, slot.hours, locale).into()),
                        (
                            "phones",
                            slot.extensions
                                .iter()
                                .map(|e| e.display.as_str())
                                .collect::<Vec<_>>()
                                .join(", ")
                                .into(),
                        ),
                    ],
                ),
                None => t.say("manage-stale-roster"),
            };
            (StatusCode::CONFLICT, FormErrors::none(), Some(notice))
        }
        ActionError::Conflict("slot_published") => (
            StatusCode::CONFLICT,
            FormErrors::none(),
            Some(t.say("manage-slot-published")),
        ),
        _ => return Err(error.into()),
    };
    let mut page = SlotPage::new(actor, locale, &board, &staff, form).with_errors(errors);
    if let Some(slot) = slot {
        page = page.of_slot(actor, slot);
    }
    if let Some(notice) = notice {
        page = page.with_notice(notice);
    }
    frame::page_with(status, &page)
}

/// What is asked about a duty that is to go.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EndForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    version: String,
}

/// `POST /{locale}/manage/c/{slug}/slots/{id}/cancel`
///
/// # Errors
/// Those of the actions.
pub async fn cancel(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<SlotId>,
    Form(end): Form<EndForm>,
) -> Result<HttpResponse, HttpError> {
    let outcome = match fields::version(&end.version) {
        Ok(version) => roster::cancel_slot(&state.cx, &actor, slug.clone(), id, &end.reason, version).await,
        Err(fault) => Err(fault.into()),
    };
    let form = standing(&state.cx, &actor, &slug, id).await?.with_reason(end.reason);
    settled(
        &state.cx,
        &actor,
        locale,
        slug,
        Some(id),
        form,
        outcome.map(|()| "slot-cancelled"),
    )
    .await
}

/// `POST /{locale}/manage/c/{slug}/slots/{id}/remove`
///
/// # Errors
/// Those of the actions.
pub async fn remove(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<SlotId>,
    Form(end): Form<EndForm>,
) -> Result<HttpResponse, HttpError> {
    let form = standing(&state.cx, &actor, &slug, id).await?;
    let outcome = match fields::version(&end.version) {
        Ok(version) => roster::remove_slot(&state.cx, &actor, slug.clone(), id, version).await,
        Err(fault) => Err(fault.into()),
    };
    settled(
        &state.cx,
        &actor,
        locale,
        slug,
        Some(id),
        form,
        outcome.map(|()| "slot-removed"),
    )
    .await
}

/// The form of a duty as it stands.
async fn standing(cx: &Context, actor: &Actor, slug: &Slug, id: SlotId) -> Result<SlotForm, HttpError> {
    let (board, _) = roster::board(cx, actor, slug.clone()).await?;
    Ok(SlotForm::of(slot_of(&board, id)?, board.draft.version))
}
