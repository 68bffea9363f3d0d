//! The verdicts the positions of a consultation choose from.

use std::collections::BTreeMap;

use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::contribution::verdict::{set_verdicts, verdicts};
use crate::domain::consultation::Consultation;
use crate::domain::language::Locale;
use crate::domain::position::{MAX_VERDICTS, Verdict, VerdictCode, VerdictSet};
use crate::domain::slug::Slug;
use crate::http::forms::Form;
use crate::i18n::sentences;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::FieldReader;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Keeper;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::fault::Fault, web::manage::contribution::sample, web::sample::coordinator};

/// Empty rows for new verdicts.
const SPARE: usize = 2;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/contributions/verdicts")
        .get(show)
        .post(change)
        .draws::<VerdictsPage>()
}

#[derive(Template)]
#[template(path = "manage/contribution/verdicts.html")]
struct VerdictsPage {
    page: Layout,
    form: VerdictsForm,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct VerdictsForm {
    version: String,
    verdict: Vec<VerdictRow>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct VerdictRow {
    /// The code it has; empty for a new one.
    code: String,
    pl: String,
    en: String,
    uk: String,
}

impl VerdictsForm {
    fn of(set: &VerdictSet, version: i32) -> Self {
        let row = |verdict: &Verdict| {
            let label = |locale| sentences::position_verdict(verdict, locale);
            VerdictRow {
                code: verdict.code.to_string(),
                pl: label(Locale::Pl),
                en: label(Locale::En),
                uk: label(Locale::Uk),
            }
        };
        let form = Self {
            version: version.to_string(),
            verdict: set.all().iter().map(row).collect(),
        };
        form.with_spare()
    }

    /// The same with empty rows at the end.
    fn with_spare(mut self) -> Self {
        self.verdict.retain(|row| {
            ![&row.code, &row.pl, &row.en, &row.uk]
                .iter()
                .all(|text| text.is_empty())
        });
        let rows = (self.verdict.len() + SPARE).min(MAX_VERDICTS);
        self.verdict
            .resize_with(rows.max(self.verdict.len()), VerdictRow::default);
        self
    }

    fn labels(&self) -> Vec<(Option<VerdictCode>, BTreeMap<Locale, String>)> {
        let row = |row: &VerdictRow| {
            let label = [(Locale::Pl, &row.pl), (Locale::En, &row.en), (Locale::Uk, &row.uk)];
            let label = label.map(|(locale, text)| (locale, text.clone()));
            (row.code.parse().ok(), label.into())
        };
        self.verdict.iter().map(row).collect()
    }
}

impl VerdictsPage {
    fn new(page: Layout, consultation: &Consultation, form: VerdictsForm) -> Self {
        Self {
            page: page.in_consultation(consultation, "contributions"),
            form,
        }
    }
}

async fn show(visit: Visit<Slug>) -> Answer {
    let (consultation, set, version) = verdicts(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let form = VerdictsForm::of(&set, version);
    html(&VerdictsPage::new(visit.layout(), &consultation, form))
}

async fn change(Keeper(visit, Form(form)): Keeper<Form<VerdictsForm>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let changed = async {
        let mut reader = FieldReader::default();
        let version = reader.version(&form.version);
        let version = reader.finish(|| version)?;
        set_verdicts(cx, actor, slug(), form.labels(), version).await?;
        Ok::<_, ActionError>(visit.link(&format!("/manage/c/{}/contributions?done=verdicts-saved", slug())))
    };
    answer(visit.t(), changed.await, async |refusal| {
        let (consultation, _, version) = verdicts(cx, actor, slug()).await?;
        let form = VerdictsForm {
            version: refusal.version(&form.version, version),
            ..form.with_spare()
        };
        Ok(VerdictsPage::new(visit.layout(), &consultation, form))
    })
    .await
}

impl Page for VerdictsPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || coordinator(locale, "/manage/c/otwarty-krakow/contributions/verdicts");
        let draw = |page| {
            let form = VerdictsForm::of(&VerdictSet::default(), 7);
            Self::new(page, &sample::page().consultation, form)
        };
        let refused = layout().refused(&[("verdicts", Fault::VerdictUsed), ("verdict-1-pl", Fault::Twice)]);
        vec![("verdicts", draw(layout())), ("verdicts-refused", draw(refused))]
    }
}
