//! What a page's handler answers: the page, the way on, or the page again with what is wrong.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION, RETRY_AFTER};
use askama::Template;

use crate::actions::ActionError;
use crate::http::aside::aside;
use crate::http::error_layer::RETRY_SECONDS;
use crate::http::errors::{HttpError, status_of};
use crate::i18n::Texts;
use crate::web::page::form::{FormErrors, field_messages};
use crate::web::page::layout::Layout;

pub const HTML: &str = "text/html; charset=utf-8";
pub const CALENDAR: &str = "text/calendar; charset=utf-8";

/// What handlers of pages return.
pub type Answer = Result<HttpResponse, HttpError>;

/// A page: plain data with a template, around a [`Layout`] named `page`.
pub trait Page: Template {
    fn layout(&mut self) -> &mut Layout;

    /// The page with data of every kind it may meet, each by a name no other page uses. A test draws them in every
    /// language.
    #[cfg(test)]
    fn samples(locale: crate::domain::language::Locale) -> Vec<(&'static str, Self)>
    where
        Self: Sized;
}

pub fn render(page: &impl Page) -> Result<String, HttpError> {
    let drawn = page.render();
    drawn.map_err(|error| HttpError::Internal(format!("a page could not be drawn: {error}")))
}

pub fn html(page: &impl Page) -> Answer {
    html_as(StatusCode::OK, page)
}

/// The same for a page that may be long: drawn beside the threads that answer.
pub async fn html_aside(status: StatusCode, page: impl Page + Send + 'static) -> Answer {
    let drawn = aside(move || render(&page)).await??;
    Ok(HttpResponse::build(status).content_type(HTML).body(drawn))
}

pub fn html_as(status: StatusCode, page: &impl Page) -> Answer {
    Ok(HttpResponse::build(status).content_type(HTML).body(render(page)?))
}

/// The way on after a form: 303, so that reloading sends nothing twice.
pub fn see_other(address: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address.as_ref()))
        .finish()
}

/// Why a form comes back.
pub struct Refusal {
    pub error: ActionError,
    status: StatusCode,
    notice: Option<String>,
    errors: FormErrors,
}

impl Refusal {
    /// Fields that are wrong (422), what changed in the meantime or clashes (409), or that it could not be stored just now
    /// (503, 507), so that what was typed is not lost. Anything else is no matter of the form and is handed back.
    fn of(error: ActionError, t: Texts) -> Result<Self, HttpError> {
        let (status, notice, errors) = match &error {
            ActionError::Invalid(faults) => (StatusCode::UNPROCESSABLE_ENTITY, None, field_messages(t, faults)),
            ActionError::Blocked(_) | ActionError::Announcement(_) => {
                (StatusCode::UNPROCESSABLE_ENTITY, None, FormErrors::default())
            }
            ActionError::Stale => (
                StatusCode::CONFLICT,
                Some(t.say("manage-stale-form")),
                FormErrors::default(),
            ),
            ActionError::Taken(_) | ActionError::TakenRows(_) | ActionError::Conflict(_) => {
                (StatusCode::CONFLICT, None, FormErrors::default())
            }
            ActionError::Store(cause) if matches!(error.code(), "full" | "unavailable" | "too-long") => {
                tracing::error!(%cause, "a form could not be stored");
                let notice = t.say(&format!("form-{}", error.code()));
                (status_of(error.code()), Some(notice), FormErrors::default())
            }
            _ => return Err(error.into()),
        };
        Ok(Self {
            error,
            status,
            notice,
            errors,
        })
    }

    /// The version the form comes back with: its own, or that of today when it was made from a draft that has changed since
    /// and its reader is told how.
    pub fn version(&self, typed: &str, today: impl ToString) -> String {
        match self.error {
            ActionError::Stale | ActionError::Conflict("slot_there") => today.to_string(),
            _ => typed.to_owned(),
        }
    }

    /// Says the refusal in other words than the usual ones.
    pub fn say(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    /// Says the refusal at a field.
    pub fn say_at(&mut self, field: &str, message: String) {
        self.notice = None;
        self.errors.add(field, message);
    }

    /// Puts the messages where the page has the fields.
    pub fn place(&mut self, place: impl FnOnce(FormErrors) -> FormErrors) {
        self.errors = place(std::mem::take(&mut self.errors));
    }
}

/// After an action: on to the address it leads to, or `again`, the page with what was typed, which gets the reasons.
pub async fn answer<P: Page + Send + 'static>(
    t: Texts,
    outcome: Result<String, ActionError>,
    again: impl AsyncFnOnce(&mut Refusal) -> Result<P, HttpError>,
) -> Answer {
    let error = match outcome {
        Ok(address) => return Ok(see_other(address)),
        Err(error) => error,
    };
    let mut refusal = Refusal::of(error, t)?;
    let mut page = again(&mut refusal).await?;
    let layout = page.layout();
    layout.done = None;
    layout.notice = refusal.notice;
    layout.errors = refusal.errors;
    let mut answer = html_aside(refusal.status, page).await?;
    if refusal.status == StatusCode::SERVICE_UNAVAILABLE {
        answer
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use actix_web::body::to_bytes;

    use super::*;
    use crate::domain::fault::Fault;
    use crate::domain::language::Locale;
    use crate::store::StoreError;
    use crate::web::sample;

    /// Tells which thread draws it.
    #[derive(Template)]
    #[template(source = "{{ Self::thread() }}", ext = "html")]
    struct PlacePage {
        page: Layout,
    }

    impl PlacePage {
        fn new() -> Self {
            let page = sample::coordinator(Locale::En, "/manage");
            Self { page }
        }

        fn thread() -> String {
            format!("{:?}", thread::current().id())
        }
    }

    impl Page for PlacePage {
        fn layout(&mut self) -> &mut Layout {
            &mut self.page
        }

        fn samples(_: Locale) -> Vec<(&'static str, Self)> {
            Vec::new()
        }
    }

    /// Tells why it came back.
    #[derive(Template)]
    #[template(source = "{{ page.notice.as_deref().unwrap_or_default()|safe }}", ext = "html")]
    struct NoticePage {
        page: Layout,
    }

    impl NoticePage {
        fn new() -> Self {
            let page = sample::coordinator(Locale::Uk, "/manage");
            Self { page }
        }
    }

    impl Page for NoticePage {
        fn layout(&mut self) -> &mut Layout {
            &mut self.page
        }

        fn samples(_: Locale) -> Vec<(&'static str, Self)> {
            Vec::new()
        }
    }

    async fn drawn_by(answer: Answer) -> String {
        let body = to_bytes(answer.unwrap().into_body()).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[actix_web::test]
    async fn a_long_page_and_a_form_that_comes_back_are_drawn_beside_the_threads_that_answer() {
        let here = drawn_by(html(&PlacePage::new())).await;
        assert!(here.starts_with("ThreadId"), "{here}");
        let long = drawn_by(html_aside(StatusCode::OK, PlacePage::new()).await).await;
        assert_ne!(long, here);
        let refused = Err(ActionError::field("date", Fault::Date));
        let again = answer(Texts::new(Locale::En), refused, async |_| Ok(PlacePage::new())).await;
        assert_ne!(drawn_by(again).await, here);
    }

    #[actix_web::test]
    async fn a_form_that_cannot_be_stored_just_now_comes_back_with_the_reason() {
        for (cause, status, key, later) in [
            (StoreError::Full, 507, "form-full", None),
            (StoreError::Closed, 503, "form-unavailable", Some("10")),
            (StoreError::Silent, 503, "form-too-long", Some("10")),
        ] {
            let t = Texts::new(Locale::Uk);
            let refused = Err(ActionError::Store(cause));
            let again = answer(t, refused, async |_| Ok(NoticePage::new())).await.unwrap();
            assert_eq!(again.status().as_u16(), status);
            let retry = again.headers().get(RETRY_AFTER).map(|value| value.to_str().unwrap());
            assert_eq!(retry, later, "{key}");
            assert_eq!(drawn_by(Ok(again)).await, t.say(key));
        }
        let fault = Err(ActionError::Store(StoreError::Panicked));
        let refused = answer(Texts::new(Locale::Uk), fault, async |_| Ok(NoticePage::new())).await;
        assert_eq!(refused.unwrap_err().status().as_u16(), 500);
    }
}
