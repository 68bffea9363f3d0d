//! A call one has logged.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::call;
use crate::domain::call::Call;
use crate::domain::consultation::Consultation;
use crate::domain::ids::CallId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::web::desk::call::view::{CallView, numbers};
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};

pub fn route() -> PageRoute {
    page("/desk/calls/{id}").get(show).draws::<CallPage>()
}

#[derive(Template)]
#[template(path = "desk/call/entry.html")]
struct CallPage {
    page: Layout,
    call: CallView,
    /// What its contributions are numbered.
    numbers: Option<String>,
    comes: Comes,
    /// The form of the next call.
    next: String,
}

/// How a reader comes to a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comes {
    Looking,
    /// It was saved just now.
    Saving,
    /// Back to its form, which was sent before.
    Back,
}

impl Comes {
    fn of(query: Option<&str>) -> Self {
        match query {
            None => Self::Looking,
            Some("before") => Self::Back,
            Some(_) => Self::Saving,
        }
    }
}

impl CallPage {
    fn new(page: Layout, call: &Call, consultation: &Consultation, comes: Comes) -> Self {
        let t = page.t;
        Self {
            call: CallView::new(call, consultation.zone, t),
            numbers: numbers(call, t),
            comes,
            next: format!("/{}/desk/calls/new?consultation={}", t.lang(), consultation.slug),
            page,
        }
    }

    fn title(&self) -> String {
        match self.comes {
            Comes::Looking => self.page.say_one("view-title", "when", &self.call.started),
            Comes::Saving => self.page.say("saved-title"),
            Comes::Back => self.page.say("saved-before-title"),
        }
    }

    fn is_from_form(&self) -> bool {
        self.comes != Comes::Looking
    }

    fn is_back(&self) -> bool {
        self.comes == Comes::Back
    }
}

#[derive(Deserialize)]
struct EntryQuery {
    saved: Option<String>,
}

async fn show(visit: Visit<Id<CallId>>, query: web::Query<EntryQuery>) -> Answer {
    let Id(id) = visit.named;
    let (call, consultation) = call::one(visit.cx(), &visit.actor, id).await?;
    html(&CallPage::new(
        visit.layout(),
        &call,
        &consultation,
        Comes::of(query.saved.as_deref()),
    ))
}

impl Page for CallPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let consultation = crate::web::public::sample::otwarty_krakow().consultation;
        let draw = |call: &Call, comes| Self::new(sample::staff(locale, "/desk/calls/1"), call, &consultation, comes);
        let [contribution, question] = sample::two_calls();
        vec![
            ("call-saved", draw(&contribution, Comes::Saving)),
            ("call-saved-question", draw(&question, Comes::Saving)),
            ("call-saved-before", draw(&contribution, Comes::Back)),
            ("call-view", draw(&contribution, Comes::Looking)),
        ]
    }
}
