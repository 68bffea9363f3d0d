//! One person: who they are, where they sit, how they are reached, when they are away.

use std::collections::BTreeMap;

use askama::Template;

use crate::actions::staff::{self, StaffInput};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::extension::Extension;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::staff::StaffMember;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::web::manage::fields::{self, Faults};
use crate::web::manage::roster::slot_form::language_choices;
#[cfg(test)]
use crate::web::manage::sample;
use crate::web::manage::staff::desk_of;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};

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

/// The form as typed; absences as first and last day.
#[derive(Default)]
struct StaffForm {
    name: String,
    email: String,
    languages: Vec<String>,
    locale: String,
    desk: String,
    absences: Vec<(String, String)>,
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
        let absences = member
            .absences
            .iter()
            .map(|a| (a.first_day.to_string(), a.last_day.to_string()));
        Self {
            name: member.name.clone(),
            email: member
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            languages: member.languages.iter().map(ToString::to_string).collect(),
            locale: member.locale.to_string(),
            desk: desk_of(member, extensions),
            absences: absences.chain(std::iter::once(Default::default())).collect(),
        }
    }

    fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let mut absences: BTreeMap<u16, (String, String)> = Default::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => form.name = value,
                "email" => form.email = value,
                "languages" => form.languages.push(value),
                "locale" => form.locale = value,
                "desk" => form.desk = value,
                other => {
                    let numbered = other.strip_prefix("absence-").and_then(|rest| rest.split_once('-'));
                    let Some((Ok(index), end)) = numbered.map(|(index, end)| (index.parse(), end)) else {
                        continue;
                    };
                    let absence = absences.entry(index).or_default();
                    if end == "first" {
                        absence.0 = value
                    } else {
                        absence.1 = value
                    }
                }
            }
        }
        form.absences = absences.into_values().collect();
        form
    }

    fn read(&self) -> Result<StaffInput, Vec<FieldError>> {
        let mut faults = Faults::default();
        let mut absences = Vec::new();
        for (index, (first, last)) in self.absences.iter().enumerate() {
            if first.trim().is_empty() && last.trim().is_empty() {
                continue;
            }
            let first = faults.required(format!("absence-{index}-first"), first, Fault::Date, fields::date);
            let last = faults.optional(format!("absence-{index}-last"), last, Fault::Date, fields::date);
            if let Some(first) = first {
                let last = last.unwrap_or(first);
                if last < first {
                    faults.add(format!("absence-{index}-last"), Fault::PeriodOrder);
                }
                absences.push((first, last));
            }
        }
        if !faults.0.is_empty() {
            return Err(faults.0);
        }
        Ok(StaffInput {
            name: self.name.clone(),
            email: self.email.clone(),
            languages: fields::languages(&self.languages),
            locale: self.locale.parse().ok(),
            desk: self.desk.clone(),
            absences,
        })
    }
}

impl StaffPage {
    fn new(page: Layout, id: Option<StaffId>, form: StaffForm) -> Self {
        let path = id.map_or("/manage/staff/new".to_owned(), |id| format!("/manage/staff/{id}"));
        let locales = Locale::ALL.into_iter().map(|own| Choice {
            value: own.to_string(),
            label: own.own_name().to_owned(),
            chosen: form.locale == own.code(),
        });
        Self {
            id,
            languages: language_choices(&form.languages, page.locale()),
            locales: locales.collect(),
            form,
            page: page.at(path),
        }
    }

    fn absences(&self) -> Vec<(usize, &(String, String))> {
        self.form.absences.iter().enumerate().collect()
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

pub async fn add(visit: Visit, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    save(&visit, None, StaffForm::from_pairs(pairs)).await
}

async fn change(visit: Visit<Id<StaffId>>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    save(&visit, Some(visit.named.0), StaffForm::from_pairs(pairs)).await
}

async fn save<P>(visit: &Visit<P>, id: Option<StaffId>, form: StaffForm) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let outcome = match (form.read(), id) {
        (Err(faults), _) => Err(ActionError::Invalid(faults)),
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
            absences: vec![("2024-06-20".to_owned(), "2024-06-10".to_owned())],
            ..StaffForm::empty()
        };
        let faults = [
            ("name", Fault::Required),
            ("email", Fault::Email),
            ("desk", Fault::Phone),
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
