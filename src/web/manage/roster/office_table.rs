//! The office's own table, to paste into an announcement.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::actions::roster;
use crate::domain::consultation::Consultation;
use crate::domain::language::Locale;
use crate::domain::roster::Slot;
use crate::export::office_table::{OfficeRow, OfficeTable, TableFormat, write};
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::web::manage::frame::{self, SlugOf};
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/roster/office_table.html")]
pub struct TablePage {
    page: Layout,
    room: ConsultationNav,
    tables: Vec<LanguageTable>,
}

/// The table in one language.
#[derive(Debug, Clone)]
pub struct LanguageTable {
    /// The language.
    pub locale: Locale,
    /// With tabs, for Word and e-mail.
    pub text: String,
    /// As HTML, for the city's page.
    pub html: String,
}

impl TablePage {
    /// The page of a roster.
    pub fn new(page: Layout, room: ConsultationNav, tables: Vec<LanguageTable>) -> Self {
        Self { page, room, tables }
    }
}

/// The tables of a roster, one per language.
pub fn tables(consultation: &Consultation, slots: &[Slot]) -> Vec<LanguageTable> {
    let rows: Vec<OfficeRow> = slots
        .iter()
        .filter(|slot| slot.answers_phone())
        .map(OfficeRow::from)
        .collect();
    Locale::ALL
        .into_iter()
        .map(|locale| {
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
        })
        .collect()
}

/// `GET /{locale}/manage/c/{slug}/table`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
) -> Result<HttpResponse, HttpError> {
    let (board, _) = roster::board(&state.cx, &actor, slug).await?;
    let room = ConsultationNav::new(locale, &board.consultation, "table");
    let tables = tables(&board.consultation, &board.draft.slots);
    frame::page(&TablePage::new(room.layout(&actor, "table"), room, tables))
}
