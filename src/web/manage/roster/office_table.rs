//! The office's own table, to paste into an announcement.

use askama::Template;

use crate::actions::roster::{self, CheckedDraft};
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::export::office_table::{OfficeRow, OfficeTable, TableFormat, write};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::web::sample;

pub fn routes() -> Vec<PageRoute> {
    vec![page("/manage/c/{slug}/table").get(show).draws::<TablePage>()]
}

#[derive(Template)]
#[template(path = "manage/roster/office_table.html")]
struct TablePage {
    page: Layout,
    tables: [LanguageTable; 3],
}

struct LanguageTable {
    locale: Locale,
    /// With tabs, for Word and e-mail.
    text: String,
    /// For the city's page.
    html: String,
}

impl TablePage {
    fn new(page: Layout, draft: &CheckedDraft) -> Self {
        let consultation = &draft.consultation;
        let answered = draft.draft.slots.iter().filter(|slot| slot.answers_phone());
        let rows: Vec<OfficeRow> = answered.map(OfficeRow::from).collect();
        let table = |locale| {
            let table = OfficeTable {
                title: consultation.texts.title(locale).text.to_owned(),
                first_day: consultation.first_day,
                last_day: consultation.last_day,
                rows: rows.clone(),
            };
            LanguageTable {
                locale,
                text: write(&table, locale, TableFormat::Text),
                html: write(&table, locale, TableFormat::Html),
            }
        };
        Self {
            page: page.in_consultation(consultation, "table"),
            tables: Locale::ALL.map(table),
        }
    }
}

async fn show(visit: Visit<Slug>) -> Answer {
    let (draft, _) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    html(&TablePage::new(visit.layout(), &draft))
}

impl Page for TablePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let draw = |draft| Self::new(sample::coordinator(locale, "/manage/c/otwarty-krakow/table"), &draft);
        vec![
            ("table", draw(sample::covered())),
            ("table-empty", draw(sample::empty())),
            ("table-crowded", draw(sample::crowded())),
        ]
    }
}
