//! All consultations with the state of each.

use std::collections::BTreeSet;

use askama::Template;

use crate::actions::consultation::{self, Overview};
use crate::domain::access::Right;
use crate::domain::ids::UnitId;
use crate::domain::language::Locale;
use crate::i18n::{Texts, dates, sentences};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{actions::roster::CheckedDraft, web::sample};

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage").get(show).draws::<ListPage>()]
}

#[derive(Template)]
#[template(path = "manage/consultation/list.html")]
struct ListPage {
    page: Layout,
    lines: Vec<ListLine>,
}

struct ListLine {
    href: String,
    title: String,
    /// Of which office, where the list has those of several.
    unit: Option<String>,
    /// `13 czerwca – 5 lipca 2024 r.`
    period: String,
    /// Days with a duty and with a person, of days that need it, in words.
    coverage: String,
    /// Class and words of how much is to be settled.
    todo: Option<(&'static str, String)>,
    /// The published revision, in words.
    published: String,
}

impl ListPage {
    fn new(page: Layout, overviews: &[Overview]) -> Self {
        let units: BTreeSet<UnitId> = overviews.iter().map(|overview| overview.consultation.unit.id).collect();
        let lines = overviews.iter().map(|overview| {
            let unit = &overview.consultation.unit;
            let sees_roster = page.can_in(Right::SeeRoster, unit.id);
            ListLine {
                unit: (units.len() > 1).then(|| unit.name(page.locale()).text.to_owned()),
                ..ListLine::of(overview, sees_roster, page.locale())
            }
        });
        Self {
            lines: lines.collect(),
            page,
        }
    }
}

impl ListLine {
    /// Who does not see rosters is led to the register.
    fn of(overview: &Overview, sees_roster: bool, locale: Locale) -> Self {
        let t = Texts::new(locale);
        let (consultation, report) = (&overview.consultation, &overview.checked.report);
        Self {
            href: match sees_roster {
                true => format!("/{locale}/manage/c/{}", consultation.slug),
                false => format!("/{locale}/manage/c/{}/register", consultation.slug),
            },
            title: consultation.texts.title(locale).text.to_owned(),
            unit: None,
            period: dates::period(consultation.first_day, consultation.last_day, locale),
            coverage: sentences::covered(report, locale),
            todo: todo(overview, t),
            published: match overview.published {
                Some(number) => t.say_one("manage-published-number", "number", number),
                None => t.say("manage-not-published"),
            },
        }
    }
}

/// As many things as the page of the roster counts.
fn todo(overview: &Overview, t: Texts) -> Option<(&'static str, String)> {
    let report = &overview.checked.report;
    let things = overview.attention + report.findings.len();
    let pressing = overview.attention > 0 || report.blocking().next().is_some();
    let (class, mark) = if pressing {
        ("tag-stop", '✗')
    } else {
        ("tag-warn", '!')
    };
    (things > 0).then(|| (class, format!("{mark} {}", t.say_one("manage-state-todo", "n", things))))
}

async fn show(visit: Visit) -> Answer {
    let overviews = consultation::list(visit.cx(), &visit.actor).await?;
    html(&ListPage::new(visit.layout(), &overviews))
}

impl Page for ListPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let overview = |checked: CheckedDraft, published: Option<i32>| Overview {
            consultation: checked.consultation.clone(),
            checked,
            published,
            attention: published.map_or(0, |number| usize::from(number % 3 == 0)),
        };
        let few = [
            overview(sample::covered(), Some(3)),
            overview(sample::troubled(), Some(12)),
            overview(sample::unstaffed(), None),
            overview(sample::empty(), None),
        ];
        let many = (0..25).map(|number| match number % 3 {
            0 => overview(sample::crowded(), Some(number)),
            1 => overview(sample::free(), None),
            _ => overview(sample::covered(), Some(number)),
        });
        let mut of_two = [overview(sample::covered(), Some(1)), overview(sample::empty(), None)];
        of_two[1].consultation.unit = sample::units()[1].clone();
        let draw = |overviews: &[Overview]| Self::new(sample::coordinator(locale, "/manage"), overviews);
        vec![
            ("manage", draw(&few)),
            ("manage-of-two", draw(&of_two)),
            ("manage-empty", draw(&[])),
            ("manage-many", draw(&many.collect::<Vec<_>>())),
        ]
    }
}
