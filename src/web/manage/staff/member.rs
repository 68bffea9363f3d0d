//! One person: who they are, where they sit, how they are reached, when they are away.

use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::actions::staff::{self, StaffInput};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::extension::Extension;
use crate::domain::fault::Fault;
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::staff::StaffMember;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::web::manage::fields::{self, language_choices};
use crate::web::manage::staff::list::extension_of;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::web::sample;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/staff/new").get(new).draws::<StaffPage>(),
        page("/manage/staff/{id}").get(show).post(change),
        page("/manage/staff/{id}/invite").post(invite),
    ]
}

#[derive(Template)]
#[template(path = "manage/staff/member.html")]
struct StaffPage {
    page: Layout,
    /// Nobody yet, when a person is added.
    id: Option<StaffId>,
    form: StaffForm,
    languages: Vec<Choice>,
    locales: Vec<Choice>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StaffForm {
    name: String,
    email: String,
    languages: Vec<String>,
    locale: String,
    extension: String,
    /// With an empty one at the end.
    #[serde(rename = "absence")]
    absences: Vec<AbsenceRow>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AbsenceRow {
    first: String,
    last: String,
}

impl StaffForm {
    fn empty() -> Self {
        Self {
            locale: "pl".to_owned(),
            absences: vec![Default::default()],
            ..Self::default()
        }
    }

    fn of(member: &StaffMember, extensions: &[Extension]) -> Self {
        let absences = member.absences.iter().map(|a| AbsenceRow {
            first: a.first_day.to_string(),
            last: a.last_day.to_string(),
        });
        Self {
            name: member.name.clone(),
            email: member
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            languages: member.languages.iter().map(ToString::to_string).collect(),
            locale: member.locale.to_string(),
            extension: extension_of(member, extensions),
            absences: absences.chain(std::iter::once(Default::default())).collect(),
        }
    }

    fn read(&self) -> Result<StaffInput, ActionError> {
        let mut reader = FieldReader::default();
        let rows = self.absences.iter().enumerate();
        let absences = rows.filter_map(|(index, row)| row.read(index, &mut reader)).collect();
        reader.finish(|| {
            Some(StaffInput {
                name: self.name.clone(),
                email: self.email.clone(),
                languages: fields::languages(&self.languages),
                locale: self.locale.parse().ok(),
                extension: self.extension.clone(),
                absences,
            })
        })
    }
}

impl AbsenceRow {
    /// First and last day; without a last one it is one day long.
    fn read(&self, index: usize, reader: &mut FieldReader) -> Option<(NaiveDate, NaiveDate)> {
        if self.first.trim().is_empty() && self.last.trim().is_empty() {
            return None;
        }
        let at = |field: &str| format!("absence-{index}-{field}");
        let first = reader.required(at("first"), &self.first, Fault::Date, fields::date)?;
        let last = reader.optional(at("last"), &self.last, Fault::Date, fields::date);
        let last = last.unwrap_or(first);
        if last < first {
            reader.refuse(at("last"), Fault::PeriodOrder);
        }
        Some((first, last))
    }
}

impl StaffPage {
    fn new(page: Layout, id: Option<StaffId>, form: StaffForm) -> Self {
        let path = id.map_or("/manage/staff/new".to_owned(), |id| format!("/manage/staff/{id}"));
        let locales = Locale::ALL.map(|own| Choice::new(own.code(), own.own_name(), &form.locale));
        Self {
            id,
            languages: language_choices(&form.languages, page.locale()),
            locales: locales.into(),
            form,
            page: page.at(path),
        }
    }
}

async fn new(visit: Visit) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    html(&StaffPage::new(visit.layout(), None, StaffForm::empty()))
}

async fn show(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    html(&StaffPage::new(visit.layout(), Some(id), stored(&visit, id).await?))
}

/// The form of a person as stored.
async fn stored<P>(visit: &Visit<P>, id: StaffId) -> Result<StaffForm, HttpError> {
    let member = staff::one(visit.cx(), &visit.actor, id).await?;
    let extensions = staff::extensions(visit.cx(), &visit.actor).await?;
    Ok(StaffForm::of(&member, &extensions))
}

pub async fn add(visit: Visit, Form(form): Form<StaffForm>) -> Answer {
    save(&visit, None, form).await
}

async fn change(visit: Visit<Id<StaffId>>, Form(form): Form<StaffForm>) -> Answer {
    save(&visit, Some(visit.named.0), form).await
}

async fn save<P>(visit: &Visit<P>, id: Option<StaffId>, form: StaffForm) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let outcome = match (form.read(), id) {
        (Err(error), _) => Err(error),
        (Ok(input), Some(id)) => staff::change(visit.cx(), &visit.actor, id, input).await,
        (Ok(input), None) => staff::add(visit.cx(), &visit.actor, input).await.map(drop),
    };
    let saved = outcome.map(|()| visit.link("/manage/staff?done=staff-saved"));
    answer(visit.t(), saved, async |_| Ok(StaffPage::new(visit.layout(), id, form))).await
}

async fn invite(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    let invited = staff::invite(visit.cx(), &visit.actor, id).await;
    let invited = invited.map(|()| visit.link("/manage/staff?done=invited"));
    answer(visit.t(), invited, async |_| {
        Ok(StaffPage::new(visit.layout(), Some(id), stored(&visit, id).await?))
    })
    .await
}

impl Page for StaffPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |id: Option<StaffId>, form: StaffForm, faults: &[(&str, Fault)]| {
            Self::new(sample::coordinator(locale, "/manage/staff").refused(faults), id, form)
        };
        let stored = |member: &StaffMember| draw(Some(member.id), StaffForm::of(member, &sample::lines()), &[]);
        let wrong = StaffForm {
            name: sample::LONG_NAME.to_owned(),
            email: "nie-adres & <br>".to_owned(),
            absences: vec![AbsenceRow {
                first: "2024-06-20".to_owned(),
                last: "2024-06-10".to_owned(),
            }],
            ..StaffForm::empty()
        };
        let faults = [
            ("name", Fault::Required),
            ("email", Fault::Email),
            ("extension", Fault::Phone),
            ("absence-0-last", Fault::PeriodOrder),
        ];
        vec![
            ("person-new", draw(None, StaffForm::empty(), &[])),
            ("person-again", draw(None, wrong, &faults)),
            ("person", stored(&sample::staff()[6])),
            ("person-long", stored(&sample::long_staff()[0])),
        ]
    }
}
