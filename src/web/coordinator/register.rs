//! The register of calls with their contributions.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::calls::{self, RegisterQuery};
use crate::domain::call::{Call, CallKind, ContributionState};
use crate::domain::ids::CallId;
use crate::domain::language::Locale;
use crate::domain::time::local;
use crate::http::errors::Fault;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::Shell;
use crate::web::coordinator::frame::{self, IdOf, Room, SlugOf};
use crate::web::coordinator::slot_form::Choice;

/// How many calls a page holds.
const PAGE: i64 = 50;

/// The register.
#[derive(Debug, Clone, Template)]
#[template(path = "coordinator/register.html")]
pub struct RegisterPage {
    t: Texts,
    shell: Shell,
    room: Room,
    view: RegisterView,
}

/// What the register says.
#[derive(Debug, Clone, Default)]
pub struct RegisterView {
    /// How many calls there are, in words.
    pub total: String,
    /// How many of each kind, in words.
    pub tally: Vec<String>,
    /// Kinds to choose from.
    pub kinds: Vec<Choice>,
    /// The calls, newest first.
    pub calls: Vec<CallView>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// One call.
#[derive(Debug, Clone, Default)]
pub struct CallView {
    /// Its own page.
    pub href: String,
    /// When it began, in full.
    pub when: String,
    /// Kind.
    pub kind: String,
    /// Outcome, language, topics.
    pub facts: Vec<String>,
    /// Internal note.
    pub note: Option<String>,
    /// Contributions: number, text, state.
    pub contributions: Vec<ContributionView>,
    /// Whether it began after the consultation ended.
    pub late: bool,
}

/// One contribution.
#[derive(Debug, Clone)]
pub struct ContributionView {
    /// Number in the consultation.
    pub number: i32,
    /// The text as noted.
    pub text: String,
    /// How far it is.
    pub state: String,
}

impl CallView {
    /// A call in a language.
    pub fn of(call: &Call, room: &Room, zone: Tz, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let mut facts = Vec::new();
        facts.extend(call.outcome.map(|outcome| sentences::call_outcome(outcome, locale)));
        facts.extend(call.language.as_ref().map(|language| languages::name(language, locale)));
        facts.extend(call.topics.iter().map(|topic| topic.label.clone()));
        Self {
            href: room.address(&format!("register/{}", call.id)),
            when: dates::moment(local(call.started_at, zone), locale),
            kind: sentences::call_kind(call.kind, locale),
            facts,
            note: call.note.clone(),
            contributions: call
                .contributions
                .iter()
                .map(|contribution| ContributionView {
                    number: contribution.number,
                    text: contribution.text.clone(),
                    state: match contribution.state {
                        ContributionState::Noted => t.say("contribution-state-noted"),
                        ContributionState::AwaitingConfirmation => t.say("contribution-state-awaiting_confirmation"),
                    },
                })
                .collect(),
            late: call.late,
        }
    }
}

impl RegisterPage {
    /// The page of a view.
    pub fn new(shell: Shell, room: Room, view: RegisterView) -> Self {
        Self {
            t: shell.texts(),
            shell,
            room,
            view,
        }
    }
}

/// What to show.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ShowQuery {
    kind: String,
    after: Option<String>,
}

/// `GET /{locale}/manage/{slug}/register`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<ShowQuery>,
) -> Result<HttpResponse, Fault> {
    let consultation = crate::actions::consultations::one(&state.cx, &actor, slug.clone()).await?;
    let tally = calls::tally(&state.cx, &actor, slug.clone()).await?;
    let kind = CallKind::from_code(&query.kind);
    let after = query
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| Fault::NotFound("page"))?;
    let asked = RegisterQuery {
        consultation: Some(slug),
        kind,
        after,
        limit: PAGE,
        mine: false,
    };
    let (found, next) = calls::page(&state.cx, &actor, asked).await?;
    let room = Room::new(locale, &consultation, "register");
    let view = RegisterView {
        calls: found
            .iter()
            .map(|call| CallView::of(call, &room, consultation.zone, locale))
            .collect(),
        next: next.map(|id| room.address(&format!("register?kind={}&after={id}", kind.map_or("", CallKind::code)))),
        kinds: kinds(kind, locale),
        ..counted(&tally, locale)
    };
    frame::page(&RegisterPage::new(room.shell(&actor, "register"), room, view))
}

fn counted(tally: &[(CallKind, i64)], locale: Locale) -> RegisterView {
    let total: i64 = tally.iter().map(|(_, count)| count).sum();
    RegisterView {
        total: Texts::new(locale).say_n("count-calls", total),
        tally: tally
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| format!("{}: {count}", sentences::call_kind(*kind, locale)))
            .collect(),
        ..RegisterView::default()
    }
}

fn kinds(chosen: Option<CallKind>, locale: Locale) -> Vec<Choice> {
    let all = Choice {
        value: String::new(),
        label: Texts::new(locale).say("manage-register-all-kinds"),
        chosen: chosen.is_none(),
    };
    let kinds = CallKind::ALL.iter().map(|kind| Choice {
        value: kind.code().to_owned(),
        label: sentences::call_kind(*kind, locale),
        chosen: chosen == Some(*kind),
    });
    std::iter::once(all).chain(kinds).collect()
}

/// One call by itself.
#[derive(Debug, Clone, Template)]
#[template(path = "coordinator/call.html")]
pub struct CallPage {
    t: Texts,
    shell: Shell,
    room: Room,
    call: CallView,
    logged: String,
    others: Vec<(String, String)>,
}

impl CallPage {
    /// The page of a call; `others` are other texts that came in under its id.
    pub fn new(shell: Shell, room: Room, call: CallView, logged: String, others: Vec<(String, String)>) -> Self {
        Self {
            t: shell.texts(),
            shell,
            room,
            call,
            logged,
            others,
        }
    }
}

/// `GET /{locale}/manage/{slug}/register/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn one(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<CallId>,
) -> Result<HttpResponse, Fault> {
    actor
        .may(crate::domain::access::Right::ReadRegister)
        .map_err(crate::actions::ActionError::from)?;
    let (call, consultation) = calls::one(&state.cx, &actor, id).await?;
    if consultation.slug != slug {
        return Err(Fault::NotFound("call"));
    }
    let zone = consultation.zone;
    let others = calls::conflicts(&state.cx, &actor, id).await?;
    let others = others
        .into_iter()
        .map(|(at, body)| {
            let words = serde_json::to_string_pretty(&body).unwrap_or_default();
            (dates::moment(local(at, zone), locale), words)
        })
        .collect();
    let room = Room::new(locale, &consultation, "register");
    let view = CallView::of(&call, &room, zone, locale);
    let logged = dates::moment(local(call.logged_at, zone), locale);
    frame::page(&CallPage::new(
        room.shell(&actor, &format!("register/{id}")),
        room,
        view,
        logged,
        others,
    ))
}
