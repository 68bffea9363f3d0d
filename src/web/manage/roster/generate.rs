//! Duties made from the required hours, to be looked at before they are added.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::generate::{self as filling, Filling};
use crate::actions::roster::{self, CheckedDraft, SlotInput};
use crate::actions::{ActionError, consultation};
use crate::domain::fault::Fault;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::roster::generate::Numbers;
use crate::domain::roster::{ExpectedVersion, SlotState};
use crate::domain::slug::Slug;
use crate::domain::text::ConsultationTexts;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, sentences};
use crate::web::manage::fields;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader, field_messages};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

/// So many duties are shown; the others are counted.
const SHOWN: usize = 60;
/// The shortest and the longest part of long hours, in minutes.
const PARTS: std::ops::RangeInclusive<u32> = 5..=24 * 60;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/generate")
            .get(show)
            .post(add)
            .draws::<GeneratePage>(),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/generate.html")]
struct GeneratePage {
    page: Layout,
    form: GenerateForm,
    numbers: Vec<Choice>,
    /// The consultations that can be copied.
    models: Vec<Choice>,
    /// The duties that are missing, the first of them.
    rows: Vec<MissingRow>,
    missing: usize,
    /// Of the draft they are missing in.
    version: String,
}

struct MissingRow {
    duty: String,
    phones: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct GenerateForm {
    /// Numbers that answer, one a line.
    phones: Option<String>,
    numbers: String,
    /// The longest duty in minutes.
    longest: String,
    /// A consultation whose duties are copied instead; empty for none.
    like: String,
    version: String,
}

impl GenerateForm {
    /// The numbers that are in the draft already, until somebody says which.
    fn of(self, known: &[String]) -> Self {
        Self {
            phones: self.phones.or_else(|| Some(known.join("\n"))),
            ..self
        }
    }

    fn typed_phones(&self) -> &str {
        self.phones.as_deref().unwrap_or_default()
    }

    fn read(&self) -> Result<Filling, ActionError> {
        let mut reader = FieldReader::default();
        let phones = reader.optional("phones", self.typed_phones(), Fault::Phone, fields::phones);
        let minutes = |text: &str| text.parse().ok().filter(|minutes| PARTS.contains(minutes));
        let longest = reader.optional("longest", &self.longest, Fault::Number, minutes);
        let like = reader.optional("like", &self.like, Fault::Choice, |slug| slug.parse().ok());
        reader.finish(|| {
            Some(Filling {
                phones: phones.unwrap_or_default(),
                numbers: Numbers::from_code(&self.numbers).unwrap_or(Numbers::InTurn),
                longest,
                like,
            })
        })
    }
}

impl GeneratePage {
    fn new(page: Layout, form: GenerateForm, missing: &[SlotInput]) -> Self {
        let (t, locale) = (page.t, page.locale());
        let row = |slot: &SlotInput| MissingRow {
            duty: sentences::capital(&sentences::duty(slot.date, slot.hours, locale)),
            phones: printed(slot),
        };
        Self {
            numbers: numbers(&form.numbers, t),
            models: Vec::new(),
            rows: missing.iter().take(SHOWN).map(row).collect(),
            missing: missing.len(),
            version: form.version.clone(),
            page,
            form,
        }
    }

    fn more(&self) -> usize {
        self.missing - self.rows.len()
    }
}

fn printed(slot: &SlotInput) -> String {
    let printed: Vec<&str> = slot.extensions.iter().map(|(_, printed)| printed.as_str()).collect();
    printed.join(", ")
}

fn numbers(chosen: &str, t: Texts) -> Vec<Choice> {
    let chosen = Numbers::from_code(chosen).unwrap_or(Numbers::InTurn).code();
    let choice = |numbers: &Numbers| {
        let label = t.say(&format!("manage-generate-{}", numbers.code()));
        Choice::new(numbers.code(), label, chosen)
    };
    Numbers::ALL.iter().map(choice).collect()
}

/// The other consultations whose rosters one sees, and none of them.
async fn models(visit: &Visit<Slug>, chosen: &str) -> Result<Vec<Choice>, ActionError> {
    let (t, locale) = (visit.t(), visit.t().locale());
    let all = consultation::titles(visit.cx(), &visit.actor).await?.into_iter();
    let others = all.filter(|(slug, _)| *slug != visit.named);
    let choice =
        |(slug, texts): (Slug, ConsultationTexts)| Choice::new(slug.as_str(), texts.title(locale).text, chosen);
    let none = Choice::new("", t.say("manage-generate-like-none"), chosen);
    Ok(std::iter::once(none).chain(others.map(choice)).collect())
}

/// The numbers of a draft as they are printed.
fn known(draft: &CheckedDraft) -> Vec<String> {
    let planned = draft.draft.slots.iter().filter(|slot| slot.state == SlotState::Planned);
    let mut known: Vec<String> = Vec::new();
    for extension in planned.flat_map(|slot| &slot.extensions) {
        if !known.contains(&extension.display) {
            known.push(extension.display.clone());
        }
    }
    known
}

async fn show(visit: Visit<Slug>, query: web::Query<GenerateForm>) -> Answer {
    let form = query.into_inner();
    html(&drawn(&visit, form, ExpectedVersion::Any).await?)
}

/// The page with what is missing, as the form says.
async fn drawn(visit: &Visit<Slug>, form: GenerateForm, seen: ExpectedVersion) -> Result<GeneratePage, HttpError> {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, visit.named.clone());
    let (draft, _) = roster::checked(cx, actor, slug.clone()).await?;
    let mut form = form.of(&known(&draft));
    let mut page = visit
        .layout()
        .at(format!("/manage/c/{slug}/generate"))
        .in_consultation(&draft.consultation, "");
    let wanted = match form.read() {
        Ok(wanted) => wanted,
        Err(ActionError::Invalid(faults)) => {
            page.errors = field_messages(page.t, &faults);
            Filling {
                phones: Vec::new(),
                numbers: Numbers::InTurn,
                longest: None,
                like: None,
            }
        }
        Err(error) => return Err(error.into()),
    };
    let (missing, version) = filling::preview(cx, actor, slug, wanted, seen).await?;
    form.version = version.to_string();
    let models = models(visit, &form.like).await?;
    Ok(GeneratePage {
        models,
        ..GeneratePage::new(page, form, &missing)
    })
}

async fn add(Editor(visit, Form(form)): Editor<Form<GenerateForm>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let added = async {
        let mut reader = FieldReader::default();
        let version = reader.version(&form.version);
        let version = reader.finish(|| version)?;
        filling::generate(cx, actor, slug(), form.read()?, version).await
    };
    let added = added
        .await
        .map(|_| visit.link(&format!("/manage/c/{}?done=slots-generated", slug())));
    answer(visit.t(), added, async |refusal| {
        match refusal.error {
            ActionError::Stale => refusal.say(visit.t().say("manage-generate-stale")),
            ActionError::Taken(_) => refusal.say(visit.t().say("manage-generate-taken")),
            ActionError::Conflict("nothing_missing") => refusal.say(visit.t().say("manage-generate-nothing")),
            _ => {}
        }
        drawn(&visit, form, ExpectedVersion::Any).await
    })
    .await
}

impl Page for GeneratePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draft = sample::covered();
        let slots: Vec<SlotInput> = draft
            .draft
            .slots
            .iter()
            .map(|slot| SlotInput {
                id: slot.id,
                date: slot.date,
                hours: slot.hours,
                extensions: slot
                    .extensions
                    .iter()
                    .map(|one| (one.phone.clone(), one.display.clone()))
                    .collect(),
                languages: Vec::new(),
                mode: slot.mode,
                staff: None,
                source: None,
            })
            .collect();
        let draw = |layout: Layout, phones: &str, missing: &[SlotInput]| {
            let form = GenerateForm {
                phones: Some(phones.to_owned()),
                version: "7".to_owned(),
                ..GenerateForm::default()
            };
            Self::new(layout.in_consultation(&draft.consultation, ""), form, missing)
        };
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/generate");
        let many: Vec<SlotInput> = slots.iter().cycle().take(200).cloned().collect();
        let faults = [("phones", Fault::Phone), ("longest", Fault::Number)];
        vec![
            ("generate", draw(layout(), "12 616 5769\n12 616 7804", &slots)),
            ("generate-like", {
                let mut copied = draw(layout(), "12 616 5769", &slots);
                copied.form.like = "park".to_owned();
                copied.models = ["", "park"]
                    .map(|slug| Choice::new(slug, sample::LONG_NAME, "park"))
                    .into();
                copied
            }),
            ("generate-many", draw(layout(), "12 616 5769", &many)),
            ("generate-nothing", draw(layout(), "12 616 5769", &[])),
            ("generate-again", draw(layout().refused(&faults), "dwanaście", &slots)),
        ]
    }
}
