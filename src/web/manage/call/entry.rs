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
use crate::web::manage::call::view::{CallView, OtherView};
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
    others: Vec<OtherView>,
}

impl EntryPage {
    fn new(page: Layout, entry: &Entry) -> Self {
        let page = page.in_consultation(&entry.consultation, "register");
        let moment = |at: DateTime<Utc>| dates::moment(local(at, entry.consultation.zone), page.locale());
        let others = entry.others.iter();
        let others = others.map(|(at, sent)| OtherView::new(moment(*at), sent, &entry.topics, page.locale()));
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
        use crate::domain::call::{CallKind, CallOutcome, NewCall};
        let at = crate::web::public::sample::at;
        let sent = |note: Option<&str>, contributions: &[&str]| NewCall {
            id: CallId(uuid::Uuid::from_u128(1)),
            consultation: "otwarty-krakow".parse().unwrap(),
            started_at: None,
            kind: CallKind::Contribution,
            outcome: Some(CallOutcome::CallBack),
            topics: vec!["praca".parse().unwrap(), "transport-zbiorowy".parse().unwrap()],
            other_topic: None,
            caller: None,
            language: Some("uk".parse().unwrap()),
            note: note.map(str::to_owned),
            contributions: contributions.iter().map(|text| (*text).into()).collect(),
        };
        let others = vec![
            (
                at(6, 20, 16, 0),
                sent(None, &[sample::LONG_TITLE, "Kursy w niedziele."]),
            ),
            (at(6, 20, 16, 1), sent(Some("Oddzwonić po 17."), &[])),
        ];
        let draw = |call, others| {
            let consultation = sample::covered().consultation;
            let entry = Entry {
                call,
                consultation,
                others,
                topics: crate::web::desk::sample::topics(),
            };
            let path = "/manage/c/otwarty-krakow/register/1";
            Self::new(sample::coordinator(locale, path), &entry)
        };
        let [awaiting, _, long, bare] = sample::calls();
        vec![
            ("register-call", draw(awaiting, Vec::new())),
            ("register-call-long", draw(long, others)),
            ("register-call-bare", draw(bare, Vec::new())),
        ]
    }
}
