//! What was read of an announcement, row by row, and the draft made of it.

use askama::Template;

use crate::actions::{ActionError, announcement, unit};
use crate::domain::roster::SlotMode;
use crate::domain::time::{DEFAULT_ZONE, Hours};
use crate::domain::unit::Unit;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{dates, sentences};
#[cfg(test)]
use crate::web::manage::announcement::form::Decision;
use crate::web::manage::announcement::form::{ImportForm, ImportRow, MAX_DRAFT, MAX_FIELDS};
use crate::web::manage::fields::{self, phone_mode_choices, unit_choices};
use crate::web::page::answer::{Answer, Page, answer};
use crate::web::page::form::Choice;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
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

    /// What a call is worth; it can be left open.
    fn phone_modes(&self) -> Vec<Choice> {
        let chosen = self.form.phone_mode.as_str();
        let open = Choice::new("", self.page.say("manage-preview-phone-mode-later"), chosen);
        let modes = phone_mode_choices(chosen, self.page.t).into_iter();
        modes.chain([open]).collect()
    }

    fn modes(&self, row: &ImportRow) -> Vec<Choice> {
        let choice = |mode: &SlotMode| {
            let label = sentences::slot_mode(*mode, self.page.locale());
            Choice::new(mode.code(), label, &row.mode)
        };
        SlotMode::ALL.iter().map(choice).collect()
    }

    /// What can be done with a row that is asked about: the two days of a contradiction stand first.
    fn decisions(&self, row: &ImportRow) -> Vec<Choice> {
        let locale = self.page.locale();
        let chosen = row.decision.code();
        let days = row.days().into_iter().flatten();
        let mut decisions: Vec<Choice> = days
            .map(|day| Choice::new(day.to_string(), dates::weekday_day(day, locale), &chosen))
            .collect();
        let take = match decisions.is_empty() {
            true => "manage-decision-take",
            false => "manage-decision-take-corrected",
        };
        for (code, key) in [("take", take), ("leave", "manage-decision-leave")] {
            decisions.push(Choice::new(code, self.page.say(key), &chosen));
        }
        decisions
    }

    /// Whether a field whose name begins so is wrong.
    fn has_error(&self, group: impl AsRef<str>) -> bool {
        let mut errors = self.page.errors.all().iter();
        errors.any(|error| error.field.starts_with(group.as_ref()))
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

async fn import(Editor(visit, Form(mut form)): Editor<Form<ImportForm, MAX_DRAFT, MAX_FIELDS>>) -> Answer {
    if !form.could_be_drawn() {
        return Err(HttpError::TooLarge);
    }
    let (cx, actor) = (visit.cx(), &visit.actor);
    let import = async { announcement::import(cx, actor, form.read()?).await };
    let outcome = import
        .await
        .map(|imported| visit.link(&format!("/manage/c/{}?done=imported", imported.slug)));
    answer(visit.t(), outcome, async |refusal| {
        match refusal.error {
            ActionError::TakenRows(ref slots) => {
                let rows: Vec<usize> = slots.iter().filter_map(|slot| form.row_of(*slot)).collect();
                for row in rows {
                    refusal.say_at(&format!("row-{row}-phones"), visit.t().say("manage-import-taken"));
                }
            }
            ActionError::Stale => {
                form.expect(announcement::expected(cx, actor, form.address()).await?);
                refusal.say_at("slug", visit.t().say("manage-import-stale"));
            }
            _ => {}
        }
        refusal.place(|errors| errors.within(|field| form.place_of(field, &visit.t())));
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
        let form = |text: &str| ImportForm::of(&read(Input::text(text), sample::date(6, 10), &|| false).unwrap());
        let draw = |form: ImportForm, faults: &[(&str, Fault)]| {
            let mut page = sample::coordinator(locale, "/manage/import").refused(faults);
            let errors = std::mem::take(&mut page.errors);
            page.errors = errors.within(|field| ImportForm::place_of(&form, field, &page.t));
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
        taken
            .page
            .errors
            .add("row-0-phones", taken.page.say("manage-import-taken"));
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

#[cfg(test)]
mod tests {
    use scraper::{ElementRef, Html, Selector};

    use super::*;
    use crate::announcement::{
        MAX_NOTES, MAX_QUOTED, MAX_SLOTS, Note, QUESTIONS, ReadEvent, ReadSlot, Reading, UnreadLine,
    };
    use crate::domain::language::Language;

    /// As much of everything as a reading may have; each letter takes six bytes in a form.
    fn largest() -> Reading {
        let text = "ї".repeat(MAX_QUOTED / "ї".len() / MAX_SLOTS);
        let languages = ["pl", "uk", "en", "de", "fr", "it", "es", "cs", "sk", "be", "ru", "vi"];
        let languages: Vec<Language> = languages.iter().map(|code| code.parse().unwrap()).collect();
        let slot = ReadSlot {
            date: Some(sample::date(6, 13)),
            weekday: Some(chrono::Weekday::Fri),
            start: fields::time("15:00"),
            end: fields::time("18:00"),
            phones: Vec::new(),
            displays: (0..20).map(|end| format!("+48 (12) 616-57-{end}")).collect(),
            languages,
            mode: SlotMode::Hybrid,
            line: 100_000,
            text,
        };
        let events = u32::try_from(MAX_SLOTS).unwrap();
        let notes = u32::try_from(MAX_NOTES - QUESTIONS.len()).unwrap();
        let event = |line: u32| ReadEvent {
            date: sample::date(6, 13),
            start: fields::time("15:00"),
            end: fields::time("18:00"),
            title: String::new(),
            place: None,
            line,
            text: String::new(),
        };
        let text = String::new;
        Reading {
            // All in one line, so that each is asked everything.
            proposals: vec![slot; MAX_SLOTS],
            events: (0..events).map(event).collect(),
            questions: QUESTIONS
                .iter()
                .map(|code| Note {
                    code,
                    line: 100_000,
                    text: text(),
                })
                .collect(),
            unread: (0..notes).map(|line| UnreadLine { line, text: text() }).collect(),
            left_out: (0..200)
                .map(|line| UnreadLine {
                    line,
                    text: "ї".repeat(300),
                })
                .collect(),
            left_out_more: 99_000,
            ..Reading::default()
        }
    }

    /// Name and value of each field, as a browser sends them.
    fn sent(page: &str) -> Vec<(String, String)> {
        let value = |field: ElementRef<'_>| {
            let ticked = field.attr("checked").is_some();
            let boxed = matches!(field.attr("type"), Some("radio" | "checkbox"));
            let value = field.attr("value").unwrap_or_default().to_owned();
            (!boxed || ticked).then(|| (field.attr("name").unwrap().to_owned(), value))
        };
        let (fields, selects) = ["input[name]", "select[name]"]
            .map(|of| Selector::parse(of).unwrap())
            .into();
        let chosen = Selector::parse("option[selected]").unwrap();
        let page = Html::parse_document(page);
        let selected = |select: ElementRef<'_>| {
            let value = select.select(&chosen).next()?.attr("value")?;
            Some((select.attr("name")?.to_owned(), value.to_owned()))
        };
        let sent = page.select(&fields).filter_map(value);
        sent.chain(page.select(&selects).filter_map(selected)).collect()
    }

    #[test]
    fn the_largest_reading_comes_back_from_its_preview() {
        let mut form = ImportForm::of(&largest());
        assert!(form.could_be_drawn());
        form.rows.iter_mut().for_each(|row| row.decision = Decision::Take);
        let page = PreviewPage::new(
            sample::coordinator(Locale::Uk, "/manage/import"),
            form,
            &sample::units(),
        );
        let sent = sent(&page.render().unwrap());
        let encoded = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&sent)
            .finish();
        assert!(
            sent.len() > MAX_FIELDS * 9 / 10 && sent.len() <= MAX_FIELDS,
            "{}",
            sent.len()
        );
        assert!(
            encoded.len() > 3 * MAX_QUOTED && encoded.len() <= MAX_DRAFT,
            "{}",
            encoded.len()
        );
        let form: ImportForm = crate::http::forms::read_fields(&encoded, MAX_FIELDS).unwrap();
        assert_eq!((form.rows.len(), form.events.len()), (MAX_SLOTS, MAX_SLOTS));
        assert!(form.could_be_drawn());
    }
}
