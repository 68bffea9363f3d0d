//! What was read of an announcement, row by row, and the draft made of it.

use askama::Template;

use crate::actions::{ActionError, allow, announcement, unit};
use crate::domain::access::Right;
use crate::domain::time::{DEFAULT_ZONE, Hours};
use crate::domain::unit::Unit;
use crate::http::forms::Form;
use crate::http::limits::MAX_DRAFT;
use crate::i18n::dates;
use crate::web::manage::announcement::form::{Decision, ImportForm, ImportRow};
use crate::web::manage::fields::{self, unit_choices};
use crate::web::page::answer::{Answer, Page, answer};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    announcement::{DEMO, Input, read},
    domain::fault::Fault,
    domain::language::Locale,
    web::sample,
};

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/import/draft").post(import).draws::<PreviewPage>()]
}

#[derive(Template)]
#[template(path = "manage/announcement/preview.html")]
pub struct PreviewPage {
    page: Layout,
    form: ImportForm,
    /// The offices it can be for.
    units: Vec<Choice>,
}

impl PreviewPage {
    /// Its address cannot be asked for again, so the languages lead to the start of the import.
    pub fn new(page: Layout, form: ImportForm, units: &[Unit]) -> Self {
        let page = page.at("/manage/import");
        let units = unit_choices(units, &form.unit, page.t);
        Self { page, form, units }
    }

    fn certain(&self) -> usize {
        self.form.rows.iter().filter(|row| row.certain).count()
    }

    fn asked(&self) -> usize {
        self.form.rows.len() - self.certain()
    }

    /// What a clock change does to the hours of a row.
    fn clock(&self, row: &ImportRow) -> Vec<String> {
        fields::clock_notes(self.page.t, &row.date, &row.start, &row.end, DEFAULT_ZONE)
    }

    /// A day in words, or as it was typed.
    fn day(&self, date: &str) -> String {
        let day = fields::date(date).map(|date| dates::weekday_day(date, self.page.locale()));
        day.unwrap_or_else(|| date.to_owned())
    }

    /// Hours in words, or as they were typed: `15.00–18.00`.
    fn hours(&self, start: &str, end: &str) -> String {
        match fields::time(start).zip(fields::time(end)) {
            Some((start, end)) => dates::hours(Hours { start, end }, self.page.locale()),
            None => format!("{start} {end}").trim().to_owned(),
        }
    }
}

async fn import(visit: Visit, Form(mut form): Form<ImportForm, MAX_DRAFT>) -> Answer {
    allow(&visit.actor, Right::EditRoster)?;
    let (cx, actor) = (visit.cx(), &visit.actor);
    let import = async { announcement::import(cx, actor, form.read()?).await };
    let outcome = import
        .await
        .map(|imported| visit.link(&format!("/manage/c/{}?done=imported", imported.slug)));
    answer(visit.t(), outcome, async |refusal| {
        match refusal.error {
            ActionError::Taken(_) => refusal.say_at("rows", visit.t().say("manage-import-taken")),
            ActionError::Stale => {
                form.expect(announcement::expected(cx, actor, form.address()).await?);
                refusal.say_at("slug", visit.t().say("manage-import-stale"));
            }
            _ => {}
        }
        let units = unit::editable(cx, actor).await?;
        Ok(PreviewPage::new(visit.layout(), form, &units))
    })
    .await
}

/// An announcement with nearly everything that has to be asked.
#[cfg(test)]
const DOUBTFUL: &str = "Konsultacje „Zielone podwórka & <ogrody>” trwają od 13 czerwca 2024 r. do 28 czerwca 2024 r.

Spotkanie konsultacyjne: 19 czerwca 2024 r., godz. 17.00-19.00, ul. Zabłocie 20

Dyżury telefoniczne:

13 czerwca (piątek)\t15.00-18.00\t12 616 5769
14 czerwca (piątek)\t15.00-18.00\t12 616 57
17 czerwca (poniedziałek)\t\t12 616 7804
18 czerwca (wtorek)\t10.00-14.00\t12 616 7804, 12 616 7809
czerwca (czwartek)\t15.00-18.00\t12 616 5769
22 czerwca (sobota)\t10.00-12.00\t12 616 7804
31 czerwca\t10.00-12.00\t12 616 7804
telefon może być zajęty przez kilka minut, prosimy o cierpliwość
4 lipca (czwartek)\t15.00-18.00\t12 616 5769
";

impl Page for PreviewPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let form = |text: &str| ImportForm::of(&read(Input::text(text), sample::date(6, 10)).unwrap());
        let draw = |form, faults: &[(&str, Fault)]| {
            let page = sample::coordinator(locale, "/manage/import").refused(faults);
            Self::new(page, form, &sample::units()[..1])
        };
        let doubtful = form(DOUBTFUL);
        assert!(doubtful.rows.iter().any(|row| row.certain));
        let asked = doubtful.rows.iter().position(|row| !row.certain).unwrap();
        let row = |field: &str| format!("row-{asked}-{field}");
        let again = [
            ("title", Fault::Required),
            ("slug", Fault::Slug),
            (&row("date"), Fault::Date),
            (&row("phones"), Fault::Phone),
            (&row("decision"), Fault::Undecided),
        ];
        let mut wrong = doubtful.clone();
        wrong.title.clear();
        wrong.rows[asked].phones = "12 616 57 <69>".to_owned();
        let mut crowded = form(DEMO);
        sample::LONG_TITLE.clone_into(&mut crowded.title);
        sample::LONG_TITLE.clone_into(&mut crowded.events[0].title);
        crowded.rows = crowded.rows.iter().cycle().take(60).cloned().collect();
        crowded.rows[0].phones = sample::numbers().join(", ");
        crowded.rows[1].certain = false;
        crowded.rows[1].decision = Decision::Leave;
        sample::LONG_TITLE.clone_into(&mut crowded.rows[1].text);
        let nothing = ImportForm {
            first_day: "2024-06-13".to_owned(),
            last_day: "2024-07-05".to_owned(),
            ..ImportForm::default()
        };
        let mut taken = draw(form(DEMO), &[]);
        taken.page.errors.add("rows", taken.page.say("manage-import-taken"));
        let page = sample::coordinator(locale, "/manage/import").refused(&[("unit", Fault::Choice)]);
        let several = Self::new(page, form(DEMO), &sample::units());
        vec![
            ("preview", draw(form(DEMO), &[])),
            ("preview-units", several),
            ("preview-doubtful", draw(doubtful, &[])),
            ("preview-again", draw(wrong, &again)),
            ("preview-taken", taken),
            ("preview-nothing", draw(nothing, &[])),
            ("preview-crowded", draw(crowded, &[])),
        ]
    }
}
