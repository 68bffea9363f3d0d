//! Pages for residents: no cookie, no script.

pub mod consultation;
pub mod list;
pub mod view;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::actions::duty;
use crate::domain::consultation::Consultation;
use crate::domain::language::Locale;
use crate::domain::revision::Revision;
use crate::domain::slug::Slug;
use crate::export::ics::{self, Feed, Origin};
use crate::http::cache::with_etag;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::routes::at;
use crate::http::state::AppState;
use crate::i18n::{Texts, sentences};
use crate::web::page::answer::{CALENDAR, HTML, render, see_other};
use crate::web::public::consultation::{ConsultationPage, true_for};
use crate::web::public::list::ListPage;

/// The pages of this module.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(at("/").get(home))
        .service(at("/{locale}/consultations").get(list).compressed())
        .service(at("/{locale}/consultations/{slug}.ics").get(calendar).compressed())
        .service(at("/{locale}/consultations/{slug}").get(consultation).compressed());
}

async fn home() -> HttpResponse {
    see_other("/pl/consultations")
}

/// The list of published consultations.
async fn list(request: HttpRequest, Lang(locale): Lang, state: web::Data<AppState>) -> Result<HttpResponse, HttpError> {
    let all = duty::public_list(&state.cx).await?;
    let now = state.cx.now();
    let seconds = all
        .iter()
        .map(|(consultation, slots)| true_for(slots, consultation.zone, now))
        .fold(consultation::LONGEST_KEPT, i64::min);
    let body = render(&ListPage::new(&all, locale, now, &state.cx.address("")))?;
    Ok(with_etag(&request, HTML, seconds, body))
}

/// The page of one consultation.
async fn consultation(
    request: HttpRequest,
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let view = duty::public_view(&state.cx, known(&path.1)?).await?;
    let now = state.cx.now();
    let seconds = true_for(&view.slots, view.consultation.zone, now);
    let body = render(&ConsultationPage::new(&view, locale, now, &state.cx.address("")))?;
    Ok(with_etag(&request, HTML, seconds, body))
}

/// Its calendar.
async fn calendar(
    request: HttpRequest,
    Lang(locale): Lang,
    path: web::Path<(String, String)>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, HttpError> {
    let (consultation, revision) = duty::published(&state.cx, known(&path.1)?).await?;
    let body = calendar_of(&consultation, &revision, locale, &state);
    Ok(with_etag(&request, CALENDAR, consultation::LONGEST_KEPT, body))
}

fn known(slug: &str) -> Result<Slug, HttpError> {
    slug.parse().map_err(|_| HttpError::NotFound("consultation"))
}

fn calendar_of(consultation: &Consultation, revision: &Revision, locale: Locale, state: &AppState) -> String {
    let t = Texts::new(locale);
    let page = state
        .cx
        .address(&format!("/{locale}/consultations/{}", consultation.slug.as_str()));
    let feed = Feed {
        consultation,
        slots: &revision.slots,
        events: &revision.calendar.events,
        origin: Origin {
            host: state.cx.base_url.host_str().unwrap_or("localhost"),
            revision: revision.number,
            published_at: revision.published_at,
            page: &page,
        },
        address: &format!("{page}.ics"),
    };
    let words = ics::Words {
        locale,
        phone_duty: t.say("calendar-phone-duty"),
        room_duty: t.say("calendar-room-duty"),
        cancelled: sentences::capital(&t.say("duty-cancelled")),
    };
    ics::feed(&feed, &words)
}
