//! Confirming a duty from the link in a reminder, without signing in.

pub mod pages;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};

use crate::actions::ActionError;
use crate::actions::reminders::{self, Confirmation, RemindedDuty};
use crate::domain::time::local;
use crate::http::errors::Fault;
use crate::http::locale::Lang;
use crate::http::routes::at;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, sentences};
use crate::web::Shell;
use crate::web::confirm::pages::{ConfirmDuty, ConfirmPage, ConfirmState};
use crate::web::respond::html;

/// The pages of this module.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(at("/{locale}/confirm/{token}").get(ask).post(act));
}

/// Asks. Looking confirms nothing, for mail scanners look too.
async fn ask(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Fault> {
    let token = path.into_inner().1;
    let found = reminders::confirmation(&state.cx, &token).await;
    answer(Texts::new(locale), token, found, ConfirmState::Already, state.cx.now())
}

/// Acts.
async fn act(
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Fault> {
    let token = path.into_inner().1;
    let found = reminders::confirm(&state.cx, &token).await;
    answer(Texts::new(locale), token, found, ConfirmState::Done, state.cx.now())
}

fn answer(
    t: Texts,
    token: String,
    found: Result<Confirmation, ActionError>,
    confirmed: ConfirmState,
    now: DateTime<Utc>,
) -> Result<HttpResponse, Fault> {
    let (state, duty) = match found {
        Ok(Confirmation::Open(duty)) => (ConfirmState::Asks, Some(duty)),
        Ok(Confirmation::Confirmed(duty, _)) => (confirmed, Some(duty)),
        Ok(Confirmation::Stale) => (ConfirmState::Changed, None),
        Err(ActionError::NotFound(_)) => (ConfirmState::Unknown, None),
        Err(other) => return Err(other.into()),
    };
    let shell = Shell::public(t.locale(), format!("/confirm/{token}"));
    let duty = duty.map(|duty| in_words(&duty, t, now));
    html(&ConfirmPage::new(shell, token, state, duty))
}

fn in_words(duty: &RemindedDuty, t: Texts, now: DateTime<Utc>) -> ConfirmDuty {
    let (slot, locale) = (&duty.slot, t.locale());
    let today = local(now, duty.consultation.zone).date();
    ConfirmDuty {
        consultation: duty.consultation.texts.title(locale).text.to_owned(),
        when: sentences::capital(&format!(
            "{}, {}",
            dates::relative_day(slot.date, today, locale),
            dates::long_day(slot.date, locale)
        )),
        hours: dates::hours(slot.hours, locale),
        phones: slot.lines.iter().map(|line| line.display.clone()).collect(),
    }
}
