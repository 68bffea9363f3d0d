//! One's own calendar: its secret address is made and revoked here, and read here by calendar programs.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::feed::{self, FeedDuty};
use crate::digest::sha256;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::export::ics::{self, OwnDuty};
use crate::http::errors::HttpError;
use crate::http::etag::is_known;
use crate::http::forms::Form;
use crate::http::limits::Limit;
use crate::i18n::{dates, sentences};
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, CALENDAR, Page, answer, html, see_other};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::OnDuty;
use crate::web::page::visit::{Guest, Token, Visit};

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/desk/calendar").get(show).post(make).draws::<FeedPage>(),
        page("/desk/calendar/revoke").post(revoke),
        page("/calendars/{token}.ics").get(read).limited(Limit::Link),
    ]
}

#[derive(Template)]
#[template(path = "desk/feed.html")]
struct FeedPage {
    page: Layout,
    /// Whether the account belongs to somebody who takes duties.
    is_staff: bool,
    /// When the address was made, in words; `None` without one.
    made: Option<String>,
    /// The address, shown once.
    address: Option<String>,
    /// Drawn for the next address. It comes with the form, so that sending that twice makes one address.
    secret: String,
}

impl FeedPage {
    fn new(page: Layout, is_staff: bool, made_at: Option<DateTime<Utc>>, secret: String) -> Self {
        let words = |at| dates::moment(local(at, DEFAULT_ZONE), page.locale());
        Self {
            is_staff,
            made: made_at.map(words),
            address: None,
            secret,
            page,
        }
    }
}

async fn current(visit: &Visit) -> Result<FeedPage, ActionError> {
    let made_at = feed::mine(visit.cx(), &visit.actor).await?;
    let (is_staff, secret) = (visit.actor.staff.is_some(), visit.cx().random.secret());
    Ok(FeedPage::new(
        visit.layout().at("/desk/calendar"),
        is_staff,
        made_at,
        secret,
    ))
}

async fn show(visit: Visit) -> Answer {
    html(&current(&visit).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FeedForm {
    secret: String,
}

/// The answer is the page with the address: it is stored nowhere from where a page could show it later.
async fn make(OnDuty(visit, Form(form)): OnDuty<Form<FeedForm>>) -> Answer {
    let (cx, locale) = (visit.cx(), visit.locale);
    if let Err(error) = feed::make(cx, &visit.actor, &form.secret).await {
        return answer(visit.t(), Err(error), async |refusal| {
            if let ActionError::Conflict(_) | ActionError::Invalid(_) = refusal.error {
                refusal.say(visit.t().say("desk-feed-not-made"));
            }
            Ok(current(&visit).await?)
        })
        .await;
    }
    let mut page = current(&visit).await?;
    page.address = Some(cx.address(&format!("/{locale}/calendars/{}.ics", form.secret)));
    html(&page)
}

async fn revoke(visit: Visit) -> Answer {
    feed::revoke(visit.cx(), &visit.actor).await?;
    let done = "feed-revoked";
    Ok(see_other(visit.link(&format!("/desk/calendar?done={done}"))))
}

/// The calendar itself, for programs. Kept by nobody but the one who asks, who is told when nothing changed.
async fn read(request: HttpRequest, guest: Guest<Token>) -> Answer {
    let duties = feed::duties(guest.cx(), &guest.named.0).await?;
    let body = calendar(&duties, &guest);
    let tag: String = sha256(&body).chars().take(24).collect();
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).map_err(|error| HttpError::Internal(error.to_string()))?;
    let known = is_known(request.headers(), &tag);
    let mut answer: HttpResponseBuilder = HttpResponse::build(if known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    answer.insert_header((ETAG, tag));
    answer.insert_header((CACHE_CONTROL, "private, no-cache"));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.insert_header((CONTENT_TYPE, CALENDAR)).body(body))
}

fn calendar(duties: &[FeedDuty], guest: &Guest<Token>) -> String {
    let (cx, t) = (guest.cx(), guest.t());
    let words = ics::Words {
        locale: guest.locale,
        phone_duty: t.say("calendar-phone-duty"),
        room_duty: t.say("calendar-room-duty"),
        cancelled: sentences::capital(&t.say("duty-cancelled")),
    };
    let page = |duty: &FeedDuty| cx.address(&format!("/{}/consultations/{}", guest.locale, duty.consultation.slug));
    let pages: Vec<String> = duties.iter().map(page).collect();
    let own = duties.iter().zip(&pages).map(|(duty, page)| OwnDuty {
        consultation: &duty.consultation,
        event: &duty.event,
        page,
    });
    let host = cx.base_url.host_str().unwrap_or("localhost");
    ics::personal(&own.collect::<Vec<_>>(), &t.say("desk-feed-name"), host, &words)
}

impl Page for FeedPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::public::sample::at;

        let draw = |is_staff, made_at: Option<DateTime<Utc>>| {
            let page = sample::staff(locale, "/desk/calendar");
            Self::new(page, is_staff, made_at, "secret".to_owned())
        };
        let made_at = Some(at(6, 14, 9, 30));
        let mut made = draw(true, made_at);
        let secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY0123_";
        made.address = Some(format!("https://dyzury.krakow.example/{locale}/calendars/{secret}.ics"));
        let mut again = draw(true, made_at);
        again.page.notice = Some(again.page.say("desk-feed-not-made"));
        vec![
            ("desk-feed", draw(true, None)),
            ("desk-feed-made", made),
            ("desk-feed-kept", draw(true, made_at)),
            ("desk-feed-again", again),
            ("desk-feed-no-staff", draw(false, None)),
        ]
    }
}
