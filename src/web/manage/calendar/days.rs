//! Days without a duty by hand: exempt one, or all nobody covers, each with a reason.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::{self, CheckedDraft};
use crate::actions::{ActionError, calendar};
use crate::domain::calendar::DayRule;
use crate::domain::coverage::Verdict;
use crate::domain::fault::Fault;
use crate::domain::slug::Slug;
use crate::http::forms::Form;
use crate::i18n::dates;
use crate::web::manage::fields;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{FieldReader, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/c/{slug}/days").get(show).post(change).draws::<DaysPage>()]
}

#[derive(Template)]
#[template(path = "manage/calendar/days.html")]
struct DaysPage {
    page: Layout,
    uncovered: Vec<String>,
    rules: Vec<RuleRow>,
    form: DayForm,
}

struct RuleRow {
    /// ISO date, for the form.
    date: String,
    day: String,
    rule: String,
}

/// One of three forms, by `what`: `exempt` a day, `clear` its rule, `exempt-uncovered` all days nobody covers.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct DayForm {
    what: String,
    date: String,
    reason: String,
    reason_all: String,
    version: String,
}

impl DaysPage {
    fn new(page: Layout, draft: &CheckedDraft, form: DayForm) -> Self {
        let page = page.in_consultation(&draft.consultation, "");
        let (t, locale) = (page.t, page.locale());
        let uncovered = draft.report.days.iter().filter(|day| day.verdict == Verdict::Uncovered);
        let rules = draft.calendar.rules.iter().map(|(date, rule)| RuleRow {
            date: date.to_string(),
            day: dates::weekday_day(*date, locale),
            rule: match rule {
                DayRule::Exempt(reason) => t.say_one("requirement-exempt", "reason", reason),
                DayRule::Hours(hours) => {
                    let hours: Vec<String> = hours.iter().map(|h| dates::hours(*h, locale)).collect();
                    t.say_one("manage-day-hours", "hours", hours.join(", "))
                }
            },
        });
        Self {
            uncovered: uncovered.map(|day| dates::weekday_day(day.day.date, locale)).collect(),
            rules: rules.collect(),
            form,
            page,
        }
    }
}

#[derive(Deserialize)]
struct DayQuery {
    /// The day to begin with, as ISO date.
    #[serde(default)]
    date: String,
}

async fn show(visit: Visit<Slug>, query: web::Query<DayQuery>) -> Answer {
    let (draft, _) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let form = DayForm {
        date: query.into_inner().date,
        version: draft.draft.version.to_string(),
        ..DayForm::default()
    };
    html(&DaysPage::new(visit.layout(), &draft, form))
}

async fn change(Editor(visit, Form(mut form)): Editor<Form<DayForm>, Slug>) -> Answer {
    let outcome = save(&visit, &form).await;
    answer(visit.t(), outcome, async |refusal| {
        let (draft, _) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
        form.version = refusal.version(&form.version, draft.draft.version);
        Ok(DaysPage::new(visit.layout(), &draft, form))
    })
    .await
}

/// Where the change leads.
async fn save(visit: &Visit<Slug>, form: &DayForm) -> Result<String, ActionError> {
    let slug = visit.named.clone();
    let roster = |done| visit.link(&format!("/manage/c/{slug}?done={done}"));
    if form.what == "exempt-uncovered" {
        let (slug, version) = (slug.clone(), version(&form.version)?);
        return match calendar::exempt_uncovered(visit.cx(), &visit.actor, slug, &form.reason_all, version).await {
            Ok(_) => Ok(roster("days-exempt")),
            Err(ActionError::Invalid(_)) => Err(ActionError::field("reason_all", Fault::Required)),
            Err(error) => Err(error),
        };
    }
    let mut reader = FieldReader::default();
    let date = reader.required("date", &form.date, Fault::Date, fields::date);
    let rule = (form.what != "clear").then(|| DayRule::Exempt(form.reason.clone()));
    if rule.is_some() && form.reason.trim().is_empty() {
        reader.refuse("reason", Fault::Required);
    }
    let version = reader.version(&form.version);
    let (date, version) = reader.finish(|| date.zip(version))?;
    calendar::set_day(visit.cx(), &visit.actor, slug.clone(), date, rule, version).await?;
    Ok(roster("day-saved"))
}

impl Page for DaysPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |draft: CheckedDraft, form: DayForm, faults: &[(&str, Fault)]| {
            let layout = sample::coordinator(locale, "/manage/c/otwarty-krakow/days").refused(faults);
            Self::new(layout, &draft, form)
        };
        let typed = DayForm {
            date: "2024-06-18".to_owned(),
            ..DayForm::default()
        };
        let again = [("date", Fault::OutsidePeriod), ("reason", Fault::Required)];
        vec![
            ("days", draw(sample::covered(), DayForm::default(), &[])),
            ("days-troubled", draw(sample::troubled(), typed.clone(), &[])),
            ("days-uncovered", draw(sample::empty(), DayForm::default(), &[])),
            ("days-again", draw(sample::troubled(), typed, &again)),
            (
                "days-again-all",
                draw(sample::empty(), DayForm::default(), &[("reason_all", Fault::Required)]),
            ),
        ]
    }
}
