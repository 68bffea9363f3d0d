//! Before publishing: what changes, what blocks, who will be told. And publishing itself.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::actions::revision::{self, PublishPreview};
use crate::actions::{ActionError, staff};
use crate::domain::access::Actor;
use crate::domain::calendar::{ConsultationDay, Event};
use crate::domain::coverage::{Finding, Severity};
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::manage::fields;
use crate::web::manage::frame::{self, SlugOf};
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/revision/publish.html")]
pub struct PublishPage {
    page: Layout,
    room: ConsultationNav,
    view: PublishView,
    notice: Option<String>,
    errors: FormErrors,
}

/// What the page says.
#[derive(Debug, Clone, Default)]
pub struct PublishView {
    /// Version of the draft looked at.
    pub version: i32,
    /// The revision that would be made.
    pub number: i32,
    /// Whether there is anything to publish.
    pub nothing: bool,
    /// Differences: the kind of change and its lines.
    pub changes: Vec<(String, Vec<Change>)>,
    /// Findings that block and can be accepted: name and sentence.
    pub acceptable: Vec<Acceptable>,
    /// Findings that block and cannot.
    pub stopping: Vec<String>,
    /// Findings worth a look.
    pub warnings: Vec<String>,
    /// Reminders: when and to whom.
    pub reminders: Vec<ReminderLine>,
    /// People with a duty who cannot be reached.
    pub unreachable: Vec<String>,
}

/// One change.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it was, when it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// A finding that can be accepted.
#[derive(Debug, Clone)]
pub struct Acceptable {
    /// Its name.
    pub key: String,
    /// Its sentence.
    pub sentence: String,
    /// Whether it was ticked.
    pub ticked: bool,
}

/// A reminder that would be sent.
#[derive(Debug, Clone)]
pub struct ReminderLine {
    /// To whom.
    pub who: String,
    /// When it goes out.
    pub when: String,
    /// About which duty.
    pub duty: String,
}

impl PublishPage {
    /// The page of a view.
    pub fn new(page: Layout, room: ConsultationNav, view: PublishView) -> Self {
        Self {
            page,
            room,
            view,
            notice: None,
            errors: FormErrors::none(),
        }
    }

    /// With word of what happened.
    #[must_use]
    pub fn with_notice(mut self, notice: Option<String>, errors: FormErrors) -> Self {
        self.notice = notice;
        self.errors = errors;
        self
    }
}

impl PublishView {
    /// The view of a preview; `ticked` are names of findings ticked before.
    pub fn of(preview: &PublishPreview, staff: &[StaffMember], ticked: &[String], locale: Locale) -> Self {
        let findings = &preview.board.report.findings;
        let sentence = |finding: &Finding| sentences::finding_sentence(finding, locale);
        let (acceptable, stopping): (Vec<&Finding>, Vec<&Finding>) = preview
            .board
            .report
            .blocking()
            .partition(|finding| finding.can_be_accepted());
        Self {
            version: preview.board.draft.version,
            number: preview.last.as_ref().map_or(1, |revision| revision.number + 1),
            nothing: preview.last.is_some() && preview.difference.is_empty(),
            changes: changes(preview, locale),
            acceptable: acceptable
                .into_iter()
                .map(|finding| {
                    let key = finding.key();
                    Acceptable {
                        ticked: ticked.contains(&key),
                        sentence: sentence(finding),
                        key,
                    }
                })
                .collect(),
            stopping: stopping.into_iter().map(sentence).collect(),
            warnings: findings
                .iter()
                .filter(|f| f.severity == Severity::Warns)
                .map(sentence)
                .collect(),
            reminders: reminders(preview, staff, locale),
            unreachable: unreachable(preview, staff),
        }
    }
}

fn changes(preview: &PublishPreview, locale: Locale) -> Vec<(String, Vec<Change>)> {
    let t = Texts::new(locale);
    let difference = &preview.difference;
    let words = |slot: &PublishedSlot| Some(slot_words(slot, false, locale));
    let groups = [
        (
            "manage-change-added",
            difference
                .added
                .iter()
                .map(|slot| Change {
                    before: None,
                    after: words(slot),
                })
                .collect::<Vec<_>>(),
        ),
        (
            "manage-change-removed",
            difference
                .removed
                .iter()
                .map(|slot| Change {
                    before: words(slot),
                    after: None,
                })
                .collect(),
        ),
        (
            "manage-change-changed",
            difference
                .changed
                .iter()
                .map(|(was, is)| {
                    let spoken = was.languages != is.languages;
                    Change {
                        before: Some(slot_words(was, spoken, locale)),
                        after: Some(slot_words(is, spoken, locale)),
                    }
                })
                .collect(),
        ),
        (
            "manage-change-reassigned",
            difference
                .reassigned
                .iter()
                .map(|slot| Change {
                    before: None,
                    after: words(slot),
                })
                .collect(),
        ),
    ];
    let days = day_changes(preview, locale);
    groups
        .into_iter()
        .chain(days)
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(key, lines)| (t.say_n(key, lines.len()), lines))
        .collect()
}

/// What changes in the days: period, meetings, days without duty.
fn day_changes(preview: &PublishPreview, locale: Locale) -> Vec<(&'static str, Vec<Change>)> {
    let (Some(last), calendar) = (&preview.last, &preview.board.calendar) else {
        return Vec::new();
    };
    let difference = &preview.difference;
    let period = difference.period.map(|(first, last)| Change {
        before: Some(dates::period(first, last, locale)),
        after: Some(dates::period(calendar.first_day, calendar.last_day, locale)),
    });
    let events = difference.events.iter().map(|(was, is)| Change {
        before: was.as_ref().map(|event| event_words(event, locale)),
        after: is.as_ref().map(|event| event_words(event, locale)),
    });
    let (was, is) = (last.calendar.days(), calendar.days());
    let words = |days: &[ConsultationDay], date: NaiveDate| {
        let day = days.iter().find(|day| day.date == date)?;
        let reason = sentences::requirement(&day.requirement, locale);
        Some(format!("{}: {reason}", dates::weekday_day(date, locale)))
    };
    let days = difference.days.iter().map(|date| Change {
        before: words(&was, *date),
        after: words(&is, *date),
    });
    vec![
        ("manage-change-period", period.into_iter().collect()),
        ("manage-change-events", events.collect()),
        ("manage-change-days", days.collect()),
    ]
}

/// A meeting in one line: day, hours, title, place.
fn event_words(event: &Event, locale: Locale) -> String {
    let mut parts = vec![dates::weekday_day(event.date, locale)];
    parts.extend(event.hours.map(|hours| dates::hours(hours, locale)));
    parts.push(event.title(locale).text.to_owned());
    parts.push(event.place.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// A slot in one line: day, hours, numbers, languages where they matter, how it is held, state.
fn slot_words(slot: &PublishedSlot, spoken: bool, locale: Locale) -> String {
    let mut parts = vec![sentences::duty(slot.date, slot.hours, locale)];
    parts.extend(slot.extensions.iter().map(|extension| extension.display.clone()));
    if spoken {
        parts.extend(languages::names(&slot.languages, locale));
    }
    if slot.mode != SlotMode::Phone {
        parts.push(sentences::slot_mode(slot.mode, locale));
    }
    if slot.state == SlotState::Cancelled {
        parts.push(sentences::slot_state(slot.state, locale));
        parts.extend(slot.cancel_reason.clone());
    }
    parts.join(" · ")
}

fn reminders(preview: &PublishPreview, staff: &[StaffMember], locale: Locale) -> Vec<ReminderLine> {
    let zone = preview.board.consultation.zone;
    preview
        .reminders
        .iter()
        .filter_map(|reminder| {
            let member = staff.iter().find(|member| member.id == reminder.staff)?;
            member.email.as_ref()?;
            let slot = preview.board.draft.slots.iter().find(|slot| slot.id == reminder.slot)?;
            Some(ReminderLine {
                who: member.name.clone(),
                when: dates::short_moment(local(reminder.due_at, zone), locale),
                duty: sentences::duty(slot.date, slot.hours, locale),
            })
        })
        .collect()
}

fn unreachable(preview: &PublishPreview, staff: &[StaffMember]) -> Vec<String> {
    let mut names: Vec<String> = preview
        .reminders
        .iter()
        .filter_map(|reminder| {
            staff
                .iter()
                .find(|member| member.id == reminder.staff && member.email.is_none())
        })
        .map(|member| member.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// What was ticked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    version: String,
    accept: Vec<String>,
}

async fn shown(
    state: &AppState,
    actor: &Actor,
    locale: Locale,
    slug: crate::domain::slug::Slug,
    ticked: &[String],
) -> Result<PublishPage, HttpError> {
    let preview = revision::preview(&state.cx, actor, slug).await?;
    let people = staff::list(&state.cx, actor).await?;
    let room = ConsultationNav::new(locale, &preview.board.consultation, "");
    let view = PublishView::of(&preview, &people, ticked, locale);
    Ok(PublishPage::new(room.layout(actor, "publish"), room, view))
}

/// `GET /{locale}/manage/c/{slug}/publish`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
) -> Result<HttpResponse, HttpError> {
    frame::page(&shown(&state, &actor, locale, slug, &[]).await?)
}

/// `POST /{locale}/manage/c/{slug}/publish`
///
/// # Errors
/// Those of the actions.
pub async fn publish(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    Form(form): Form<PublishForm>,
) -> Result<HttpResponse, HttpError> {
    let outcome = match fields::version(&form.version) {
        Ok(version) => revision::publish(&state.cx, &actor, slug.clone(), version, form.accept.clone()).await,
        Err(fault) => Err(fault.into()),
    };
    let t = Texts::new(locale);
    let (status, notice, errors) = match outcome {
        Ok(_) => return Ok(frame::see(format!("/{locale}/manage/c/{slug}?done=published"))),
        Err(ActionError::Blocked(open)) => {
            let errors = FormErrors::one("accept", t.say_n("manage-publish-blocked", open.len()));
            (StatusCode::UNPROCESSABLE_ENTITY, None, errors)
        }
        Err(ActionError::Invalid(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, None, field_messages(t, &faults)),
        Err(ActionError::Stale) => (
            StatusCode::CONFLICT,
            Some(t.say("manage-stale-roster")),
            FormErrors::none(),
        ),
        Err(ActionError::Taken(by)) => {
            let other = revision::published_duty(&state.cx, &actor, by).await?;
            let notice = other.map(|(consultation, slot)| {
                t.say_with(
                    "manage-publish-taken",
                    &[
                        ("duty", slot_words(&slot, false, locale).into()),
                        ("title", consultation.texts.title(locale).text.to_owned().into()),
                    ],
                )
            });
            (StatusCode::CONFLICT, notice, FormErrors::none())
        }
        Err(ActionError::Conflict(_)) => (
            StatusCode::CONFLICT,
            Some(t.say("manage-publish-nothing")),
            FormErrors::none(),
        ),
        Err(error) => return Err(error.into()),
    };
    let page = shown(&state, &actor, locale, slug, &form.accept).await?;
    frame::page_with(status, &page.with_notice(notice, errors))
}
