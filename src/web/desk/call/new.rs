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
use crate::domain::language::Language;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::{local, read_instant};
use crate::domain::topic::Topic;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::desk::call::conflict;
use crate::web::desk::call::form::CallForm;
use crate::web::desk::call::view::numbers;
use crate::web::desk::duty::extensions_of;
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;

pub fn route() -> PageRoute {
    let route = page("/desk/calls/new").get(show);
    route.draws::<CallFormPage>().draws::<ChoosePage>()
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
    fn new(page: Layout, around: Around<'_>, mut typed: CallForm, saved: Option<SavedNotice>) -> Self {
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
    let opened = call::open_form(visit.cx(), &visit.actor, slug).await?;
    let typed = CallForm::empty(opened.id, &opened.consultation, opened.opened_at);
    let saved = saved_before(&visit, query.saved.as_deref()).await;
    let saved = saved.map(|call| SavedNotice::new(&call, visit.t()));
    html(&CallFormPage::new(
        form_layout(&visit, &opened),
        (&opened).into(),
        typed,
        saved,
    ))
}

async fn saved_before(visit: &Visit, id: Option<&str>) -> Option<Call> {
    let id = id?.parse().ok()?;
    call::one(visit.cx(), &visit.actor, id).await.ok().map(|(call, _)| call)
}

/// The address of the form names its consultation, so that another language opens the same.
fn form_layout(visit: &Visit, opened: &OpenedForm) -> Layout {
    let path = format!("/desk/calls/new?consultation={}", opened.consultation.slug);
    visit.layout().at(path)
}

pub async fn save(visit: Visit, Form(typed): Form<CallForm>) -> Answer {
    let slug = typed.consultation.parse().map_err(|_| HttpError::Malformed)?;
    let opened = call::open_form(visit.cx(), &visit.actor, slug).await?;
    let layout = form_layout(&visit, &opened);
    if typed.wants_more() {
        return html(&CallFormPage::new(layout, (&opened).into(), typed.with_more(), None));
    }
    let outcome = match typed.read(opened.consultation.zone) {
        Err(faults) => Err(ActionError::Invalid(faults)),
        Ok(sent) => match call::log(visit.cx(), &visit.actor, sent.clone()).await {
            Ok(Logged::New(saved) | Logged::Again(saved)) => Ok(after_saving(&visit, &typed, &saved)),
            Ok(Logged::Conflict(Some(saved))) => {
                let fresh = visit.cx().random.id(visit.now());
                return conflict::draw(layout, &opened, &typed, &saved, &sent, fresh);
            }
            Ok(Logged::Conflict(None)) => return Err(ActionError::Conflict("call-id-taken").into()),
            Err(error) => Err(error),
        },
    };
    answer(visit.t(), outcome, async |refusal| {
        refusal.place(|errors| typed.placed(errors));
        Ok(CallFormPage::new(layout, (&opened).into(), typed, None))
    })
    .await
}

fn after_saving(visit: &Visit, typed: &CallForm, saved: &Call) -> String {
    if typed.then_new() {
        visit.link(&format!(
            "/desk/calls/new?consultation={}&saved={}",
            typed.consultation, saved.id
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
                around,
                typed,
                saved,
            )
        };
        let empty = || {
            CallForm::empty(
                crate::domain::ids::CallId(uuid::Uuid::from_u128(7)),
                &facts.consultation,
                now,
            )
        };
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
        let [saved, _] = sample::two_calls();
        let saved = SavedNotice::new(&saved, Texts::new(locale));
        vec![
            ("call", draw(on_duty, empty(), None, &[])),
            ("call-typed", draw(on_duty, typed, None, &[])),
            ("call-again", draw(on_duty, empty(), None, &faults)),
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
