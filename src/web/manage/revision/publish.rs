//! Before publishing: what changes, what blocks, who will be told. And publishing itself.

use std::collections::BTreeSet;

use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::revision::{self, InTheWay, PublishPreview};
use crate::domain::coverage::{Finding, Severity};
use crate::domain::reminder::PlannedReminder;
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{dates, sentences};
use crate::web::manage::revision::changes::{Change, changes, slot_words};
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::version;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

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
    /// `ticked` are keys of findings ticked before.
    fn new(page: Layout, preview: &PublishPreview, staff: &[StaffMember], ticked: &[String]) -> Self {
        let (locale, report) = (page.locale(), &preview.checked.report);
        let sentence = |finding: &Finding| sentences::finding_sentence(finding, locale);
        let (acceptable, stopping): (Vec<&Finding>, Vec<&Finding>) =
            report.blocking().partition(|finding| finding.can_be_accepted());
        let acceptable = acceptable.into_iter().map(|finding| Acceptable {
            ticked: ticked.contains(&finding.key()),
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
            changes: changes(preview, locale),
            acceptable: acceptable.collect(),
            stopping: stopping.into_iter().map(sentence).collect(),
            warnings: warnings.map(sentence).chain(phone_mode_open).collect(),
            reminders: reminders.collect(),
            unreachable: unreachable.map(|member| member.name.clone()).collect(),
            page: page.in_consultation(&preview.checked.consultation, ""),
        }
    }

    fn unreachable_names(&self) -> String {
        self.unreachable
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

async fn preview(visit: &Visit<Slug>, ticked: &[String]) -> Result<PublishPage, HttpError> {
    let (preview, people) = revision::preview(visit.cx(), &visit.actor, visit.named.clone()).await?;
    Ok(PublishPage::new(visit.layout(), &preview, &people, ticked))
}

async fn show(visit: Visit<Slug>) -> Answer {
    html(&preview(&visit, &[]).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PublishForm {
    version: String,
    accept: Vec<String>,
}

async fn publish(visit: Visit<Slug>, Form(form): Form<PublishForm>) -> Answer {
    let slug = visit.named.clone();
    let roster = visit.link(&format!("/manage/c/{slug}?done=published"));
    let publish = async {
        let version = version(&form.version)?;
        revision::publish(visit.cx(), &visit.actor, slug, version, form.accept.clone()).await
    };
    answer(visit.t(), publish.await.map(|_| roster), async |refusal| {
        explain(&visit, refusal).await?;
        preview(&visit, &form.accept).await
    })
    .await
}

async fn explain(visit: &Visit<Slug>, refusal: &mut Refusal) -> Result<(), ActionError> {
    let t = visit.t();
    match &refusal.error {
        ActionError::Blocked(open) => {
            let notice = t.say_n("manage-publish-blocked", open.len());
            refusal.say_at("accept", notice);
        }
        ActionError::Stale => refusal.say(t.say("manage-stale-roster")),
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
        let draw = |preview: &PublishPreview| Self::new(layout(), preview, &sample::staff(), &[]);
        let mut swapped = sample::covered();
        swapped.draft.slots[8].staff = Some(sample::staff()[0].id);
        let troubled = sample::preview(sample::troubled(), Some(&sample::covered()));
        let ticked: Vec<String> = troubled.checked.report.blocking().take(1).map(Finding::key).collect();
        let mut blocked = Self::new(layout(), &troubled, &sample::staff(), &ticked);
        let unstaffed = sample::preview(sample::unstaffed(), None);
        // Only days nobody covers: all of it can be accepted by name.
        let mut gaps = draw(&sample::preview(sample::empty(), None));
        for page in [&mut blocked.page, &mut gaps.page] {
            page.errors.add("accept", page.t.say_n("manage-publish-blocked", 2));
        }
        let mut same = draw(&sample::preview(sample::covered(), Some(&sample::covered())));
        same.page.notice = Some(same.page.say("manage-stale-roster"));
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
                Self::new(layout(), &crowded, &sample::long_staff(), &[]),
            ),
        ]
    }
}
