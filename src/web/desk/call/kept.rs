//! A call that was sent and could not be taken: what was typed stays on the page, to be sent again.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use askama::Template;

use crate::http::error_layer::RETRY_SECONDS;
use crate::http::errors::HttpError;
use crate::web::desk::call::form::CallForm;
use crate::web::page::address::with_query;
use crate::web::page::answer::{Answer, Page, html_as};
use crate::web::page::layout::Layout;
#[cfg(test)]
use crate::{actions::ActionError, domain::language::Locale, store::StoreError};

#[derive(Template)]
#[template(path = "desk/call/kept.html")]
pub struct KeptPage {
    page: Layout,
    title: String,
    advice: String,
    /// Where to sign in first, if that is what lacks.
    sign_in: Option<String>,
    /// The texts, as typed.
    texts: Vec<String>,
    /// What is sent again: name and value.
    fields: Vec<(&'static str, String)>,
}

impl KeptPage {
    fn new(page: Layout, error: &HttpError, typed: &CallForm) -> Self {
        let (status, code) = (error.status().as_u16(), error.code());
        let next = page.own_address();
        let sign_in = with_query(&format!("/{}/sign-in", page.lang()), &[("next", &next)]);
        let texts = typed.contributions.iter().chain([&typed.note]);
        Self {
            title: page.say(&format!("error-{status}-title")),
            advice: page.say(&format!("call-kept-{code}")),
            sign_in: matches!(error, HttpError::SignIn).then_some(sign_in),
            texts: texts.filter(|text| !text.trim().is_empty()).cloned().collect(),
            fields: typed.fields(),
            page,
        }
    }
}

/// The page at the address of the form, whose sender is not signed in, asked too much, or is not known while the database is
/// away. Any other error is handed back.
pub fn draw(page: Layout, error: HttpError, typed: &CallForm) -> Answer {
    if !matches!(
        error.code(),
        "unauthenticated" | "unavailable" | "too-long" | "full" | "too-many"
    ) {
        return Err(error);
    }
    if error.status().is_server_error() {
        tracing::error!(cause = %error, "a call could not be taken");
    }
    let mut answer = html_as(error.status(), &KeptPage::new(page, &error, typed))?;
    let seconds = match error {
        HttpError::TooMany { seconds } => Some(seconds),
        _ => (error.status() == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_SECONDS),
    };
    if let Some(seconds) = seconds {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(answer)
}

impl Page for KeptPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let consultation = crate::web::public::sample::otwarty_krakow().consultation;
        let now = crate::web::public::sample::at(6, 20, 16, 0);
        let typed = CallForm {
            kind: "contribution".to_owned(),
            contributions: vec![
                "Kursy polskiego także\nw soboty.".to_owned(),
                "Więcej <miejsc>.".to_owned(),
            ],
            note: "Oddzwonić.".to_owned(),
            ..CallForm::empty(&consultation, now)
        };
        let draw = |error: HttpError| Self::new(Layout::public(locale, "/desk/calls/new?id=7"), &error, &typed);
        let store = |error| HttpError::Action(ActionError::Store(error));
        vec![
            ("call-kept", draw(HttpError::SignIn)),
            ("call-kept-unavailable", draw(store(StoreError::Closed))),
            ("call-kept-too-long", draw(store(StoreError::Silent))),
            ("call-kept-full", draw(store(StoreError::Full))),
            ("call-kept-too-many", draw(HttpError::TooMany { seconds: 20 })),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_sent_again_is_kept() {
        let layout = || Layout::public(Locale::En, "/desk/calls/new?id=7");
        let store = |error| HttpError::Action(ActionError::Store(error));
        for (error, status, later) in [
            (HttpError::SignIn, 401, false),
            (store(StoreError::Closed), 503, true),
            (store(StoreError::Silent), 503, true),
            (store(StoreError::Full), 507, false),
            (HttpError::TooMany { seconds: 20 }, 429, true),
        ] {
            let answer = draw(layout(), error, &CallForm::default()).unwrap();
            let retry = answer.headers().contains_key(RETRY_AFTER);
            assert_eq!((answer.status().as_u16(), retry), (status, later));
        }
        for error in [HttpError::NotFound("page"), store(StoreError::Panicked)] {
            assert!(draw(layout(), error, &CallForm::default()).is_err());
        }
    }
}
