//! The roster as a grid: a week of days across, a line for each extension or each person; who is on duty is chosen in the
//! cells.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::revision;
use crate::domain::access::Right;
use crate::domain::roster::Slot;
use crate::domain::roster::grid::{Axis, Line, Owner, Week, Weeks, lines};
use crate::domain::slug::Slug;
use crate::http::forms::Form;
use crate::i18n::dates;
use crate::web::manage::fields;
use crate::web::manage::roster::grid_lines::{GridDay, GridLine, GridPresenter, owners};
use crate::web::manage::roster::pick::{PickForm, explain, give, picks};
use crate::web::manage::roster::presenter::RosterPresenter;
use crate::web::page::address::with_query;
use crate::web::page::answer::{Answer, Page, answer, html_aside};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    actions::roster::CheckedDraft,
    domain::ids::StaffId,
    domain::language::Locale,
    domain::staff::StaffMember,
    web::sample::{self, at},
};

/// Lines on a page.
const LINES: usize = 20;
/// A page with more choices in all has none in its cells; a choice takes some 90 bytes.
const MOST_CHOICES: usize = 8_000;

pub fn routes() -> Vec<PageRoute> {
    let by_extension = page("/manage/c/{slug}/roster/extensions").get(by_extension);
    vec![
        by_extension.post(give_by_extension).draws::<GridPage>(),
        page("/manage/c/{slug}/roster/people")
            .get(by_person)
            .post(give_by_person),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/grid.html")]
struct GridPage {
    page: Layout,
    axis: Axis,
    /// `17–23 czerwca 2024 r.`
    week: String,
    /// The weeks around it.
    before: Option<String>,
    after: Option<String>,
    days: Vec<GridDay>,
    lines: Vec<GridLine>,
    /// Whether there are more lines than a page has.
    has_more: bool,
    /// `1–20 z 40`, and the lines around.
    shown: String,
    lines_before: Option<String>,
    lines_after: Option<String>,
    /// The monday and the name that were asked for.
    monday: String,
    name: String,
    can_edit: bool,
    has_picks: bool,
    version: String,
}

/// Which part of the grid is looked at.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct GridQuery {
    /// A day of the week.
    from: String,
    /// Of the lines, from 1.
    page: String,
    /// Part of the name of a line.
    name: String,
}

/// The part that is shown, of those there are.
struct Part {
    weeks: Weeks,
    week: Week,
    /// From 0.
    number: usize,
    owners: Vec<(Owner, String)>,
}

impl Part {
    fn new(roster: &RosterPresenter, axis: Axis, query: &GridQuery) -> Self {
        let consultation = &roster.draft.consultation;
        let slots = &roster.draft.draft.slots;
        let weeks = Weeks::of(consultation.first_day, consultation.last_day, slots);
        let wanted = fields::date(&query.from).unwrap_or_else(|| roster.today());
        let name = query.name.trim().to_lowercase();
        let mut owners = owners(roster, axis);
        owners.retain(|(_, one)| one.to_lowercase().contains(&name));
        let last = owners.len().saturating_sub(1) / LINES;
        Self {
            week: weeks.nearest(wanted),
            number: query.page.parse::<usize>().unwrap_or(1).saturating_sub(1).min(last),
            weeks,
            owners,
        }
    }

    fn shown(&self) -> &[(Owner, String)] {
        let first = self.number * LINES;
        &self.owners[first..self.owners.len().min(first + LINES)]
    }

    /// The address of another part, without the language.
    fn address(&self, slug: &Slug, axis: Axis, name: &str, week: Week, number: usize) -> String {
        let from = week.monday().to_string();
        let number = if number == 0 {
            String::new()
        } else {
            (number + 1).to_string()
        };
        with_query(&path(slug, axis), &[("from", &from), ("page", &number), ("name", name)])
    }
}

fn path(slug: &Slug, axis: Axis) -> String {
    let axis = match axis {
        Axis::Extensions => "extensions",
        Axis::People => "people",
    };
    format!("/manage/c/{slug}/roster/{axis}")
}

impl GridPage {
    fn new(page: Layout, roster: &RosterPresenter, axis: Axis, query: &GridQuery, typed: &PickForm) -> Self {
        let (t, consultation) = (page.t, &roster.draft.consultation);
        let can_edit = page.can_in(Right::EditRoster, consultation.unit.id);
        let part = Part::new(roster, axis, query);
        let shown: Vec<Owner> = part.shown().iter().map(|(owner, _)| *owner).collect();
        let placed = lines(&roster.draft.draft.slots, axis, part.week, &shown);
        let mut picks = match can_edit {
            true => picks(roster, first_of(&placed), typed, MOST_CHOICES),
            false => BTreeMap::new(),
        };
        let has_picks = !picks.is_empty();
        let drawn = GridPresenter::new(roster, can_edit);
        let named = placed.iter().zip(part.shown());
        let lines = named.map(|(line, (_, name))| drawn.line(line, name, &mut picks));
        let address = |week, number| {
            let address = part.address(&consultation.slug, axis, &query.name, week, number);
            format!("/{}{address}", page.lang())
        };
        let first = part.number * LINES;
        let values = [
            ("first", (first + 1).into()),
            ("last", (first + shown.len()).into()),
            ("n", part.owners.len().into()),
        ];
        Self {
            axis,
            week: dates::period(part.week.monday(), part.week.sunday(), page.locale()),
            before: part.weeks.before(part.week).map(|week| address(week, part.number)),
            after: part.weeks.after(part.week).map(|week| address(week, part.number)),
            days: part.week.days().map(|date| drawn.day(date)).into(),
            lines: lines.collect(),
            has_more: part.owners.len() > LINES || !query.name.is_empty(),
            shown: t.say_with("manage-grid-lines", &values),
            lines_before: (part.number > 0).then(|| address(part.week, part.number - 1)),
            lines_after: (first + LINES < part.owners.len()).then(|| address(part.week, part.number + 1)),
            monday: part.week.monday().to_string(),
            name: query.name.clone(),
            can_edit,
            has_picks,
            version: typed.version.clone(),
            page: page
                .at(part.address(&consultation.slug, axis, &query.name, part.week, part.number))
                .in_consultation(consultation, ""),
        }
    }
}

impl GridPage {
    fn view(&self) -> &'static str {
        match self.axis {
            Axis::Extensions => "extensions",
            Axis::People => "people",
        }
    }

    /// Its address below the consultation.
    fn address(&self) -> &'static str {
        match self.axis {
            Axis::Extensions => "roster/extensions",
            Axis::People => "roster/people",
        }
    }

    fn title_key(&self) -> &'static str {
        match self.axis {
            Axis::Extensions => "manage-view-extensions",
            Axis::People => "manage-view-people",
        }
    }

    /// Of the name of a line.
    fn column_key(&self) -> &'static str {
        match self.axis {
            Axis::Extensions => "manage-column-phone",
            Axis::People => "manage-column-who",
        }
    }
}

/// The duties of these lines, each once.
fn first_of<'a>(lines: &[Line<'a>]) -> impl Iterator<Item = &'a Slot> {
    let placed = lines.iter().flat_map(|line| &line.days).flat_map(|(_, placed)| placed);
    placed.filter(|placed| placed.is_first).map(|placed| placed.slot)
}

async fn by_extension(visit: Visit<Slug>, query: web::Query<GridQuery>) -> Answer {
    show(&visit, Axis::Extensions, &query).await
}

async fn by_person(visit: Visit<Slug>, query: web::Query<GridQuery>) -> Answer {
    show(&visit, Axis::People, &query).await
}

async fn show(visit: &Visit<Slug>, axis: Axis, query: &GridQuery) -> Answer {
    let standing = revision::standing(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let roster = RosterPresenter::new(visit.t(), &standing, visit.now());
    let untouched = PickForm {
        version: roster.draft.draft.version.to_string(),
        ..PickForm::default()
    };
    let page = GridPage::new(visit.layout(), &roster, axis, query, &untouched);
    html_aside(StatusCode::OK, page).await
}

async fn give_by_extension(
    Editor(visit, Form(form)): Editor<Form<PickForm>, Slug>,
    query: web::Query<GridQuery>,
) -> Answer {
    give_in(&visit, Axis::Extensions, &query, form).await
}

async fn give_by_person(
    Editor(visit, Form(form)): Editor<Form<PickForm>, Slug>,
    query: web::Query<GridQuery>,
) -> Answer {
    give_in(&visit, Axis::People, &query, form).await
}

async fn give_in(visit: &Visit<Slug>, axis: Axis, query: &GridQuery, mut form: PickForm) -> Answer {
    let values = [
        ("from", query.from.as_str()),
        ("page", &query.page),
        ("name", &query.name),
        ("done", "staff-picked"),
    ];
    let done = visit.link(&with_query(&path(&visit.named, axis), &values));
    let outcome = give(visit, &form).await.map(|()| done);
    answer(visit.t(), outcome, async |refusal| {
        let standing = revision::standing(visit.cx(), &visit.actor, visit.named.clone()).await?;
        let roster = RosterPresenter::new(visit.t(), &standing, visit.now());
        explain(refusal, &roster);
        form.version = refusal.version(&form.version, roster.draft.draft.version);
        Ok(GridPage::new(visit.layout(), &roster, axis, query, &form))
    })
    .await
}

impl Page for GridPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |draft: CheckedDraft, people: &[StaffMember], axis, query: GridQuery| {
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow/roster/people");
            let now = at(6, 17, 16, 0);
            let standing = sample::standing(sample::preview(draft, Some(&sample::covered())), people, now);
            let roster = RosterPresenter::new(page.t, &standing, now);
            let untouched = PickForm {
                version: "7".to_owned(),
                ..PickForm::default()
            };
            Self::new(page, &roster, axis, &query, &untouched)
        };
        let week = |from: &str| GridQuery {
            from: from.to_owned(),
            ..GridQuery::default()
        };
        let (staff, long) = (sample::staff(), sample::long_staff());
        let many: Vec<StaffMember> = (100..1_100)
            .map(|number| StaffMember {
                name: format!("Anna Kowalska {number}"),
                ..StaffMember::new(StaffId(uuid::Uuid::from_u128(number)), sample::units()[0].id)
            })
            .collect();
        let found = GridQuery {
            page: "3".to_owned(),
            name: "kowalska 1".to_owned(),
            ..week("2024-06-20")
        };
        let mut picked = draw(sample::covered(), &staff, Axis::People, week("2024-06-20"));
        picked.page.notice = Some(picked.page.say("manage-pick-stale"));
        vec![
            (
                "grid-extensions",
                draw(sample::covered(), &staff, Axis::Extensions, week("2024-06-20")),
            ),
            (
                "grid-people",
                draw(sample::covered(), &staff, Axis::People, week("2024-06-20")),
            ),
            (
                "grid-extensions-troubled",
                draw(sample::troubled(), &staff, Axis::Extensions, week("2024-06-25")),
            ),
            (
                "grid-people-troubled",
                draw(sample::troubled(), &long, Axis::People, week("2024-06-25")),
            ),
            (
                "grid-people-unstaffed",
                draw(sample::unstaffed(), &staff, Axis::People, week("")),
            ),
            (
                "grid-extensions-crowded",
                draw(sample::crowded(), &long, Axis::Extensions, week("2024-06-13")),
            ),
            (
                "grid-people-crowded",
                draw(sample::crowded(), &long, Axis::People, week("2024-06-13")),
            ),
            (
                "grid-people-many",
                draw(sample::unstaffed(), &many, Axis::People, found),
            ),
            ("grid-empty", draw(sample::empty(), &[], Axis::Extensions, week(""))),
            ("grid-people-stale", picked),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::extension::Extension;
    use crate::domain::ids::{ExtensionId, SlotId};

    /// Ten thousand duties at forty numbers and a thousand people: some hundred kilobytes a page.
    #[test]
    fn a_page_of_a_huge_roster_stays_small() {
        let mut draft = sample::unstaffed();
        let like = draft.draft.slots[0].clone();
        let extension = |number: u128| Extension {
            id: ExtensionId(uuid::Uuid::from_u128(number)),
            phone: format!("12 616 10{number:02}").parse().unwrap(),
            display: format!("12 616 10{number:02}"),
        };
        let days = sample::date(6, 13).iter_days().take(250);
        let numbered = days.flat_map(|day| (0..40).map(move |number| (day, number)));
        draft.draft.slots = (1..)
            .zip(numbered)
            .map(|(id, (date, number))| Slot {
                id: SlotId(uuid::Uuid::from_u128(id)),
                date,
                extensions: vec![extension(number)],
                ..like.clone()
            })
            .collect();
        let people: Vec<StaffMember> = (1..=1_000)
            .map(|number| StaffMember {
                name: format!("Anna Kowalska {number}"),
                ..StaffMember::new(StaffId(uuid::Uuid::from_u128(number)), sample::units()[0].id)
            })
            .collect();
        let now = at(6, 17, 16, 0);
        let standing = sample::standing(sample::preview(draft, None), &people, now);
        for (axis, has_picks) in [(Axis::Extensions, true), (Axis::People, false)] {
            let page = sample::coordinator(Locale::Uk, "/manage/c/otwarty-krakow/roster/people");
            let roster = RosterPresenter::new(page.t, &standing, now);
            let page = GridPage::new(page, &roster, axis, &GridQuery::default(), &PickForm::default());
            let (picks, lines) = (page.has_picks, page.lines.len());
            let size = page.render().unwrap().len();
            assert_eq!((picks, lines), (has_picks, LINES), "{axis:?}");
            assert!(size < 1_000_000, "{axis:?}: {size} bytes");
        }
    }
}
