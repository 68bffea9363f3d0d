//! How a draft came to be what it is: its last steps, undone and made again.

use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::roster::step::{self, History};
use crate::domain::roster::change::Step;
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::http::forms::Form;
use crate::i18n::dates;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::version;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::ids::UserId,
    domain::language::Locale,
    domain::roster::change::StepKind,
    web::sample::{self, at},
};

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/history")
            .get(show)
            .post(turn)
            .draws::<HistoryPage>(),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/history.html")]
struct HistoryPage {
    page: Layout,
    rows: Vec<StepRow>,
    /// What would be undone next, in words.
    undo: Option<String>,
    /// What would be made again next, in words.
    redo: Option<String>,
    /// The version of the draft the buttons are about.
    version: i32,
}

struct StepRow {
    when: String,
    what: String,
    who: String,
    undone: bool,
}

impl HistoryPage {
    fn new(page: Layout, history: &History) -> Self {
        let page = page.in_consultation(&history.consultation, "");
        let row = |step: &Step| StepRow {
            when: dates::moment(local(step.at, history.consultation.zone), page.locale()),
            what: what(step, &page),
            who: history.names.get(&step.by).cloned().unwrap_or_default(),
            undone: step.undone,
        };
        Self {
            rows: history.steps.iter().map(row).collect(),
            undo: history.to_undo().map(|step| what(step, &page)),
            redo: history.to_redo().map(|step| what(step, &page)),
            version: history.version,
            page,
        }
    }
}

/// `zmieniono 3 dyżury`.
fn what(step: &Step, page: &Layout) -> String {
    page.t.say_n(&format!("manage-step-{}", step.kind.code()), step.size)
}

/// A step back or forth.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TurnForm {
    /// `undo` or `redo`.
    what: String,
    version: String,
}

async fn show(visit: Visit<Slug>) -> Answer {
    let history = step::history(visit.cx(), &visit.actor, visit.named.clone()).await?;
    html(&HistoryPage::new(visit.layout(), &history))
}

async fn turn(Editor(visit, Form(form)): Editor<Form<TurnForm>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let turned = async {
        let version = version(&form.version)?;
        if form.what == "redo" {
            step::redo(cx, actor, slug(), version).await.map(|_| "redone")
        } else {
            step::undo(cx, actor, slug(), version).await.map(|_| "undone")
        }
    };
    let outcome = turned
        .await
        .map(|done| visit.link(&format!("/manage/c/{}?done={done}", slug())));
    answer(visit.t(), outcome, async |refusal| {
        explain(refusal, &visit);
        let history = step::history(cx, actor, slug()).await?;
        Ok(HistoryPage::new(visit.layout(), &history))
    })
    .await
}

fn explain(refusal: &mut Refusal, visit: &Visit<Slug>) {
    let key = match &refusal.error {
        ActionError::Stale => "manage-stale-history",
        ActionError::Taken(_) => "manage-undo-taken",
        ActionError::Conflict("slot_published") => "manage-undo-published",
        ActionError::Conflict(_) => "manage-undo-nothing",
        ActionError::Invalid(_) => "manage-undo-staff",
        _ => return,
    };
    refusal.say(visit.t().say(key));
}

impl Page for HistoryPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let who = UserId(uuid::Uuid::from_u128(1));
        let step = |number: i32, kind, size, undone| Step {
            number,
            at: at(6, 17, 12, u32::try_from(number).unwrap_or_default()),
            by: who,
            kind,
            undone,
            size,
        };
        let draw = |steps: Vec<Step>, notice: Option<&str>| {
            let mut page = sample::coordinator(locale, "/manage/c/otwarty-krakow/history");
            page.notice = notice.map(|key| page.say(key));
            let history = History {
                consultation: sample::covered().consultation,
                version: 7,
                steps,
                names: [(who, "Joanna Wiśniewska".to_owned())].into(),
            };
            Self::new(page, &history)
        };
        let kinds = StepKind::ALL.iter().rev().zip(1..);
        let mut all: Vec<Step> = kinds
            .map(|(kind, number)| step(number, *kind, usize::try_from(number).unwrap_or(1), number > 4))
            .collect();
        all.reverse();
        vec![
            ("history", draw(all, None)),
            ("history-empty", draw(Vec::new(), None)),
            (
                "history-undone",
                draw(vec![step(1, StepKind::Edited, 1, true)], Some("manage-undo-taken")),
            ),
            (
                "history-published",
                draw(
                    vec![step(1, StepKind::Imported, 16, false)],
                    Some("manage-undo-published"),
                ),
            ),
        ]
    }
}
