//! Logging a call: the form, with consultation, duty and time known, and what comes of it.

use actix_web::web;
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::call::{self, CallForm as OpenedForm, Logged};
use crate::actions::duty::{self, ToLogFor};
use crate::domain::call::{Call, CallKind, CallOutcome};
use crate::domain::consultation::{Consultation, PhoneMode};
#[cfg(test)]
use crate::domain::fault::Fault;
use crate::domain::ids::CallId;
use crate::domain::language::Language;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::slug::Slug;
use crate::domain::time::{local, read_instant};
use crate::domain::topic::Topic;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::desk::call::form::{CallForm, form_address};
use crate::web::desk::call::view::numbers;
use crate::web::desk::call::{conflict, kept};
use crate::web::desk::duty::extensions_of;
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, answer, html, see_other};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Guest, Visit};

pub fn route() -> PageRoute {
    let route = page("/desk/calls/new").get(show).post(save);
    let route = route.draws::<CallFormPage>().draws::<ChoosePage>();
    route.draws::<conflict::ConflictPage>().draws::<kept::KeptPage>()
}

#[derive(Template)]
#[template(path = "desk/call/new.html")]
struct CallFormPage {
    page: Layout,
    /// The duty that is running, in a line.
    duty: String,
    consultation_title: String,
    /// Seconds since the form was opened.
    elapsed: i64,
    started_shown: String,
    typed: CallForm,
    kinds: Vec<Choice>,
    quick_kinds: Vec<Choice>,
    topics: Vec<Choice>,
    outcomes: Vec<Choice>,
    languages: Vec<Choice>,
    informs: bool,
    promise: Option<String>,
    /// Whether one of the folded fields is filled or wrong.
    open: bool,
    saved: Option<SavedNotice>,
}

/// The call saved just before.
struct SavedNotice {
    numbers: Option<String>,
    href: String,
}

impl SavedNotice {
    fn new(call: &Call, t: Texts) -> Self {
        Self {
            numbers: numbers(call, t),
            href: format!("/{}/desk/calls/{}", t.lang(), call.id),
        }
    }
}

/// What the form is drawn around.
#[derive(Clone, Copy)]
struct Around<'a> {
    consultation: &'a Consultation,
    topics: &'a [Topic],
    running: Option<&'a PublishedSlot>,
    now: DateTime<Utc>,
}

impl<'a> From<&'a OpenedForm> for Around<'a> {
    fn from(opened: &'a OpenedForm) -> Self {
        Self {
            consultation: &opened.consultation,
            topics: &opened.topics,
            running: opened.slot.as_ref(),
            now: opened.opened_at,
        }
    }
}

impl CallFormPage {
    /// The form of the call with this id.
    fn new(page: Layout, id: CallId, around: Around<'_>, mut typed: CallForm, saved: Option<SavedNotice>) -> Self {
        let page = page.at(form_address(&around.consultation.slug, id, ""));
        let (t, locale, zone) = (page.t, page.locale(), around.consultation.zone);
        if typed.contributions.is_empty() {
            typed.contributions.push(String::new());
        }
        let opened = read_instant(&typed.started_at).unwrap_or(around.now);
        let choice = |code: &str, label: String, chosen: bool| Choice {
            value: code.to_owned(),
            label,
            chosen,
        };
        let kind = |kind: &CallKind| {
            let label = sentences::call_kind(*kind, locale);
            choice(kind.code(), label, typed.kind == kind.code())
        };
        let outcome = |outcome: &CallOutcome| {
            let label = sentences::call_outcome(*outcome, locale);
            choice(outcome.code(), label, typed.outcome == outcome.code())
        };
        let language = |language: &Language| {
            let label = languages::name(language, locale);
            choice(language.code(), label, typed.language == language.code())
        };
        let topic = |topic: &Topic| {
            let chosen = typed.topics.iter().any(|code| code == topic.code.as_str());
            choice(topic.code.as_str(), topic.label(locale).to_owned(), chosen)
        };
        let informs = around.consultation.phone_mode == Some(PhoneMode::Informs);
        let offered = |kind: &&CallKind| !(informs && **kind == CallKind::Contribution);
        let (quick, full): (Vec<&CallKind>, Vec<&CallKind>) = CallKind::ALL.iter().partition(|kind| kind.is_complete());
        let folded = [&typed.note, &typed.outcome, &typed.language];
        Self {
            duty: around
                .running
                .map_or_else(|| t.say("call-title"), |slot| duty_line(slot, around.consultation, t)),
            consultation_title: around.consultation.texts.title(locale).text.to_owned(),
            elapsed: (around.now - opened).num_seconds().max(0),
            started_shown: dates::time(local(opened, zone).time(), locale),
            kinds: full.into_iter().filter(offered).map(kind).collect(),
            quick_kinds: quick.into_iter().map(kind).collect(),
            topics: around.topics.iter().map(topic).collect(),
            outcomes: CallOutcome::ALL.iter().map(outcome).collect(),
            languages: Language::offered().iter().map(language).collect(),
            informs,
            promise: promise_key(around.consultation.phone_mode).map(|key| t.say(key)),
            open: folded.iter().any(|field| !field.is_empty()),
            saved,
            typed,
            page,
        }
    }

    fn is_open(&self) -> bool {
        self.open
            || ["language", "note", "started"]
                .iter()
                .any(|field| self.page.errors.at(field))
    }
}

/// What staff say or do not say about a contribution; nothing when it simply counts.
fn promise_key(mode: Option<PhoneMode>) -> Option<&'static str> {
    match mode {
        Some(PhoneMode::Confirm) => Some("call-confirm-note"),
        None => Some("call-mode-open"),
        Some(PhoneMode::Counts | PhoneMode::Informs) => None,
    }
}

fn duty_line(slot: &PublishedSlot, consultation: &Consultation, t: Texts) -> String {
    let until = dates::time(local(slot.span.ends_at, consultation.zone).time(), t.locale());
    t.say_with(
        "call-line",
        &[("numbers", extensions_of(slot).into()), ("time", until.into())],
    )
}

#[derive(Template)]
#[template(path = "desk/call/choose.html")]
struct ChoosePage {
    page: Layout,
    consultations: Vec<Choice>,
}

impl ChoosePage {
    fn new(page: Layout, consultations: &[Consultation]) -> Self {
        let consultations = consultations.iter().map(|consultation| Choice {
            value: consultation.slug.to_string(),
            label: consultation.texts.title(page.locale()).text.to_owned(),
            chosen: false,
        });
        Self {
            consultations: consultations.collect(),
            page,
        }
    }
}

#[derive(Deserialize)]
struct NewCallQuery {
    consultation: Option<String>,
    id: Option<CallId>,
    /// The call saved just before.
    saved: Option<String>,
}

async fn show(visit: Visit, query: web::Query<NewCallQuery>) -> Answer {
    let wanted = match &query.consultation {
        Some(asked) => ToLogFor::One(asked.parse().map_err(|_| HttpError::NotFound("consultation"))?),
        None => duty::to_log_for(visit.cx(), &visit.actor).await?,
    };
    let slug = match wanted {
        ToLogFor::One(slug) => slug,
        ToLogFor::Choice(all) => return html(&ChoosePage::new(visit.layout(), &all)),
    };
    let id = query.id.unwrap_or_else(|| visit.fresh());
    let opened = call::open_form(visit.cx(), &visit.actor, slug.clone(), id).await?;
    let saved = query.saved.as_deref();
    if query.id.is_none() || query.consultation.is_none() {
        let form = form_address(&slug, id, saved.unwrap_or_default());
        return Ok(see_other(visit.link(&form)));
    }
    if let Some(call) = stored(&visit, Some(id)).await {
        return Ok(see_other(visit.link(&format!("/desk/calls/{}?saved=before", call.id))));
    }
    let saved = stored(&visit, saved.and_then(|saved| saved.parse().ok())).await;
    let saved = saved.map(|call| SavedNotice::new(&call, visit.t()));
    let typed = CallForm::empty(&opened.consultation, opened.opened_at);
    html(&CallFormPage::new(visit.layout(), id, (&opened).into(), typed, saved))
}

/// A call as stored. That it cannot be read just now is no reason not to write down another.
async fn stored(visit: &Visit, id: Option<CallId>) -> Option<Call> {
    let found = call::one(visit.cx(), &visit.actor, id?).await;
    found.ok().map(|(call, _)| call)
}

/// Of which call a form is.
#[derive(Deserialize)]
struct FormQuery {
    consultation: Slug,
    id: CallId,
}

async fn save(
    guest: Guest,
    visit: Result<Visit, HttpError>,
    query: web::Query<FormQuery>,
    Form(typed): Form<CallForm>,
) -> Answer {
    let FormQuery { consultation, id } = query.into_inner();
    let visit = match visit {
        Ok(visit) => visit,
        // Words of a caller are not lost for a session that ended meanwhile.
        Err(error) => return kept::draw(guest.layout().at(form_address(&consultation, id, "")), error, &typed),
    };
    let opened = call::open_form(visit.cx(), &visit.actor, consultation, id).await?;
    let draw = |typed| CallFormPage::new(visit.layout(), id, (&opened).into(), typed, None);
    if typed.wants_more() {
        return html(&draw(typed.with_more()));
    }
    let outcome = match typed.read(id, &opened.consultation) {
        Err(faults) => Err(ActionError::Invalid(faults)),
        Ok(sent) => match call::log(visit.cx(), &visit.actor, sent.clone()).await {
            Ok(Logged::New(saved) | Logged::Again(saved)) => Ok(after_saving(&visit, &typed, &opened, &saved)),
            Ok(Logged::Conflict { there, kept }) => {
                let saved = there.as_ref().map(|call| conflict::Saved { call, kept });
                return conflict::draw(&visit, &opened, &typed, saved, &sent);
            }
            // A call elsewhere has the id; no more is said of it than of a colleague's.
            Err(ActionError::NotFound("call")) => return conflict::draw(&visit, &opened, &typed, None, &sent),
            Err(error) => Err(error),
        },
    };
    answer(visit.t(), outcome, async |refusal| {
        refusal.place(|errors| typed.placed(errors));
        Ok(draw(typed))
    })
    .await
}

fn after_saving(visit: &Visit, typed: &CallForm, opened: &OpenedForm, saved: &Call) -> String {
    if typed.then_new() {
        visit.link(&format!(
            "/desk/calls/new?consultation={}&saved={}",
            opened.consultation.slug, saved.id
        ))
    } else {
        visit.link(&format!("/desk/calls/{}?saved=1", saved.id))
    }
}

impl Page for CallFormPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::public::sample::{at, otwarty_krakow};
        let (facts, topics, now) = (otwarty_krakow(), sample::topics(), at(6, 20, 15, 42));
        let mode = |phone_mode| Consultation {
            phone_mode,
            ..facts.consultation.clone()
        };
        let (informs, confirms) = (mode(Some(PhoneMode::Informs)), mode(Some(PhoneMode::Confirm)));
        let around = |consultation, running| Around {
            consultation,
            topics: &topics,
            running,
            now,
        };
        let on_duty = around(&facts.consultation, facts.slots.get(4));
        let draw = |around, typed, saved, faults: &[(&str, Fault)]| {
            Self::new(
                sample::staff(locale, "/desk/calls/new").refused(faults),
                CallId(uuid::Uuid::from_u128(7)),
                around,
                typed,
                saved,
            )
        };
        let empty = || CallForm::empty(&facts.consultation, now);
        let typed = CallForm {
            kind: "contribution".to_owned(),
            topics: vec!["jezyk".to_owned(), "szkoly".to_owned()],
            contributions: vec![
                "Kursy polskiego także w soboty, bo rodzice pracują do wieczora.".to_owned(),
                String::new(),
            ],
            note: "Oddzwonić.".to_owned(),
            ..empty()
        };
        let faults = [
            ("kind", Fault::KindMissing),
            ("contributions", Fault::ContributionMissing),
            ("started", Fault::StartedBad),
        ];
        let mut unsaved = draw(on_duty, typed.clone(), None, &[]);
        unsaved.page.notice = Some(unsaved.page.say("form-full"));
        let [saved, _] = sample::two_calls();
        let saved = SavedNotice::new(&saved, Texts::new(locale));
        vec![
            ("call", draw(on_duty, empty(), None, &[])),
            ("call-typed", draw(on_duty, typed, None, &[])),
            ("call-again", draw(on_duty, empty(), None, &faults)),
            ("call-unsaved", unsaved),
            ("call-next", draw(around(&confirms, None), empty(), Some(saved), &[])),
            ("call-informs", draw(around(&informs, None), empty(), None, &[])),
        ]
    }
}

impl Page for ChoosePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |all: &[Consultation]| Self::new(sample::staff(locale, "/desk/calls/new"), all);
        let one = crate::web::public::sample::otwarty_krakow().consultation;
        vec![("call-choose", draw(&[one])), ("call-choose-none", draw(&[]))]
    }
}
