//! One call of the register, with other content that came under its id.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::call::{self, Entry};
use crate::domain::ids::CallId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::i18n::dates;
use crate::web::manage::call::view::CallView;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::web::sample;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/register/{id}").get(show).draws::<EntryPage>()
}

#[derive(Template)]
#[template(path = "manage/call/entry.html")]
struct EntryPage {
    page: Layout,
    call: CallView,
    /// When it was logged.
    logged: String,
    /// When other content came, and what it was.
    others: Vec<(String, String)>,
}

impl EntryPage {
    fn new(page: Layout, entry: &Entry) -> Self {
        let page = page.in_consultation(&entry.consultation, "register");
        let moment = |at: DateTime<Utc>| dates::moment(local(at, entry.consultation.zone), page.locale());
        let others = entry.others.iter();
        let others = others.map(|(at, body)| (moment(*at), serde_json::to_string_pretty(body).unwrap_or_default()));
        Self {
            call: CallView::new(&entry.call, &entry.consultation, page.t),
            logged: moment(entry.call.logged_at),
            others: others.collect(),
            page,
        }
    }
}

async fn show(visit: Visit<(Slug, Id<CallId>)>) -> Answer {
    let (slug, Id(id)) = &visit.named;
    let entry = call::entry(visit.cx(), &visit.actor, *id).await?;
    if entry.consultation.slug != *slug {
        return Err(HttpError::NotFound("call"));
    }
    html(&EntryPage::new(visit.layout(), &entry))
}

impl Page for EntryPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let body = serde_json::json!({ "kind": "contribution", "contributions": [{ "text": sample::LONG_TITLE }] });
        let other = (crate::web::public::sample::at(6, 20, 16, 0), body);
        let draw = |call, others| {
            let consultation = sample::covered().consultation;
            let entry = Entry {
                call,
                consultation,
                others,
            };
            let path = "/manage/c/otwarty-krakow/register/1";
            Self::new(sample::coordinator(locale, path), &entry)
        };
        let [awaiting, _, long, bare] = sample::calls();
        vec![
            ("register-call", draw(awaiting, Vec::new())),
            ("register-call-long", draw(long, vec![other])),
            ("register-call-bare", draw(bare, Vec::new())),
        ]
    }
}
