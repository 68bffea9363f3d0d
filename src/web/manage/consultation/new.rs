//! A new consultation, made without an announcement: its title, its days, the hours in which somebody answers.

use askama::Template;
use serde::Deserialize;

use crate::actions::{ActionError, allow, consultation, unit};
use crate::domain::access::Right;
use crate::domain::calendar::RequiredHours;
use crate::domain::consultation::Settings;
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::unit::Unit;
use crate::http::forms::Form;
use crate::web::manage::fields::{self, unit_choices};
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/new-consultation").get(show).post(add).draws::<NewPage>()]
}

#[derive(Template)]
#[template(path = "manage/consultation/new.html")]
struct NewPage {
    page: Layout,
    form: NewForm,
    units: Vec<Choice>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewForm {
    title: String,
    /// Its part of every address; made of the title when it is empty.
    slug: String,
    first_day: String,
    last_day: String,
    /// Of every working day, `15.00–18.00`.
    hours: String,
    unit: String,
}

impl NewForm {
    fn read(&self) -> Result<(Slug, Settings, Option<Slug>), ActionError> {
        let mut reader = FieldReader::default();
        let title = reader.required("title", &self.title, Fault::Required, |title| {
            Some(title.trim().to_owned())
        });
        let slug = match self.slug.trim() {
            "" => title.as_deref().and_then(Slug::from_title),
            _ => reader.optional("slug", &self.slug, Fault::Slug, |text| text.parse().ok()),
        };
        if slug.is_none() && title.is_some() && self.slug.trim().is_empty() {
            reader.refuse("slug", Fault::Slug);
        }
        let first_day = reader.required("first_day", &self.first_day, Fault::Date, fields::date);
        let last_day = reader.required("last_day", &self.last_day, Fault::Date, fields::date);
        let hours = reader.required("hours", &self.hours, Fault::Hours, fields::hours_list);
        reader.finish(|| {
            let polish = ConsultationText {
                title: title?,
                ..ConsultationText::default()
            };
            let hours = hours?;
            let settings = Settings {
                first_day: first_day?,
                last_day: last_day?,
                texts: ConsultationTexts([(Locale::Pl, polish)].into()),
                phone_mode: None,
                required: RequiredHours((1..=5).map(|day| (day, hours.clone())).collect()),
                leads: Vec::new(),
                swaps_need_approval: false,
            };
            Some((slug?, settings, self.unit.parse().ok()))
        })
    }
}

impl NewPage {
    fn new(page: Layout, form: NewForm, units: &[Unit]) -> Self {
        Self {
            units: unit_choices(units, &form.unit, page.t),
            page,
            form,
        }
    }
}

async fn show(visit: Visit) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let units = unit::editable(visit.cx(), &visit.actor).await?;
    html(&NewPage::new(visit.layout(), NewForm::default(), &units))
}

async fn add(Editor(visit, Form(form)): Editor<Form<NewForm>>) -> Answer {
    let added = async {
        let (slug, settings, unit) = form.read()?;
        consultation::add(visit.cx(), &visit.actor, slug.clone(), settings, unit).await?;
        Ok(visit.link(&format!("/manage/c/{slug}?done=consultation-added")))
    };
    let added = added
        .await
        .map_err(|error: ActionError| error.renamed("text-pl-title", "title"));
    answer(visit.t(), added, async |_| {
        let units = unit::editable(visit.cx(), &visit.actor).await?;
        Ok(NewPage::new(visit.layout(), form, &units))
    })
    .await
}

impl Page for NewPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || sample::coordinator(locale, "/manage/new-consultation");
        let faults = [
            ("title", Fault::Required),
            ("slug", Fault::SlugTaken),
            ("last_day", Fault::PeriodOrder),
            ("hours", Fault::Hours),
        ];
        let wrong = NewForm {
            slug: "otwarty-krakow".to_owned(),
            hours: "od trzeciej".to_owned(),
            ..NewForm::default()
        };
        vec![
            ("consultation-new", Self::new(layout(), NewForm::default(), &[])),
            (
                "consultation-new-again",
                Self::new(layout().refused(&faults), wrong, &sample::units()),
            ),
        ]
    }
}
