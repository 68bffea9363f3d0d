//! The roster of a consultation: its days and duties, what is to be settled, what was published.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::actions::revision::{self, PublishPreview};
use crate::actions::{reminder, staff};
use crate::domain::coverage::Verdict;
use crate::domain::language::Locale;
use crate::domain::roster::SlotState;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::{Texts, dates, languages};
use crate::web::manage::frame::{self, DoneQuery, SlugOf};
use crate::web::manage::roster::rows::{ActionItem, Line, Reader, Workload};
use crate::web::page::layout::Layout;
use crate::web::page::nav::ConsultationNav;

/// How many things to be settled are shown at once; the others can be unfolded.
const TODOS: usize = 6;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "manage/roster/roster.html")]
pub struct RosterPage {
    page: Layout,
    room: ConsultationNav,
    done: Option<String>,
    view: RosterView,
}

/// What the page says.
#[derive(Debug, Clone, Default)]
pub struct RosterView {
    /// `13 czerwca – 5 lipca 2024 r.`
    pub period: String,
    /// The published revision in words, or that there is none.
    pub published: String,
    /// Changes not published yet, in words.
    pub unpublished: Option<String>,
    /// The residents' page, once there is one.
    pub public: Option<String>,
    /// Duties, hours, numbers, and the languages of all duties when they are the same.
    pub counts: Vec<String>,
    /// Days per verdict, in words.
    pub coverage: Vec<String>,
    /// Days on which nobody at all is on duty.
    pub uncovered_days: usize,
    /// The table.
    pub lines: Vec<Line>,
    /// What is to be settled.
    pub todos: Vec<ActionItem>,
    /// Reminders nobody got.
    pub missed: Vec<ActionItem>,
    /// Hours per person.
    pub loads: Vec<Workload>,
}

impl RosterPage {
    /// The page of a view.
    pub fn new(page: Layout, room: ConsultationNav, done: Option<String>, view: RosterView) -> Self {
        Self { page, room, done, view }
    }

    fn first_todos(&self) -> &[ActionItem] {
        &self.view.todos[..self.view.todos.len().min(TODOS)]
    }

    fn other_todos(&self) -> &[ActionItem] {
        &self.view.todos[self.first_todos().len()..]
    }

    fn most_minutes(&self) -> i64 {
        self.view.loads.iter().map(|load| load.minutes).max().unwrap_or(1)
    }
}

impl RosterView {
    /// The view of a draft beside what was published.
    pub fn of(preview: &PublishPreview, reader: Reader<'_>) -> Self {
        let locale = reader.locale;
        let t = Texts::new(locale);
        let (board, consultation) = (&preview.board, &preview.board.consultation);
        let changes = preview.difference.count();
        Self {
            period: dates::period(consultation.first_day, consultation.last_day, locale),
            published: match &preview.last {
                None => t.say("manage-not-published"),
                Some(revision) => {
                    let day = local(revision.published_at, consultation.zone).date();
                    t.say_with(
                        "manage-published-on",
                        &[
                            ("number", revision.number.into()),
                            ("day", dates::full_day(day, locale).into()),
                        ],
                    )
                }
            },
            unpublished: (preview.last.is_some() && changes > 0).then(|| t.say_n("manage-unpublished", changes)),
            public: preview
                .last
                .as_ref()
                .map(|_| format!("/{locale}/consultations/{}", consultation.slug)),
            counts: counts(preview, locale)
                .into_iter()
                .chain(languages::names(reader.common_languages().unwrap_or_default(), locale))
                .collect(),
            coverage: [
                Verdict::Covered,
                Verdict::Partly,
                Verdict::Uncovered,
                Verdict::NotRequired,
            ]
            .into_iter()
            .map(|verdict| (verdict, board.report.count(verdict)))
            .filter(|(_, days)| *days > 0)
            .map(|(verdict, days)| t.say_n(&format!("manage-coverage-{}", verdict.code()), days))
            .collect(),
            uncovered_days: board.report.count(Verdict::Uncovered),
            lines: reader.lines(),
            todos: reader.todos(),
            missed: reader.missed(),
            loads: reader.loads(),
        }
    }
}

fn counts(preview: &PublishPreview, locale: Locale) -> Vec<String> {
    let t = Texts::new(locale);
    let zone = preview.board.consultation.zone;
    let live = || {
        preview
            .board
            .draft
            .slots
            .iter()
            .filter(|slot| slot.state == SlotState::Planned)
    };
    let minutes: i64 = live().map(|slot| slot.span(zone).minutes()).sum();
    let mut numbers: Vec<_> = live()
        .flat_map(|slot| slot.extensions.iter().map(|line| line.id))
        .collect();
    numbers.sort();
    numbers.dedup();
    vec![
        t.say_n("count-duties", live().count()),
        dates::length(minutes, locale),
        t.say_n("count-numbers", numbers.len()),
    ]
}

/// `GET /{locale}/manage/c/{slug}`
///
/// # Errors
/// Those of the actions.
pub async fn show(
    state: web::Data<AppState>,
    Lang(locale): Lang,
    CurrentUser(actor): CurrentUser,
    SlugOf(slug): SlugOf,
    query: web::Query<DoneQuery>,
) -> Result<HttpResponse, HttpError> {
    let preview = revision::preview(&state.cx, &actor, slug).await?;
    let people = staff::list(&state.cx, &actor).await?;
    let confirmed = reminder::confirmations(&state.cx, &actor, preview.board.consultation.id).await?;
    let unsent = reminder::unsent(&state.cx, &actor, preview.board.consultation.id).await?;
    let reader = Reader {
        board: &preview.board,
        staff: &people,
        confirmed: &confirmed,
        unsent: &unsent,
        now: state.cx.now(),
        locale,
    };
    let room = ConsultationNav::new(locale, &preview.board.consultation, "");
    let view = RosterView::of(&preview, reader);
    let done = frame::done(Texts::new(locale), query.done.as_deref());
    frame::page(&RosterPage::new(room.layout(&actor, ""), room, done, view))
}
