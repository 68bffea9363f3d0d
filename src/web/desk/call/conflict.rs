//! A call whose id is taken by another text: both are shown, and the new one can be saved beside the old.

use actix_web::http::StatusCode;
use askama::Template;

use crate::actions::call::CallForm as OpenedForm;
use crate::domain::call::{Call, NewCall};
#[cfg(test)]
use crate::domain::{ids::CallId, language::Locale};
use crate::web::desk::call::form::{CallForm, form_address};
use crate::web::desk::call::view::CallView;
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, html_as};
use crate::web::page::layout::Layout;
use crate::web::page::visit::Visit;

#[derive(Template)]
#[template(path = "desk/call/conflict.html")]
pub struct ConflictPage {
    page: Layout,
    /// The call that has the id; `None` when it is not the reader's to see.
    saved: Option<CallView>,
    /// Whether the new text is stored beside that call.
    kept: bool,
    sent: CallView,
    /// Where the new text is saved under an id of its own.
    action: String,
    /// What is sent there: name and value.
    fields: Vec<(&'static str, String)>,
}

impl ConflictPage {
    fn new(page: Layout, saved: Option<(CallView, bool)>, sent: CallView, typed: &CallForm, action: String) -> Self {
        let (saved, kept) = saved.unzip();
        Self {
            page,
            saved,
            kept: kept.unwrap_or_default(),
            sent,
            action,
            fields: typed.fields(),
        }
    }
}

impl ConflictPage {
    fn title(&self) -> String {
        let key = if self.saved.is_some() {
            "conflict-title"
        } else {
            "conflict-taken-title"
        };
        self.page.say(key)
    }

    fn text(&self) -> String {
        let key = match (&self.saved, self.kept) {
            (Some(_), true) => "conflict-text",
            (Some(_), false) => "conflict-not-kept-text",
            (None, _) => "conflict-taken-text",
        };
        self.page.say(key)
    }
}

/// The call that has the id, and whether the new text is stored beside it.
pub struct Saved<'a> {
    pub call: &'a Call,
    pub kept: bool,
}

/// The page for what was typed, `sent`, and what was saved under its id before, if the reader may see it. Another id is
/// offered instead.
pub fn draw(visit: &Visit, opened: &OpenedForm, typed: &CallForm, saved: Option<Saved<'_>>, sent: &NewCall) -> Answer {
    let (t, zone, slug) = (visit.t(), opened.consultation.zone, &opened.consultation.slug);
    let saved = saved.map(|saved| (CallView::new(saved.call, zone, t), saved.kept));
    let page = visit.layout().at(form_address(slug, sent.id, ""));
    let sent = CallView::sent(sent, &opened.topics, zone, t);
    let action = visit.link(&form_address(slug, visit.fresh(), ""));
    html_as(
        StatusCode::CONFLICT,
        &ConflictPage::new(page, saved, sent, typed, action),
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
        let consultation = crate::web::public::sample::otwarty_krakow().consultation;
        let typed = CallForm {
            kind: "question".to_owned(),
            contributions: vec!["Kursy w niedziele.".to_owned()],
            ..CallForm::empty(&consultation, now)
        };
        let [saved, _] = sample::two_calls();
        let t = page.t;
        let sent = || {
            CallView::sent(
                &typed.read(CallId(uuid::Uuid::from_u128(9)), &consultation).unwrap(),
                &sample::topics(),
                consultation.zone,
                t,
            )
        };
        let draw = |kept: Option<bool>| {
            let saved = kept.map(|kept| (CallView::new(&saved, consultation.zone, t), kept));
            let action = format!("/{locale}/desk/calls/new?id=11");
            Self::new(page.clone(), saved, sent(), &typed, action)
        };
        vec![
            ("call-conflict", draw(Some(true))),
            ("call-not-kept", draw(Some(false))),
            ("call-id-taken", draw(None)),
        ]
    }
}
