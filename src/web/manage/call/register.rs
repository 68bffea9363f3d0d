//! The register of calls with their contributions.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::call::{self, RegisterQuery};
use crate::actions::consultation;
use crate::domain::access::Actor;
use crate::domain::call::{Call, CallKind};
use crate::domain::consultation::Consultation;
use crate::domain::contribution::ContributionState;
use crate::domain::ids::CallId;
use crate::domain::language::Locale;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::manage::frame::{self, IdOf, SlugOf};
use crate::web::manage::roster::slot_form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// How many calls a page holds.
const PAGE: i64 = 50;

/// The register.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/call/register.html")]
pub struct RegisterPage {
    page: Layout,
    room: ConsultationNav,
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
    /// When it began, as a row of the register says it.
    pub short: String,
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
    pub fn of(call: &Call, room: &ConsultationNav, zone: Tz, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let mut facts = Vec::new();
        facts.extend(call.outcome.map(|outcome| sentences::call_outcome(outcome, locale)));
        facts.extend(call.language.as_ref().map(|language| languages::name(language, locale)));
        facts.extend(call.topics.iter().map(|topic| topic.label.clone()));
        Self {
            href: room.address(&format!("register/{}", call.id)),
            when: dates::moment(local(call.started_at, zone), locale),
            short: dates::short_moment(local(call.started_at, zone), locale),
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

/// What the register is drawn from.
#[derive(Debug, Clone)]
pub struct RegisterFacts {
    /// Whose register.
    pub consultation: Consultation,
    /// How many calls there are of each kind.
    pub tally: Vec<(CallKind, i64)>,
    /// The calls of this page, newest first.
    pub calls: Vec<Call>,
    /// After which call the next page begins.
    pub next: Option<CallId>,
    /// The kind asked for.
    pub kind: Option<CallKind>,
}

impl RegisterPage {
    /// The page of these facts.
    pub fn new(actor: &Actor, locale: Locale, facts: &RegisterFacts) -> Self {
        let room = ConsultationNav::new(locale, &facts.consultation, "register");
        let kind = facts.kind.map_or("", CallKind::code);
        let view = RegisterView {
            calls: facts
                .calls
                .iter()
                .map(|call| CallView::of(call, &room, facts.consultation.zone, locale))
                .collect(),
            next: facts
                .next
                .map(|id| room.address(&format!("register?kind={kind}&after={id}"))),
            kinds: kinds(facts.kind, locale),
            ..counted(&facts.tally, locale)
        };
        Self {
            page: room.layout(actor, "register"),
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

/// `GET /{locale}/manage/c/{slug}/register`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<ShowQuery>,
) -> Result<HttpResponse, HttpError> {
    let consultation = consultation::one(&state.cx, &actor, slug.clone()).await?;
    let tally = call::tally(&state.cx, &actor, slug.clone()).await?;
    let kind = CallKind::from_code(&query.kind);
    let after = query
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| HttpError::NotFound("page"))?;
    let asked = RegisterQuery {
        consultation: Some(slug),
        kind,
        after,
        limit: PAGE,
        mine: false,
    };
    let (calls, next) = call::page(&state.cx, &actor, asked).await?;
    let facts = RegisterFacts {
        consultation,
        tally,
        calls,
        next,
        kind,
    };
    frame::page(&RegisterPage::new(&actor, locale, &facts))
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
#[template(path = "manage/call/call.html")]
pub struct CallPage {
    page: Layout,
    room: ConsultationNav,
    call: CallView,
    logged: String,
    others: Vec<(String, String)>,
}

impl CallPage {
    /// The page of a call; `others` are other texts that came in under its id, and when.
    pub fn new(
        actor: &Actor,
        locale: Locale,
        consultation: &Consultation,
        call: &Call,
        others: &[(DateTime<Utc>, serde_json::Value)],
    ) -> Self {
        let room = ConsultationNav::new(locale, consultation, "register");
        let moment = |at: DateTime<Utc>| dates::moment(local(at, consultation.zone), locale);
        Self {
            page: room.layout(actor, &format!("register/{}", call.id)),
            call: CallView::of(call, &room, consultation.zone, locale),
            logged: moment(call.logged_at),
            others: others
                .iter()
                .map(|(at, body)| (moment(*at), serde_json::to_string_pretty(body).unwrap_or_default()))
                .collect(),
            room,
        }
    }
}

/// `GET /{locale}/manage/c/{slug}/register/{id}`
///
/// # Errors
/// Those of the actions.
pub async fn one(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    IdOf(id): IdOf<CallId>,
) -> Result<HttpResponse, HttpError> {
    let entry = call::entry(&state.cx, &actor, id).await?;
    if entry.consultation.slug != slug {
        return Err(HttpError::NotFound("call"));
    }
    let call::Entry {
        call,
        consultation,
        others,
    } = entry;
    frame::page(&CallPage::new(&actor, locale, &consultation, &call, &others))
}
