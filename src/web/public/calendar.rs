//! The duties of a consultation as a calendar.

use actix_web::HttpRequest;

use crate::actions::duty;
use crate::domain::slug::Slug;
use crate::export::ics::{self, Feed, Origin};
use crate::http::cache::with_etag;
use crate::i18n::sentences;
use crate::web::page::answer::{Answer, CALENDAR};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;
use crate::web::public::consultation::LONGEST_CACHED;

pub fn route() -> PageRoute {
    page("/consultations/{slug}.ics").get(show).compressed()
}

async fn show(request: HttpRequest, guest: Guest<Slug>) -> Answer {
    let (consultation, revision) = duty::published(guest.cx(), guest.named.clone()).await?;
    let (t, cx) = (guest.t(), guest.cx());
    let page = cx.address(&guest.link(&format!("/consultations/{}", consultation.slug)));
    let feed = Feed {
        consultation: &consultation,
        slots: &revision.slots,
        events: &revision.calendar.events,
        origin: Origin {
            host: cx.base_url.host_str().unwrap_or("localhost"),
            revision: revision.number,
            published_at: revision.published_at,
            page: &page,
        },
        address: &format!("{page}.ics"),
    };
    let words = ics::Words {
        locale: guest.locale,
        phone_duty: t.say("calendar-phone-duty"),
        room_duty: t.say("calendar-room-duty"),
        cancelled: sentences::capital(&t.say("duty-cancelled")),
    };
    Ok(with_etag(&request, CALENDAR, LONGEST_CACHED, ics::feed(&feed, &words)))
}
