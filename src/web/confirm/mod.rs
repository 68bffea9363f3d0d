//! Confirming a duty from the link in a reminder, without signing in.

pub mod pages;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};

use crate::actions::ActionError;
use crate::actions::reminder::{self, Confirmation, RemindedDuty};
use crate::domain::consultation::Consultation;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::routes::at;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, sentences};
use crate::web::confirm::pages::{ConfirmDuty, ConfirmPage, ConfirmState};
use crate::web::page::answer::html;
use crate::web::page::layout::Layout;

/// The pages of this module.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(at("/{locale}/confirm/{token}").get(ask).post(act));
}

/// Asks. Looking confirms nothing, for mail scanners look too.
async fn ask(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let token = path.into_inner().1;
    let found = reminder::confirmation(&state.cx, &token).await;
    answer(Texts::new(locale), token, found, ConfirmState::Already, state.cx.now())
}

/// Acts.
async fn act(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let token = path.into_inner().1;
    let found = reminder::confirm(&state.cx, &token).await;
    answer(Texts::new(locale), token, found, ConfirmState::Done, state.cx.now())
}

fn answer(
    t: Texts,
    token: String,
    found: Result<Confirmation, ActionError>,
    confirmed: ConfirmState,
    now: DateTime<Utc>,
) -> Result<HttpResponse, HttpError> {
    let said = |duty: RemindedDuty| Some(in_words(&duty, t, now));
    let (state, duty) = match found {
        Ok(Confirmation::Open(duty)) => (ConfirmState::Asks, said(duty)),
        Ok(Confirmation::Confirmed(duty, _)) => (confirmed, said(duty)),
        Ok(Confirmation::Over(duty)) => (ConfirmState::Over, said(duty)),
        Ok(Confirmation::Stale(was)) => (
            ConfirmState::Changed,
            was.map(|(consultation, starts_at)| as_reminded(&consultation, starts_at, t, now)),
        ),
        Err(ActionError::NotFound(_)) => (ConfirmState::Unknown, None),
        Err(other) => return Err(other.into()),
    };
    let page = Layout::public(t.locale(), format!("/confirm/{token}"));
    html(&ConfirmPage::new(page, token, state, duty))
}

fn in_words(duty: &RemindedDuty, t: Texts, now: DateTime<Utc>) -> ConfirmDuty {
    let (slot, locale) = (&duty.slot, t.locale());
    ConfirmDuty {
        hours: dates::hours(slot.hours, locale),
        phones: slot
            .extensions
            .iter()
            .map(|extension| extension.display.clone())
            .collect(),
        ..as_reminded(&duty.consultation, slot.span.starts_at, t, now)
    }
}

/// A duty as far as its reminder names it: the consultation and the start.
fn as_reminded(consultation: &Consultation, starts_at: DateTime<Utc>, t: Texts, now: DateTime<Utc>) -> ConfirmDuty {
    let locale = t.locale();
    let (start, today) = (
        local(starts_at, consultation.zone),
        local(now, consultation.zone).date(),
    );
    ConfirmDuty {
        consultation: consultation.texts.title(locale).text.to_owned(),
        when: sentences::capital(&format!(
            "{} ({})",
            dates::long_day(start.date(), locale),
            dates::relative_day(start.date(), today, locale)
        )),
        hours: dates::time(start.time(), locale),
        phones: Vec::new(),
    }
}
