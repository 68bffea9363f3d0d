//! The roster's sheet coming back: sent, compared with the draft, made. The server keeps nothing in between; the rows
//! travel in the form of the difference.

use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::sheet::{self, Sheet, SheetDifference};
use crate::domain::fault::Fault;
use crate::domain::roster::sheet::{Column, SheetRow};
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::http::aside::aside;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::http::upload::Upload;
use crate::i18n::{Texts, languages, sentences};
use crate::web::page::answer::{Answer, Page, Refusal, answer, html, html_aside};
use crate::web::page::form::{FieldMessage, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::fault::FieldError, domain::language::Locale, web::sample};

/// The largest form with the rows of a sheet, in bytes: ten thousand rows of some 400 letters, a few of them escaped.
const LONGEST: usize = 16 << 20;
const FIELDS: usize = 10;
/// So many faults are shown.
const SHOWN: usize = 30;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/sheet")
            .get(show)
            .post(compare)
            .draws::<SheetPage>(),
        page("/manage/c/{slug}/sheet/draft").post(apply),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/sheet.html")]
struct SheetPage {
    page: Layout,
    /// What a sheet that was read would change.
    difference: Option<Compared>,
}

/// A sheet beside the draft.
struct Compared {
    /// The rows, for the form.
    rows: String,
    /// Of the draft the sheet was written from, and as it is now.
    written: i32,
    version: i32,
    /// How many of a kind, and which.
    groups: Vec<(String, Vec<Line>)>,
}

/// A duty before and after.
struct Line {
    before: Option<String>,
    after: Option<String>,
}

impl SheetPage {
    fn new(page: Layout, difference: &SheetDifference, written: i32, rows: String) -> Self {
        let page = page.in_consultation(&difference.consultation, "table");
        let compared = Compared {
            rows,
            written,
            version: difference.version,
            groups: groups(difference, page.t),
        };
        Self {
            page: page.at(format!("/manage/c/{}/sheet", difference.consultation.slug)),
            difference: Some(compared),
        }
    }

    fn errors(&self) -> &[FieldMessage] {
        let all = self.page.errors.all();
        &all[..all.len().min(SHOWN)]
    }

    fn faults_in_rows(&self) -> bool {
        self.errors().iter().any(|error| error.field.starts_with("row-"))
    }

    fn more_errors(&self) -> usize {
        self.page.errors.all().len() - self.errors().len()
    }
}

impl Compared {
    fn is_stale(&self) -> bool {
        self.written != self.version
    }
}

fn groups(difference: &SheetDifference, t: Texts) -> Vec<(String, Vec<Line>)> {
    let words = |slot: &Slot, spoken| Some(words(slot, spoken, &difference.people, t));
    let added = difference.added.iter().map(|slot| (None, words(slot, true)));
    let removed = difference.removed.iter().map(|slot| (words(slot, false), None));
    let changed = difference.changed.iter().map(|(was, is)| {
        let spoken = was.languages != is.languages;
        (words(was, spoken), words(is, spoken))
    });
    let line = |(before, after)| Line { before, after };
    let groups: [(_, Vec<Line>); 3] = [
        ("manage-sheet-added", added.map(line).collect()),
        ("manage-sheet-removed", removed.map(line).collect()),
        ("manage-sheet-changed", changed.map(line).collect()),
    ];
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
    groups.map(|(key, lines)| (t.say_n(key, lines.len()), lines)).collect()
}

/// A duty in one line, with who has it, and its languages where they matter.
fn words(slot: &Slot, spoken: bool, people: &[StaffMember], t: Texts) -> String {
    let locale = t.locale();
    let holder = slot.staff.map(|id| people.iter().find(|member| member.id == id));
    let mut parts = vec![sentences::duty(slot.date, slot.hours, locale)];
    // Numbers never break across lines.
    let numbers = slot.extensions.iter();
    parts.extend(numbers.map(|extension| extension.display.replace(' ', "\u{a0}")));
    parts.extend(languages::names(&slot.languages, locale).filter(|_| spoken));
    if slot.mode != SlotMode::Phone {
        parts.push(sentences::slot_mode(slot.mode, locale));
    }
    parts.push(match holder {
        None => t.say("manage-nobody-yet"),
        Some(member) => member.map(|member| member.name.clone()).unwrap_or_default(),
    });
    if slot.state == SlotState::Cancelled {
        parts.push(sentences::slot_state(slot.state, locale));
        let reason = slot.cancel_reason.as_ref();
        parts.extend(reason.map(|reason| sentences::cancel_reason(reason, locale)));
    }
    parts.join(" · ")
}

async fn blank(visit: &Visit<Slug>) -> Result<SheetPage, ActionError> {
    let found = sheet::target(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let page = visit.layout().at(format!("/manage/c/{}/sheet", found.slug));
    Ok(SheetPage {
        page: page.in_consultation(&found, "table"),
        difference: None,
    })
}

async fn show(visit: Visit<Slug>) -> Answer {
    html(&blank(&visit).await?)
}

/// The file comes without other fields.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NoFields {}

/// Reads, keeps nothing, shows what would change.
async fn compare(Editor(visit, upload): Editor<Upload<NoFields>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let compared = async {
        sheet::target(cx, actor, slug()).await?;
        let file = upload
            .file
            .ok_or_else(|| ActionError::field("file", Fault::FileMissing))?;
        let Sheet { version, rows } = sheet::read(cx, actor, slug(), file.bytes.to_vec()).await?;
        let difference = sheet::difference(cx, actor, slug(), rows.clone()).await?;
        Ok((difference, version, rows))
    };
    let error = match compared.await {
        Ok((difference, version, rows)) => match sent(rows).await? {
            Some(rows) => {
                let page = SheetPage::new(visit.layout(), &difference, version, rows);
                return html_aside(StatusCode::OK, page).await;
            }
            None => ActionError::field("file", Fault::SheetLong),
        },
        Err(error) => error,
    };
    answer(visit.t(), Err(error), async |refusal| {
        explain(refusal, &visit);
        Ok(blank(&visit).await?)
    })
    .await
}

/// Rows as the form sends them, if they are not too many for that.
async fn sent(rows: Vec<SheetRow>) -> Result<Option<String>, HttpError> {
    let written = aside(move || serde_json::to_string(&rows)).await?;
    let text = written.map_err(|error| HttpError::Internal(error.to_string()))?;
    // Nearly half of the letters are signs that take three.
    Ok(Some(text).filter(|text| text.len() < LONGEST / 3))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ApplyForm {
    rows: String,
    /// Of the draft the sheet was written from.
    written: String,
    /// Of the draft whose difference was looked at.
    version: String,
}

impl ApplyForm {
    async fn read(&self) -> Result<Vec<SheetRow>, ActionError> {
        let rows = self.rows.clone();
        let read = aside(move || serde_json::from_str(&rows).ok()).await;
        let rows = read.map_err(|_| ActionError::Failed("rows of a sheet could not be read"))?;
        rows.ok_or_else(|| ActionError::field("file", Fault::SheetUnknown))
    }
}

async fn apply(Editor(visit, Form(form)): Editor<Form<ApplyForm, LONGEST, FIELDS>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let applied = async {
        let expected = version(&form.version)?;
        sheet::apply(cx, actor, slug(), form.read().await?, expected).await
    };
    let done = "sheet-made";
    let outcome = applied
        .await
        .map(|_| visit.link(&format!("/manage/c/{}?done={done}", slug())));
    answer(visit.t(), outcome, async |refusal| {
        explain(refusal, &visit);
        let compared = async { sheet::difference(cx, actor, slug(), form.read().await?).await };
        match compared.await {
            Ok(difference) => {
                let written = form.written.parse().unwrap_or(difference.version);
                Ok(SheetPage::new(visit.layout(), &difference, written, form.rows))
            }
            // The rows themselves are wrong, and that is said already.
            Err(ActionError::Invalid(_)) => Ok(blank(&visit).await?),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

fn explain(refusal: &mut Refusal, visit: &Visit<Slug>) {
    let t = visit.t();
    match &refusal.error {
        ActionError::Announcement(error) => {
            let key = error.code().replace('_', "-");
            refusal.say_at("file", t.say(&format!("manage-sheet-{key}")));
        }
        ActionError::Stale => refusal.say(t.say("manage-stale-sheet")),
        _ => refusal.place(|errors| errors.unlabelled().within(|field| place(field, t))),
    }
}

/// `Wiersz 12, kolumna „Od”` of `row-12-start`.
fn place(field: &str, t: Texts) -> Option<String> {
    let (row, column) = match field.strip_prefix("row-")?.split_once('-') {
        Some((row, column)) => (row, Column::from_code(column)),
        None => (field.strip_prefix("row-")?, None),
    };
    Some(match column {
        Some(column) => {
            let column = sentences::sheet_column(column, t.locale());
            t.say_with("manage-sheet-cell", &[("row", row.into()), ("column", column.into())])
        }
        None => t.say_one("manage-sheet-row", "row", row),
    })
}

impl Page for SheetPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::domain::roster::sheet::cell_fault;
        use crate::web::page::form::field_messages;

        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/sheet");
        let blank = |faults: &[FieldError]| {
            let mut page = layout().in_consultation(&sample::covered().consultation, "table");
            let t = page.t;
            let errors = field_messages(t, faults);
            page.errors = errors.unlabelled().within(|field| place(field, t));
            Self { page, difference: None }
        };
        let compare = |from: &[Slot], to: &[Slot], people: &[StaffMember], written: i32| {
            let covered = sample::covered();
            let is = |id, all: &[Slot]| all.iter().find(|slot| slot.id == id).cloned();
            let gone = |slot: &&Slot| is(slot.id, to).is_none();
            let changed = from.iter().filter_map(|was| Some((was.clone(), is(was.id, to)?)));
            let difference = SheetDifference {
                version: covered.draft.version,
                consultation: covered.consultation,
                people: people.to_vec(),
                added: to.iter().filter(|slot| is(slot.id, from).is_none()).cloned().collect(),
                removed: from.iter().filter(gone).cloned().collect(),
                changed: changed.filter(|(was, is)| was != is).collect(),
            };
            Self::new(layout(), &difference, written, "[]".to_owned())
        };
        let (covered, troubled, crowded) = (sample::covered(), sample::troubled(), sample::crowded());
        let (before, after) = (&covered.draft.slots, &troubled.draft.slots);
        let mut stale = compare(before, after, &sample::staff(), 3);
        stale.page.notice = Some(stale.page.say("manage-stale-sheet"));
        let faults = [
            cell_fault(4, Column::Start, Fault::Time),
            cell_fault(12, Column::Staff, Fault::StaffTwice),
            FieldError::new("row-13", Fault::Taken),
        ];
        let many: Vec<FieldError> = (2..90)
            .map(|row| cell_fault(row, Column::Date, Fault::Formula))
            .collect();
        vec![
            ("sheet", blank(&[])),
            ("sheet-again", blank(&faults)),
            ("sheet-many-faults", blank(&many)),
            (
                "sheet-foreign",
                blank(&[FieldError::new("file", Fault::SheetElsewhere)]),
            ),
            ("sheet-difference", compare(before, after, &sample::staff(), 7)),
            ("sheet-stale", stale),
            ("sheet-same", compare(before, before, &sample::staff(), 7)),
            (
                "sheet-crowded",
                compare(before, &crowded.draft.slots, &sample::long_staff(), 7),
            ),
        ]
    }
}
