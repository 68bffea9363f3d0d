//! The roster as files: the office's own table, to paste into an announcement or as a document, and the way to all
//! others.

use askama::Template;

use crate::actions::revision::{self, PublishPreview};
use crate::actions::roster::{self, CheckedDraft};
use crate::domain::access::Right;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::export::office_table::{OfficeRow, OfficeTable, TableFormat, docx, write};
use crate::http::aside::aside;
use crate::http::errors::HttpError;
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::download::{DOCX, download};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/table").get(show).draws::<TablePage>(),
        page("/manage/c/{slug}/table.docx").get(document),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/office_table.html")]
struct TablePage {
    page: Layout,
    /// The number of what is published.
    revision: Option<i32>,
    /// Whether a sheet may be read in again.
    can_edit: bool,
    tables: [LanguageTable; 3],
}

struct LanguageTable {
    locale: Locale,
    /// What can be pasted; a longer table is a document only.
    written: Option<Written>,
    /// Where it is a document.
    document: String,
}

struct Written {
    /// With tabs, for Word and e-mail.
    text: String,
    /// For the city's page.
    html: String,
}

/// The most rows of a table to be pasted.
const PASTED: usize = 1_000;

impl TablePage {
    fn new(page: Layout, preview: &PublishPreview) -> Self {
        let draft = &preview.checked;
        let table = |locale| {
            let table = office_table(draft, locale);
            let is_short = table.rows.len() <= PASTED;
            LanguageTable {
                locale,
                written: is_short.then(|| Written {
                    text: write(&table, locale, TableFormat::Text),
                    html: write(&table, locale, TableFormat::Html),
                }),
                document: format!("/{locale}/manage/c/{}/table.docx", draft.consultation.slug),
            }
        };
        Self {
            revision: preview.last.as_ref().map(|last| last.number),
            can_edit: page.can_in(Right::EditRoster, draft.consultation.unit.id),
            page: page.in_consultation(&draft.consultation, "table"),
            tables: Locale::ALL.map(table),
        }
    }
}

/// What of a draft is announced: the telephone duties that take place.
fn office_table(draft: &CheckedDraft, locale: Locale) -> OfficeTable {
    let consultation = &draft.consultation;
    let answered = draft.draft.slots.iter().filter(|slot| slot.answers_phone());
    OfficeTable {
        title: consultation.texts.title(locale).text.to_owned(),
        first_day: consultation.first_day,
        last_day: consultation.last_day,
        rows: answered.map(OfficeRow::from).collect(),
    }
}

async fn show(visit: Visit<Slug>) -> Answer {
    let (preview, _) = revision::preview(visit.cx(), &visit.actor, visit.named.clone()).await?;
    html(&TablePage::new(visit.layout(), &preview))
}

/// The table in the language of the address.
async fn document(visit: Visit<Slug>) -> Answer {
    let (locale, slug) = (visit.locale, visit.named.clone());
    let (draft, _) = roster::checked(visit.cx(), &visit.actor, slug.clone()).await?;
    let table = office_table(&draft, locale);
    let name = visit.t().say_one("manage-file-table", "title", &table.title);
    let written = aside(move || docx::write(&table, locale)).await?;
    let bytes = written.map_err(|error| HttpError::Internal(format!("a document could not be written: {error}")))?;
    Ok(download(DOCX, &format!("{slug}-table-{locale}"), &name, "docx", bytes))
}

impl Page for TablePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/table");
        let draw = |draft, last| Self::new(layout(), &sample::preview(draft, last));
        vec![
            ("table", draw(sample::covered(), Some(&sample::covered()))),
            ("table-empty", draw(sample::empty(), None)),
            ("table-crowded", draw(sample::crowded(), None)),
        ]
    }
}
