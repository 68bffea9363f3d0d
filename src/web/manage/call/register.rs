//! The calls of a consultation, the latest first, with a count of each kind.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::call::{self, RegisterQuery};
use crate::actions::consultation;
use crate::domain::call::{Call, CallKind};
use crate::domain::consultation::Consultation;
use crate::domain::ids::CallId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::i18n::{Texts, sentences};
use crate::web::manage::call::view::CallView;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

/// Calls on a page.
const LIMIT: i64 = 50;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/register").get(show).draws::<RegisterPage>()
}

#[derive(Template)]
#[template(path = "manage/call/register.html")]
struct RegisterPage {
    page: Layout,
    total: String,
    tally: Vec<String>,
    kinds: Vec<Choice>,
    /// Address of each call, and the call.
    calls: Vec<(String, CallView)>,
    /// Address of older calls.
    older: Option<String>,
}

/// What the page is made of.
struct Register {
    consultation: Consultation,
    tally: Vec<(CallKind, i64)>,
    calls: Vec<Call>,
    /// Where the next page begins.
    next: Option<CallId>,
    /// The only kind shown, if one was chosen.
    kind: Option<CallKind>,
}

impl RegisterPage {
    fn new(page: Layout, register: &Register) -> Self {
        let page = page.in_consultation(&register.consultation, "register");
        let (t, kind) = (page.t, register.kind.map_or("", CallKind::code));
        let total: i64 = register.tally.iter().map(|(_, count)| count).sum();
        let tally = register.tally.iter().filter(|(_, count)| *count > 0);
        let tally = tally.map(|(kind, count)| format!("{}: {count}", sentences::call_kind(*kind, t.locale())));
        let calls = register.calls.iter().map(|call| {
            let address = page.address(&format!("register/{}", call.id));
            (address, CallView::new(call, &register.consultation, t))
        });
        let older = |id| page.address(&format!("register?kind={kind}&after={id}"));
        Self {
            total: t.say_n("count-calls", total),
            tally: tally.collect(),
            kinds: kinds(register.kind, t),
            calls: calls.collect(),
            older: register.next.map(older),
            page,
        }
    }
}

fn kinds(chosen: Option<CallKind>, t: Texts) -> Vec<Choice> {
    let all = Choice {
        value: String::new(),
        label: t.say("manage-register-all-kinds"),
        chosen: chosen.is_none(),
    };
    let kinds = CallKind::ALL.iter().map(|kind| Choice {
        value: kind.code().to_owned(),
        label: sentences::call_kind(*kind, t.locale()),
        chosen: chosen == Some(*kind),
    });
    std::iter::once(all).chain(kinds).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ShowQuery {
    kind: String,
    after: Option<String>,
}

async fn show(visit: Visit<Slug>, query: web::Query<ShowQuery>) -> Answer {
    let slug = &visit.named;
    let after = query.after.as_deref().map(str::parse).transpose();
    let asked = RegisterQuery {
        consultation: Some(slug.clone()),
        kind: CallKind::from_code(&query.kind),
        after: after.map_err(|_| HttpError::NotFound("page"))?,
        limit: LIMIT,
        mine: false,
    };
    let kind = asked.kind;
    let consultation = consultation::one(visit.cx(), &visit.actor, slug.clone()).await?;
    let tally = call::tally(visit.cx(), &visit.actor, slug.clone()).await?;
    let (calls, next) = call::page(visit.cx(), &visit.actor, asked).await?;
    let register = Register {
        consultation,
        tally,
        calls,
        next,
        kind,
    };
    html(&RegisterPage::new(visit.layout(), &register))
}

impl Page for RegisterPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |calls: Vec<Call>, counts: [i64; 6], kind| {
            let register = Register {
                consultation: sample::covered().consultation,
                tally: CallKind::ALL.iter().copied().zip(counts).collect(),
                next: calls.last().map(|call| call.id),
                calls,
                kind,
            };
            Self::new(
                sample::coordinator(locale, "/manage/c/otwarty-krakow/register"),
                &register,
            )
        };
        let counts = [22, 5, 12, 0, 1, 101];
        vec![
            ("register", draw(sample::calls().into(), counts, None)),
            ("register-empty", draw(Vec::new(), [0; 6], None)),
            (
                "register-none-of-kind",
                draw(Vec::new(), counts, Some(CallKind::NotOurMatter)),
            ),
        ]
    }
}
