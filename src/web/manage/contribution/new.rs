//! A contribution that came in by letter, e-mail, form or at the meeting.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::contribution;
use crate::actions::contribution::enter::{self, Entered};
use crate::domain::consultation::Consultation;
use crate::domain::ids::ContributionId;
use crate::domain::slug::Slug;
use crate::domain::topic::Topic;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::web::manage::contribution::form::{ContributionForm, Offers};
use crate::web::page::answer::{Answer, Page, answer, html, see_other};
use crate::web::page::form::FieldReader;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Keeper;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::{fault::Fault, language::Locale},
    web::{desk, sample},
};

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/contributions/new")
        .get(show)
        .post(add)
        .draws::<NewPage>()
}

#[derive(Template)]
#[template(path = "manage/contribution/new.html")]
struct NewPage {
    page: Layout,
    form: ContributionForm,
    offers: Offers,
}

impl NewPage {
    fn new(page: Layout, consultation: &Consultation, topics: &[Topic], form: ContributionForm) -> Self {
        let page = page.in_consultation(consultation, "contributions");
        Self {
            offers: Offers::new(&form, topics, &[], page.t),
            page,
            form,
        }
    }
}

/// The address of a new contribution names its id, so that whoever opens it again finds the same one.
#[derive(Deserialize)]
struct NewQuery {
    id: Option<ContributionId>,
}

/// Without the language.
fn new_address(slug: &Slug, id: ContributionId) -> String {
    format!("/manage/c/{slug}/contributions/new?id={id}")
}

fn address_of(visit: &Visit<Slug>, id: ContributionId, done: &str) -> String {
    visit.link(&format!("/manage/c/{}/contributions/{id}?done={done}", visit.named))
}

async fn show(visit: Visit<Slug>, query: web::Query<NewQuery>) -> Answer {
    let (consultation, topics) = contribution::code_list(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let Some(id) = query.id else {
        return Ok(see_other(visit.link(&new_address(&visit.named, visit.fresh()))));
    };
    match contribution::one(visit.cx(), &visit.actor, id).await {
        Ok(there) if there.consultation.slug == visit.named => {
            return Ok(see_other(address_of(&visit, id, "contribution-there")));
        }
        // None, or one of another office: that is not said here.
        Ok(_) | Err(ActionError::NotFound(_) | ActionError::Denied(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let layout = visit.layout().at(new_address(&visit.named, id));
    let form = ContributionForm::default();
    html(&NewPage::new(layout, &consultation, &topics, form))
}

async fn add(Keeper(visit, Form(form)): Keeper<Form<ContributionForm>, Slug>, query: web::Query<NewQuery>) -> Answer {
    let (consultation, topics) = contribution::code_list(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let id = query.id.ok_or(HttpError::Malformed)?;
    let entered = async {
        let mut reader = FieldReader::default();
        let entry = form.entry(id, &visit.named, &mut reader);
        enter::enter(visit.cx(), &visit.actor, reader.finish(|| entry)?).await
    };
    let entered = entered.await.map(|entered| match entered {
        Entered::New(one) => address_of(&visit, one.id, "contribution-entered"),
        Entered::Again(one) => address_of(&visit, one.id, "contribution-there"),
    });
    answer(visit.t(), entered, async |refusal| {
        let at = match refusal.error {
            ActionError::Conflict(_) => {
                refusal.say(visit.t().say("manage-id-taken"));
                new_address(&visit.named, visit.fresh())
            }
            _ => new_address(&visit.named, id),
        };
        Ok(NewPage::new(visit.layout().at(at), &consultation, &topics, form))
    })
    .await
}

impl Page for NewPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |form, faults: &[(&str, Fault)]| {
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow/contributions/new?id=1").refused(faults);
            Self::new(page, &sample::covered().consultation, &desk::sample::topics(), form)
        };
        let typed = ContributionForm {
            text: sample::LONG_TITLE.repeat(3),
            received_on: "wczoraj".to_owned(),
            topics: vec!["praca".to_owned()],
            source: sample::LONG_NAME.to_owned(),
            ..ContributionForm::default()
        };
        let faults = [
            ("channel", Fault::Required),
            ("received_on", Fault::Date),
            ("text", Fault::TextTooLong),
            ("source", Fault::TooLong),
        ];
        vec![
            ("contribution-new", draw(ContributionForm::default(), &[])),
            ("contribution-new-refused", draw(typed, &faults)),
        ]
    }
}
