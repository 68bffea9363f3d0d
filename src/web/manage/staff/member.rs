//! One person: who they are, where they sit, how they are reached, when they are away.

use actix_web::web;
use askama::Template;
use chrono::Weekday;
use serde::Deserialize;

use crate::actions::staff::{self, StaffInput};
use crate::actions::{ActionError, allow, retirement, unit};
use crate::domain::access::Right;
use crate::domain::extension::Extension;
use crate::domain::fault::Fault;
use crate::domain::ids::StaffId;
use crate::domain::language::Locale;
use crate::domain::staff::{StaffMember, WorkShare};
use crate::domain::unit::Unit;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates};
use crate::web::manage::fields::{self, language_choices, unit_choices};
use crate::web::manage::staff::list::extension_of;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html, see_other};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::web::sample;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/staff/new").get(new).post(add).draws::<StaffPage>(),
        page("/manage/staff/{id}").get(show).post(change),
        page("/manage/staff/{id}/invite").post(invite),
        page("/manage/staff/{id}/retire").post(retire),
        page("/manage/staff/{id}/return").post(bring_back),
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
    /// The offices a new person can belong to.
    units: Vec<Choice>,
    /// The offices they can be lent to.
    others: Vec<Choice>,
    weekdays: Vec<Choice>,
    /// They take no duties any more.
    retired: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StaffForm {
    name: String,
    email: String,
    languages: Vec<String>,
    locale: String,
    extension: String,
    /// The office of a new person.
    unit: String,
    lent_to: Vec<String>,
    /// Part-time share in percent.
    weight: String,
    max_per_week: String,
    max_duties: String,
    /// Weekdays from 1 for Monday.
    rather_not: Vec<String>,
}

impl StaffForm {
    fn empty() -> Self {
        Self {
            locale: "pl".to_owned(),
            weight: "100".to_owned(),
            ..Self::default()
        }
    }

    fn of(member: &StaffMember, extensions: &[Extension], units: &[Unit]) -> Self {
        let lent = units.iter().filter(|unit| member.lent_to.contains(&unit.id));
        let limit = |most: Option<i32>| most.map(|most| most.to_string()).unwrap_or_default();
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
            unit: units
                .iter()
                .find(|unit| unit.id == member.unit)
                .map(|unit| unit.slug.to_string())
                .unwrap_or_default(),
            lent_to: lent.map(|unit| unit.slug.to_string()).collect(),
            weight: member.share.percent.to_string(),
            max_per_week: limit(member.share.max_per_week),
            max_duties: limit(member.share.max_duties),
            rather_not: member.share.rather_not.iter().map(ToString::to_string).collect(),
        }
    }

    fn read(&self) -> Result<StaffInput, ActionError> {
        let mut reader = FieldReader::default();
        let number = |text: &str| text.trim_end_matches(['%', ' ']).parse::<i32>().ok();
        let percent = reader.optional("weight", &self.weight, Fault::Number, number);
        let max_per_week = reader.optional("max_per_week", &self.max_per_week, Fault::Number, number);
        let max_duties = reader.optional("max_duties", &self.max_duties, Fault::Number, number);
        reader.finish(|| {
            Some(StaffInput {
                name: self.name.clone(),
                email: self.email.clone(),
                languages: fields::languages(&self.languages),
                locale: self.locale.parse().ok(),
                extension: self.extension.clone(),
                share: WorkShare {
                    percent: percent.unwrap_or(100),
                    max_per_week,
                    max_duties,
                    rather_not: self.rather_not.iter().filter_map(|day| day.parse().ok()).collect(),
                },
                lent_to: self.lent_to.iter().filter_map(|slug| slug.parse().ok()).collect(),
            })
        })
    }
}

impl StaffPage {
    /// The form goes to the address of the page itself: that of the stored person, or that of a new one as it is in `page`.
    fn new(page: Layout, id: Option<StaffId>, form: StaffForm, units: &Units) -> Self {
        let page = match id {
            Some(id) => page.at(format!("/manage/staff/{id}")),
            None => page,
        };
        let locales = Locale::ALL.map(|own| Choice::new(own.code(), own.own_name(), &form.locale));
        let t = page.t;
        let other = |unit: &Unit| Choice {
            chosen: form.lent_to.iter().any(|slug| slug == unit.slug.as_str()),
            value: unit.slug.to_string(),
            label: unit.name(t.locale()).text.to_owned(),
        };
        let others = units.all.iter().filter(|unit| unit.slug.as_str() != form.unit);
        Self {
            id,
            units: if id.is_none() {
                unit_choices(&units.own, &form.unit, t)
            } else {
                Vec::new()
            },
            others: if units.all.len() > 1 {
                others.map(other).collect()
            } else {
                Vec::new()
            },
            languages: language_choices(&form.languages, page.locale()),
            weekdays: weekdays(&form.rather_not, page.locale()),
            retired: false,
            locales: locales.into(),
            form,
            page,
        }
    }
}

/// The days of the week, Monday first.
fn weekdays(chosen: &[String], locale: Locale) -> Vec<Choice> {
    let days = (1..=7_u8).filter_map(|day| Some((day.to_string(), Weekday::try_from(day - 1).ok()?)));
    days.map(|(value, day)| Choice {
        chosen: chosen.contains(&value),
        label: dates::weekday(day, locale).to_owned(),
        value,
    })
    .collect()
}

/// The address of a new person names their id, so that whoever opens it again finds the same person.
#[derive(Deserialize)]
struct NewStaff {
    id: Option<StaffId>,
}

/// Without the language.
fn new_address(id: StaffId) -> String {
    format!("/manage/staff/new?id={id}")
}

async fn new(visit: Visit, query: web::Query<NewStaff>) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let Some(id) = query.id else {
        return Ok(see_other(visit.link(&new_address(visit.fresh()))));
    };
    match staff::one(visit.cx(), &visit.actor, id).await {
        Ok(_) => return Ok(see_other(visit.link(&format!("/manage/staff/{id}?done=staff-there")))),
        // Nobody, or somebody of another office: that is not said here.
        Err(ActionError::NotFound(_) | ActionError::Denied(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let (page, units) = (visit.layout().at(new_address(id)), Units::of(&visit).await?);
    html(&StaffPage::new(page, None, StaffForm::empty(), &units))
}

async fn show(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    html(&stored(&visit, id).await?)
}

/// The page of a person as stored.
async fn stored<P>(visit: &Visit<P>, id: StaffId) -> Result<StaffPage, HttpError> {
    let member = staff::one(visit.cx(), &visit.actor, id).await?;
    let extensions = staff::extensions(visit.cx(), &visit.actor).await?;
    let units = Units::of(visit).await?;
    let form = StaffForm::of(&member, &extensions, &units.all);
    Ok(StaffPage {
        retired: member.retired_at.is_some(),
        ..StaffPage::new(visit.layout(), Some(id), form, &units)
    })
}

/// The offices there are, and those one may add people to.
struct Units {
    all: Vec<Unit>,
    own: Vec<Unit>,
}

impl Units {
    async fn of<P>(visit: &Visit<P>) -> Result<Self, ActionError> {
        Ok(Self {
            all: unit::list(visit.cx(), &visit.actor).await?,
            own: unit::editable(visit.cx(), &visit.actor).await?,
        })
    }
}

async fn add(Editor(visit, Form(form)): Editor<Form<StaffForm>>, query: web::Query<NewStaff>) -> Answer {
    let id = query.id.ok_or(HttpError::Malformed)?;
    let added = async {
        let (input, unit) = (form.read()?, form.unit.parse().ok());
        staff::add(visit.cx(), &visit.actor, id, input, unit).await
    };
    settle(&visit, added.await, async |refusal| match &refusal.error {
        ActionError::Conflict("staff_there") => {
            let there = staff::one(visit.cx(), &visit.actor, id).await?;
            refusal.say(as_stored(&there, visit.t()));
            Ok((visit.layout(), Some(id), form))
        }
        ActionError::Conflict(_) => {
            refusal.say(visit.t().say("manage-id-taken"));
            Ok((visit.layout().at(new_address(visit.fresh())), None, form))
        }
        _ => Ok((visit.layout().at(new_address(id)), None, form)),
    })
    .await
}

async fn change(Editor(visit, Form(form)): Editor<Form<StaffForm>, Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    let changed = async { staff::change(visit.cx(), &visit.actor, id, form.read()?).await };
    settle(&visit, changed.await, async |_| Ok((visit.layout(), Some(id), form))).await
}

/// A sentence that says how a person is stored.
fn as_stored(member: &StaffMember, t: Texts) -> String {
    let email = member
        .email
        .as_ref()
        .map_or_else(|| t.say("manage-staff-unreachable"), |email| email.as_str().to_owned());
    let values = [("name", member.name.as_str().into()), ("email", email.into())];
    t.say_with("manage-staff-sent-before", &values)
}

/// Back to the people with word of what was done, or the form again: on which page, of whom, with what.
async fn settle<P>(
    visit: &Visit<P>,
    outcome: Result<(), ActionError>,
    again: impl AsyncFnOnce(&mut Refusal) -> Result<(Layout, Option<StaffId>, StaffForm), HttpError>,
) -> Answer {
    let saved = outcome.map(|()| visit.link("/manage/staff?done=staff-saved"));
    answer(visit.t(), saved, async |refusal| {
        let (page, id, form) = again(refusal).await?;
        Ok(StaffPage::new(page, id, form, &Units::of(visit).await?))
    })
    .await
}

async fn invite(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    let invited = staff::invite(visit.cx(), &visit.actor, id).await;
    let invited = invited.map(|()| visit.link("/manage/staff?done=invited"));
    answer(visit.t(), invited, async |_| stored(&visit, id).await).await
}

async fn retire(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    retirement::retire(visit.cx(), &visit.actor, id).await?;
    Ok(see_other(visit.link("/manage/staff?done=staff-retired")))
}

async fn bring_back(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    retirement::bring_back(visit.cx(), &visit.actor, id).await?;
    Ok(see_other(
        visit.link(&format!("/manage/staff/{id}?done=staff-returned")),
    ))
}

impl Page for StaffPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |id: Option<StaffId>, form: StaffForm, faults: &[(&str, Fault)]| {
            let page = sample::coordinator(locale, "/manage/staff").refused(faults);
            Self::new(
                page,
                id,
                form,
                &Units {
                    all: vec![sample::units()[0].clone()],
                    own: Vec::new(),
                },
            )
        };
        let form = |member: &StaffMember| StaffForm::of(member, &sample::lines(), &sample::units());
        let stored = |member: &StaffMember| draw(Some(member.id), form(member), &[]);
        let units = Units {
            all: sample::units().into(),
            own: sample::units().into(),
        };
        let several = |id, form| Self::new(sample::coordinator(locale, "/manage/staff"), id, form, &units);
        let mut lent = sample::staff()[6].clone();
        lent.lent_to.insert(sample::units()[1].id);
        let known = &sample::staff()[6];
        let mut there = stored(known);
        there.page = there.page.done(Some("staff-there"));
        let mut back = stored(known);
        back.page = back.page.done(Some("staff-returned"));
        let mut sent_before = stored(known);
        sent_before.page.notice = Some(as_stored(known, sent_before.page.t));
        let wrong = StaffForm {
            name: sample::LONG_NAME.to_owned(),
            email: "nie-adres & <br>".to_owned(),
            weight: "pół".to_owned(),
            ..StaffForm::empty()
        };
        let faults = [
            ("name", Fault::Required),
            ("email", Fault::Email),
            ("extension", Fault::Phone),
            ("weight", Fault::Number),
        ];
        vec![
            ("person-new", draw(None, StaffForm::empty(), &[])),
            ("person-new-units", several(None, StaffForm::empty())),
            ("person-lent", several(Some(lent.id), form(&lent))),
            ("person-again", draw(None, wrong, &faults)),
            ("person", stored(&sample::staff()[6])),
            ("person-there", there),
            ("person-back", back),
            (
                "person-retired",
                Self {
                    retired: true,
                    ..stored(known)
                },
            ),
            ("person-sent-before", sent_before),
            ("person-long", stored(&sample::long_staff()[0])),
        ]
    }
}
