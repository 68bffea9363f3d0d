//! A call whose id is taken by another text: both are shown, and the new one can be saved beside the old.

use actix_web::http::StatusCode;
use askama::Template;

use crate::actions::call::CallForm as OpenedForm;
use crate::domain::call::{Call, NewCall};
use crate::domain::ids::CallId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::web::desk::call::form::CallForm;
use crate::web::desk::call::view::CallView;
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, html_as};
use crate::web::page::layout::Layout;

#[derive(Template)]
#[template(path = "desk/call/conflict.html")]
pub struct ConflictPage {
    page: Layout,
    saved: CallView,
    sent: CallView,
    /// What saves the new text under an id of its own: name and value.
    fields: Vec<(&'static str, String)>,
}

impl ConflictPage {
    fn new(page: Layout, saved: CallView, sent: CallView, typed: &CallForm, fresh: CallId) -> Self {
        let kind = if typed.quick.is_empty() {
            &typed.kind
        } else {
            &typed.quick
        };
        let mut fields = vec![
            ("id", fresh.to_string()),
            ("consultation", typed.consultation.clone()),
            ("started_at", typed.started_at.clone()),
            ("started", typed.started.clone()),
            ("kind", kind.clone()),
            ("outcome", typed.outcome.clone()),
            ("language", typed.language.clone()),
            ("note", typed.note.clone()),
        ];
        fields.extend(typed.topics.iter().map(|topic| ("topics", topic.clone())));
        fields.extend(typed.contributions.iter().map(|text| ("contributions", text.clone())));
        Self {
            page,
            saved,
            sent,
            fields,
        }
    }
}

/// The page for what was typed, `sent`, and the call `saved` under its id before; `fresh` is the id offered instead.
pub fn draw(
    page: Layout,
    opened: &OpenedForm,
    typed: &CallForm,
    saved: &Call,
    sent: &NewCall,
    fresh: CallId,
) -> Answer {
    let (t, zone) = (page.t, opened.consultation.zone);
    let saved = CallView::new(saved, zone, t);
    let sent = CallView::sent(sent, &opened.topics, zone, t);
    html_as(
        StatusCode::CONFLICT,
        &ConflictPage::new(page, saved, sent, typed, fresh),
    )
}

impl Page for ConflictPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = sample::staff(locale, "/desk/calls");
        let now = crate::web::public::sample::at(6, 20, 16, 0);
        let id = |number| CallId(uuid::Uuid::from_u128(number));
        let consultation = crate::web::public::sample::otwarty_krakow().consultation;
        let typed = CallForm {
            kind: "question".to_owned(),
            contributions: vec!["Kursy w niedziele.".to_owned()],
            ..CallForm::empty(id(9), &consultation, now)
        };
        let [saved, _] = sample::two_calls();
        let sent = CallView::sent(
            &typed.read(consultation.zone).unwrap(),
            &sample::topics(),
            consultation.zone,
            page.t,
        );
        let saved = CallView::new(&saved, consultation.zone, page.t);
        vec![("call-conflict", Self::new(page, saved, sent, &typed, id(11)))]
    }
}
