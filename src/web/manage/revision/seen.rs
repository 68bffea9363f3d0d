//! Rosters as residents would read them: the draft, and what was published before, on the very page of residents.

use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::revision::{past, seen};
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::dates;
use crate::web::page::answer::{Answer, Refusal, answer, html};
use crate::web::page::form::version;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::{Id, Visit};
use crate::web::public::consultation::ConsultationPage;
use crate::web::public::view::Banner;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/preview").get(draft),
        page("/manage/c/{slug}/revisions/{id}").get(show).post(restore),
    ]
}

fn layout(visit: &Visit<Slug>, page: &str) -> Layout {
    Layout::public(visit.locale, format!("/manage/c/{}/{page}", visit.named))
}

async fn draft(visit: Visit<Slug>) -> Answer {
    let seen = seen::draft(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let banner = Banner {
        sentence: visit.t().say("manage-seen-draft"),
        links: vec![
            link(&visit, "", "manage-roster-title"),
            link(&visit, "/publish", "manage-check-and-publish"),
        ],
        restore: None,
    };
    let drawn = ConsultationPage::new(
        layout(&visit, "preview"),
        &seen.view,
        visit.now(),
        visit.cx().address(""),
    );
    html(&drawn.under(banner))
}

async fn show(visit: Visit<(Slug, Id<i32>)>) -> Answer {
    let (visit, Id(number)) = visit.within();
    html(&revision(&visit, number).await?)
}

/// As it was read at the moment it was published.
async fn revision(visit: &Visit<Slug>, number: i32) -> Result<ConsultationPage, HttpError> {
    let seen = seen::revision(visit.cx(), &visit.actor, visit.named.clone(), number).await?;
    let (number, published_at) = seen.view.revision;
    let moment = dates::moment(local(published_at, seen.view.consultation.zone), visit.locale);
    let values = [("number", number.into()), ("moment", moment.into())];
    let banner = Banner {
        sentence: visit.t().say_with("manage-seen-revision", &values),
        links: vec![
            link(visit, "/revisions", "manage-revisions-title"),
            link(visit, "", "manage-roster-title"),
        ],
        restore: Some(seen.version),
    };
    let page = layout(visit, &format!("revisions/{number}"));
    Ok(ConsultationPage::new(page, &seen.view, published_at, visit.cx().address("")).under(banner))
}

fn link(visit: &Visit<Slug>, below: &str, key: &str) -> (String, String) {
    (
        visit.link(&format!("/manage/c/{}{below}", visit.named)),
        visit.t().say(key),
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RestoreForm {
    version: String,
}

async fn restore(Editor(visit, Form(form)): Editor<Form<RestoreForm>, (Slug, Id<i32>)>) -> Answer {
    let (visit, Id(number)) = visit.within();
    let restored = async {
        let version = version(&form.version)?;
        past::restore(visit.cx(), &visit.actor, visit.named.clone(), number, version).await
    };
    let roster = |done| visit.link(&format!("/manage/c/{}?done={done}", visit.named));
    answer(visit.t(), restored.await.map(|_| roster("restored")), async |refusal| {
        explain(refusal, &visit);
        revision(&visit, number).await
    })
    .await
}

fn explain(refusal: &mut Refusal, visit: &Visit<Slug>) {
    let key = match &refusal.error {
        ActionError::Stale => "manage-stale-roster",
        ActionError::Taken(_) => "manage-restore-taken",
        ActionError::Invalid(_) => "manage-restore-staff",
        _ => return,
    };
    refusal.say(visit.t().say(key));
}
