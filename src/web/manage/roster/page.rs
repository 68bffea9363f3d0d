//! The roster of a consultation: its days and duties, what is to be settled, what was published.

use std::collections::BTreeMap;

use askama::Template;

use crate::actions::revision::{self, PublishPreview};
use crate::domain::access::Right;
use crate::domain::coverage::{CoverageReport, Verdict};
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::domain::workload::Workload;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::manage::revision::planned::PlannedLine;
use crate::web::manage::roster::action_items::{self, ActionItem, Weight};
use crate::web::manage::roster::fairness::Fairness;
use crate::web::manage::roster::pick::{PickForm, explain, give, picks};
use crate::web::manage::roster::presenter::RosterPresenter;
use crate::web::manage::roster::rows::{Row, rows};
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::language::Locale,
    domain::publication::Prevented,
    domain::staff::StaffMember,
    web::sample::{self, at},
};

/// How many things to be settled are shown at once; the others can be unfolded.
const SHOWN: usize = 6;
/// A roster with more choices in all has none in its rows.
const MOST_CHOICES: usize = 20_000;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}").get(show).draws::<RosterPage>(),
        page("/manage/c/{slug}/staff").post(pick),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/roster.html")]
struct RosterPage {
    page: Layout,
    /// `13 czerwca – 5 lipca 2024 r.`
    period: String,
    /// The published revision in words, or that there is none.
    published: String,
    /// Changes not published yet, in words.
    unpublished: Option<String>,
    /// A publication that is planned and waits, in words.
    planned: Option<String>,
    /// The residents' page, once there is one.
    public: Option<String>,
    /// Duties, hours, numbers, and the languages of all duties when they are the same.
    counts: Vec<String>,
    /// Days with a duty and with a person, and the others per verdict, in words.
    coverage: Vec<String>,
    /// Days on which nobody at all is on duty.
    uncovered_days: usize,
    rows: Vec<Row>,
    has_picks: bool,
    /// Whether several rows can be changed at once.
    has_ticks: bool,
    /// Of the draft the choices are about.
    version: String,
    /// What is to be settled, the most urgent first.
    items: Vec<ActionItem>,
    fairness: Fairness,
}

impl RosterPage {
    fn new(page: Layout, roster: &RosterPresenter, typed: &PickForm) -> Self {
        let preview = &roster.standing.preview;
        let (t, locale, consultation) = (page.t, page.locale(), &preview.checked.consultation);
        let (report, changes) = (&preview.checked.report, preview.difference.count());
        let load = Workload::of(&preview.checked.draft.slots, consultation.zone);
        let mut counts = counts(&load, t);
        let can_edit = page.can_in(Right::EditRoster, consultation.unit.id);
        let picks = if can_edit {
            picks(roster, preview.checked.draft.slots.iter(), typed, MOST_CHOICES)
        } else {
            BTreeMap::new()
        };
        counts.extend(languages::names(roster.common_languages().unwrap_or_default(), locale));
        Self {
            period: dates::period(consultation.first_day, consultation.last_day, locale),
            published: published(preview, t),
            unpublished: (preview.last.is_some() && changes > 0).then(|| t.say_n("manage-unpublished", changes)),
            planned: planned(roster),
            public: (preview.last.is_some()).then(|| format!("/{locale}/consultations/{}", consultation.slug)),
            counts,
            coverage: coverage(report, t),
            uncovered_days: report.count(Verdict::Uncovered),
            has_picks: !picks.is_empty(),
            has_ticks: can_edit && !preview.checked.draft.slots.is_empty(),
            rows: rows(roster, picks, can_edit),
            version: typed.version.clone(),
            items: action_items::items(roster),
            fairness: Fairness::new(roster, &load),
            page: page.in_consultation(consultation, ""),
        }
    }

    fn first_items(&self) -> &[ActionItem] {
        &self.items[..self.items.len().min(SHOWN)]
    }

    fn other_items(&self) -> &[ActionItem] {
        &self.items[self.first_items().len()..]
    }
}

/// `opublikowano wersję 2, 20 czerwca 2024 r.`
fn published(preview: &PublishPreview, t: Texts) -> String {
    let Some(revision) = &preview.last else {
        return t.say("manage-not-published");
    };
    let day = local(revision.published_at, preview.checked.consultation.zone).date();
    let day = dates::full_day(day, t.locale());
    t.say_with(
        "manage-published-on",
        &[("number", revision.number.into()), ("day", day.into())],
    )
}

fn planned(roster: &RosterPresenter) -> Option<String> {
    let planned = roster.standing.preview.planned.as_ref()?;
    let line = PlannedLine::new(planned, roster.draft, roster.t);
    line.waits.then_some(line.sentence)
}

fn counts(load: &Workload, t: Texts) -> Vec<String> {
    vec![
        t.say_n("count-duties", load.total.duties),
        dates::length(load.total.minutes, t.locale()),
        t.say_n("count-numbers", load.extensions),
    ]
}

/// `dyżur w 15 z 15 dni, obsadzony w 12`, `7 dni bez dyżuru`.
fn coverage(report: &CoverageReport, t: Texts) -> Vec<String> {
    let others = [
        ("manage-coverage-partly", Verdict::Partly),
        ("manage-coverage-uncovered", Verdict::Uncovered),
        ("manage-coverage-not-required", Verdict::NotRequired),
    ];
    let others = others.map(|(key, verdict)| (key, report.count(verdict))).into_iter();
    let others = others
        .filter(|(_, days)| *days > 0)
        .map(|(key, days)| t.say_n(key, days));
    std::iter::once(sentences::covered(report, t.locale()))
        .chain(others)
        .collect()
}

async fn show(visit: Visit<Slug>) -> Answer {
    let standing = revision::standing(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let roster = RosterPresenter::new(visit.t(), &standing, visit.now());
    let untouched = PickForm {
        version: roster.draft.draft.version.to_string(),
        ..PickForm::default()
    };
    html(&RosterPage::new(visit.layout(), &roster, &untouched))
}

async fn pick(Editor(visit, Form(mut form)): Editor<Form<PickForm>, Slug>) -> Answer {
    let address = format!("/manage/c/{}", visit.named);
    let done = |()| visit.link(&format!("{address}?done=staff-picked"));
    let outcome = give(&visit, &form).await.map(done);
    answer(visit.t(), outcome, async |refusal| {
        let standing = revision::standing(visit.cx(), &visit.actor, visit.named.clone()).await?;
        let roster = RosterPresenter::new(visit.t(), &standing, visit.now());
        explain(refusal, &roster);
        form.version = refusal.version(&form.version, roster.draft.draft.version);
        Ok(RosterPage::new(visit.layout().at(address.clone()), &roster, &form))
    })
    .await
}

impl Page for RosterPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw_typed = |preview: PublishPreview, people: &[StaffMember], done: Option<&str>, typed: PickForm| {
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow").done(done);
            let now = at(6, 17, 16, 0);
            let standing = sample::standing(preview, people, now);
            let roster = RosterPresenter::new(page.t, &standing, now);
            let untouched = PickForm {
                version: "7".to_owned(),
                ..typed
            };
            Self::new(page, &roster, &untouched)
        };
        let draw = |preview: PublishPreview, people: &[StaffMember], done: Option<&str>| {
            draw_typed(preview, people, done, PickForm::default())
        };
        let covered = sample::covered();
        let preview = |draft| sample::preview(draft, Some(&covered));
        let staff = sample::staff();
        vec![
            ("roster", draw(preview(sample::covered()), &staff, Some("published"))),
            (
                "roster-first",
                draw(sample::preview(sample::covered(), None), &staff, Some("imported")),
            ),
            (
                "roster-unstaffed",
                draw(
                    sample::preview(sample::unstaffed(), None),
                    &staff,
                    Some("slots-generated"),
                ),
            ),
            ("roster-troubled", draw(preview(sample::troubled()), &staff, None)),
            (
                "roster-empty",
                draw(sample::preview(sample::empty(), None), &[], Some("consultation-added")),
            ),
            ("roster-picked", {
                let slot = covered.draft.slots[3].id.0.simple().to_string();
                let typed = PickForm {
                    staff: [(slot, String::new())].into(),
                    ..PickForm::default()
                };
                let mut picked = draw_typed(preview(sample::covered()), &staff, None, typed);
                picked.page.notice = Some(picked.page.say("manage-pick-stale"));
                picked
            }),
            ("roster-planned", {
                let mut planned = preview(sample::covered());
                let plan = sample::planned(&planned.checked, None);
                planned.planned = Some((plan, "Joanna Wiśniewska".to_owned()));
                draw(planned, &staff, Some("publication-planned"))
            }),
            ("roster-prevented", {
                let mut prevented = preview(sample::troubled());
                let plan = sample::planned(&prevented.checked, Some(Prevented::Changed));
                prevented.planned = Some((plan, sample::LONG_NAME.to_owned()));
                draw(prevented, &staff, None)
            }),
            (
                "roster-crowded",
                draw(preview(sample::crowded()), &sample::long_staff(), None),
            ),
        ]
    }
}
