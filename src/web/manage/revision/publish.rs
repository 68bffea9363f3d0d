//! Before publishing: what changes, what blocks, who will be told. And publishing itself.

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::revision::{self, InTheWay, PublishPreview, planned};
use crate::actions::{ActionError, consultation};
use crate::domain::coverage::{Finding, Severity};
use crate::domain::fault::Fault;
use crate::domain::ids::StaffId;
use crate::domain::reminder::{PlannedReminder, Told};
use crate::domain::roster::ExpectedVersion;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::{instant, local};
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates, sentences};
use crate::web::manage::fields;
use crate::web::manage::revision::changes::{Change, changes, slot_words};
use crate::web::manage::revision::planned::PlannedLine;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::{FieldReader, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Publisher;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, domain::publication::Prevented, web::sample};

pub fn routes() -> Vec<PageRoute> {
    let publish = page("/manage/c/{slug}/publish").get(show).post(publish);
    vec![publish.draws::<PublishPage>()]
}

#[derive(Template)]
#[template(path = "manage/revision/publish.html")]
struct PublishPage {
    page: Layout,
    /// Version of the draft looked at.
    version: i32,
    /// The revision that would be made.
    number: i32,
    /// Whether there is nothing to publish.
    nothing: bool,
    changes: Vec<(String, Vec<Change>)>,
    /// Findings that block and can be accepted.
    acceptable: Vec<Acceptable>,
    /// Findings that block and cannot.
    stopping: Vec<String>,
    warnings: Vec<String>,
    reminders: Vec<ReminderLine>,
    /// Who hears of it: name and what.
    told: Vec<(String, String)>,
    /// A publication planned for a moment.
    planned: Option<PlannedLine>,
    form: PublishForm,
    /// People with a duty who cannot be reached.
    unreachable: BTreeSet<String>,
}

struct Acceptable {
    key: String,
    sentence: String,
    ticked: bool,
}

struct ReminderLine {
    who: String,
    when: String,
    duty: String,
}

impl PublishPage {
    fn new(page: Layout, preview: &PublishPreview, staff: &[StaffMember], form: PublishForm) -> Self {
        let (locale, report) = (page.locale(), &preview.checked.report);
        let sentence = |finding: &Finding| sentences::finding_sentence(finding, locale);
        let (acceptable, stopping): (Vec<&Finding>, Vec<&Finding>) =
            report.blocking().partition(|finding| finding.can_be_accepted());
        let acceptable = acceptable.into_iter().map(|finding| Acceptable {
            ticked: form.accept.contains(&finding.key()),
            sentence: sentence(finding),
            key: finding.key(),
        });
        let warnings = report.findings.iter().filter(|f| f.severity == Severity::Warns);
        let phone_mode_open = preview.checked.consultation.phone_mode.is_none();
        let phone_mode_open = phone_mode_open.then(|| page.say("manage-need-phone-mode"));
        let whose = |reminder: &PlannedReminder| staff.iter().find(|member| member.id == reminder.staff);
        let reminders = preview.reminders.iter().filter_map(|reminder| {
            let member = whose(reminder).filter(|member| member.email.is_some())?;
            let slot = preview
                .checked
                .draft
                .slots
                .iter()
                .find(|slot| slot.id == reminder.slot)?;
            Some(ReminderLine {
                who: member.name.clone(),
                when: dates::short_moment(local(reminder.due_at, preview.checked.consultation.zone), locale),
                duty: sentences::duty(slot.date, slot.hours, locale),
            })
        });
        let unreachable = preview.reminders.iter().filter_map(whose);
        let unreachable = unreachable.filter(|member| member.email.is_none());
        Self {
            version: preview.checked.draft.version,
            number: preview.last.as_ref().map_or(1, |revision| revision.number + 1),
            nothing: preview.last.is_some() && preview.difference.is_empty(),
            changes: changes(preview, staff, locale),
            told: told(preview, staff, page.t),
            planned: preview
                .planned
                .as_ref()
                .map(|planned| PlannedLine::new(planned, &preview.checked, page.t)),
            acceptable: acceptable.collect(),
            stopping: stopping.into_iter().map(sentence).collect(),
            warnings: warnings.map(sentence).chain(phone_mode_open).collect(),
            reminders: reminders.collect(),
            unreachable: unreachable.map(|member| member.name.clone()).collect(),
            form,
            page: page.in_consultation(&preview.checked.consultation, ""),
        }
    }

    /// Whether a planned publication waits.
    fn waits(&self) -> bool {
        self.planned.as_ref().is_some_and(|planned| planned.waits)
    }

    /// Whether the form came back that plans it.
    fn later_again(&self) -> bool {
        self.form.what == "later" || self.page.errors.at("day") || self.page.errors.at("time")
    }

    fn unreachable_names(&self) -> String {
        self.unreachable
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Who hears of it, by name: `Anna – 2 nowe przypomnienia`.
fn told(preview: &PublishPreview, staff: &[StaffMember], t: Texts) -> Vec<(String, String)> {
    let line = |(id, told): (&StaffId, &Told)| {
        let member = staff.iter().find(|member| member.id == *id)?;
        let parts = [
            ("manage-told-more", told.more),
            ("manage-told-fewer", told.fewer),
            ("manage-told-untrue", told.untrue),
        ];
        let said = parts.into_iter().filter(|(_, count)| *count > 0);
        let mut said: Vec<String> = said.map(|(key, count)| t.say_n(key, count)).collect();
        said.extend(member.email.is_none().then(|| t.say("manage-told-no-address")));
        Some((member.name.clone(), said.join(" · ")))
    };
    let mut lines: Vec<_> = preview.told.iter().filter_map(line).collect();
    lines.sort();
    lines
}

async fn preview(visit: &Visit<Slug>, form: PublishForm) -> Result<PublishPage, HttpError> {
    let (preview, people) = revision::preview(visit.cx(), &visit.actor, visit.named.clone()).await?;
    Ok(PublishPage::new(visit.layout(), &preview, &people, form))
}

async fn show(visit: Visit<Slug>) -> Answer {
    html(&preview(&visit, PublishForm::default()).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PublishForm {
    /// `later` plans it, `withdraw` takes that back; anything else publishes at once.
    what: String,
    version: String,
    accept: Vec<String>,
    /// Of the moment to publish at, in the consultation's zone.
    day: String,
    time: String,
    /// The plan that is withdrawn.
    plan: String,
}

impl PublishForm {
    /// The version and the moment to publish at.
    fn read_later(&self, zone: Tz) -> Result<(ExpectedVersion, DateTime<Utc>), ActionError> {
        let mut reader = FieldReader::default();
        let day = reader.required("day", &self.day, Fault::Date, fields::date);
        let time = reader.required("time", &self.time, Fault::Time, fields::time);
        let version = reader.version(&self.version);
        reader.finish(|| Some((version?, instant(day?, time?, zone))))
    }
}

async fn publish(Publisher(visit, Form(form)): Publisher<Form<PublishForm>, Slug>) -> Answer {
    let done = carry_out(&visit, &form).await;
    let address = done.map(|(page, done)| visit.link(&format!("/manage/c/{}{page}?done={done}", visit.named)));
    answer(visit.t(), address, async |refusal| {
        explain(&visit, refusal).await?;
        preview(&visit, form).await
    })
    .await
}

/// Does what the form asks for. The page of the consultation that leads to, and what was done.
async fn carry_out(visit: &Visit<Slug>, form: &PublishForm) -> Result<(&'static str, &'static str), ActionError> {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, visit.named.clone());
    match form.what.as_str() {
        "later" => {
            let zone = consultation::one(cx, actor, slug.clone()).await?.zone;
            let (version, due_at) = form.read_later(zone)?;
            planned::plan(cx, actor, slug, version, form.accept.clone(), due_at).await?;
            Ok(("", "publication-planned"))
        }
        "withdraw" => {
            let plan = form
                .plan
                .parse()
                .map_err(|_| ActionError::NotFound("planned publication"))?;
            planned::withdraw(cx, actor, slug, plan).await?;
            Ok(("/publish", "publication-withdrawn"))
        }
        _ => {
            let version = version(&form.version)?;
            revision::publish(cx, actor, slug, version, form.accept.clone()).await?;
            Ok(("", "published"))
        }
    }
}

async fn explain(visit: &Visit<Slug>, refusal: &mut Refusal) -> Result<(), ActionError> {
    let t = visit.t();
    match &refusal.error {
        ActionError::Blocked(open) => {
            let notice = t.say_n("manage-publish-blocked", open.len());
            refusal.say_at("accept", notice);
        }
        ActionError::Stale => refusal.say(t.say("manage-stale-roster")),
        ActionError::Conflict("planned_already") => refusal.say(t.say("manage-planned-already")),
        ActionError::Conflict(_) => refusal.say(t.say("manage-publish-nothing")),
        ActionError::Taken(by) => match revision::in_the_way(visit.cx(), &visit.actor, by.clone()).await? {
            Some(InTheWay::Duty(found)) => {
                let (other, slot) = *found;
                let duty = slot_words(&slot, false, visit.locale);
                let title = other.texts.title(visit.locale).text;
                let values = [("duty", duty.into()), ("title", title.into())];
                refusal.say(t.say_with("manage-publish-taken", &values));
            }
            Some(InTheWay::Elsewhere) => refusal.say(t.say("manage-publish-busy")),
            None => {}
        },
        _ => {}
    }
    Ok(())
}

impl Page for PublishPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/publish");
        let draw = |preview: &PublishPreview| Self::new(layout(), preview, &sample::staff(), PublishForm::default());
        let mut swapped = sample::covered();
        swapped.draft.slots[8].staff = Some(sample::staff()[0].id);
        let troubled = sample::preview(sample::troubled(), Some(&sample::covered()));
        let ticked = PublishForm {
            accept: troubled.checked.report.blocking().take(1).map(Finding::key).collect(),
            ..PublishForm::default()
        };
        let mut blocked = Self::new(layout(), &troubled, &sample::staff(), ticked);
        let unstaffed = sample::preview(sample::unstaffed(), None);
        // Only days nobody covers: all of it can be accepted by name.
        let mut gaps = draw(&sample::preview(sample::empty(), None));
        for page in [&mut blocked.page, &mut gaps.page] {
            page.errors.add("accept", page.t.say_n("manage-publish-blocked", 2));
        }
        let mut same = draw(&sample::preview(sample::covered(), Some(&sample::covered())));
        same.page.notice = Some(same.page.say("manage-stale-roster"));
        let planned = |prevented| {
            let mut preview = sample::preview(sample::unstaffed(), Some(&sample::covered()));
            let plan = sample::planned(&preview.checked, prevented);
            preview.planned = Some((plan, sample::LONG_NAME.to_owned()));
            preview
        };
        let crowded = sample::preview(sample::crowded(), Some(&sample::covered()));
        vec![
            ("publish-first", draw(&sample::preview(sample::covered(), None))),
            ("publish-unstaffed", draw(&unstaffed)),
            ("publish", draw(&sample::preview(swapped, Some(&sample::covered())))),
            ("publish-troubled", draw(&troubled)),
            ("publish-blocked", blocked),
            ("publish-gaps", gaps),
            ("publish-same", same),
            (
                "publish-crowded",
                Self::new(layout(), &crowded, &sample::long_staff(), PublishForm::default()),
            ),
            ("publish-planned", draw(&planned(None))),
            ("publish-prevented", draw(&planned(Some(Prevented::Blocked)))),
            ("publish-later-again", {
                let form = PublishForm {
                    day: "2024-06-20".to_owned(),
                    time: "8".to_owned(),
                    ..PublishForm::default()
                };
                let page = layout().refused(&[("day", Fault::TooSoon), ("time", Fault::Time)]);
                Self::new(page, &planned(Some(Prevented::Changed)), &sample::staff(), form)
            }),
        ]
    }
}
