//! The duties of a consultation as a calendar.

use actix_web::HttpRequest;

use crate::actions::Context;
use crate::actions::published::PublicView;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::export::ics::{self, Feed, Origin};
use crate::http::cache::{Contents, Name, Of};
use crate::i18n::{Texts, sentences};
use crate::web::page::answer::{Answer, CALENDAR};
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Guest;

pub fn route() -> PageRoute {
    page("/consultations/{slug}.ics").get(show)
}

async fn show(request: HttpRequest, guest: Guest<Slug>) -> Answer {
    let view = guest.state.published(&guest.named)?;
    let name = Name {
        what: "calendar",
        of: Of::Consultation(view.consultation.id),
        locale: Some(guest.locale),
    };
    guest.state.answer(&request, name, &view, |_| {
        Ok(Contents {
            media_type: CALENDAR,
            body: calendar(&view, guest.cx(), guest.locale).into(),
            for_all_sites: false,
            until: None,
        })
    })
}

fn calendar(view: &PublicView, cx: &Context, locale: Locale) -> String {
    let (consultation, t) = (&view.consultation, Texts::new(locale));
    let (revision, published_at) = view.revision;
    let page = cx.address(&format!("/{locale}/consultations/{}", consultation.slug));
    let feed = Feed {
        consultation,
        slots: &view.slots,
        events: &view.events,
        origin: Origin {
            host: cx.base_url.host_str().unwrap_or("localhost"),
            revision,
            published_at,
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
