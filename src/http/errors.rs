//! From what went wrong to what is answered: problem JSON (RFC 9457) for programs, a page for people, in their language.
//!
//! Handlers return a [`HttpError`]; the middleware [`render`] turns it, and any bare error of the framework, into the
//! answer. Internal causes go to the log under the request's id and nowhere else.

use std::fmt;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, ResponseError};

use crate::actions::{ActionError, FieldError};
use crate::domain::language::Locale;
use crate::http::locale;
use crate::http::observe::RequestId;
pub use crate::http::problem::Problem;
use crate::store::StoreError;

/// After how many seconds something that is unavailable may be asked for again.
const RETRY_SECONDS: u64 = 10;

/// Why a request was not carried out, as far as its sender may know.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The request cannot be understood.
    #[error("the request cannot be understood")]
    Malformed,
    /// The body is not JSON.
    #[error("the body is not JSON from line {line}, column {column}")]
    NotJson {
        /// Where it stops to be, counted from 1.
        line: usize,
        /// Where in that line, counted from 1.
        column: usize,
    },
    /// The body is JSON, but no object.
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignIn,
    /// The token of a program is unknown.
    #[error("the token is unknown")]
    BadToken,
    /// The request comes from another site.
    #[error("the request comes from another site")]
    CrossSite,
    /// A use case was not carried out.
    #[error(transparent)]
    Action(#[from] ActionError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The address exists, the method does not; holds those that do.
    #[error("only {0} are allowed")]
    Method(String),
    /// The client was too slow.
    #[error("the request took too long to arrive")]
    TooSlow,
    /// There is no answer yet, and nobody can wait for ever.
    #[error("the answer takes too long")]
    TooLong,
    /// The request is too large.
    #[error("the request is too large")]
    TooLarge,
    /// The body has another type than what is read here.
    #[error("the body has the wrong type")]
    MediaType,
    /// Tried too often.
    #[error("tried too often")]
    TooMany {
        /// After how many seconds it may be tried again.
        seconds: u64,
    },
    /// The program is at fault; the text goes to the log.
    #[error("{0}")]
    Internal(String),
}

impl From<StoreError> for HttpError {
    fn from(error: StoreError) -> Self {
        Self::Action(ActionError::from(error))
    }
}

impl HttpError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed | Self::NotJson { .. } | Self::NotAnObject => "malformed",
            Self::SignIn => "unauthenticated",
            Self::BadToken => "bad-token",
            Self::CrossSite => "cross-site",
            Self::NotFound(_) => "not-found",
            Self::Method(_) => "method",
            Self::TooSlow => "too-slow",
            Self::TooLong => "too-long",
            Self::TooLarge => "too-large",
            Self::MediaType => "media-type",
            Self::TooMany { .. } => "too-many",
            Self::Internal(_) => "internal",
            Self::Action(error) => match error {
                ActionError::Denied(_) => "denied",
                ActionError::NotFound(_) => "not-found",
                ActionError::Invalid(_) => "invalid",
                ActionError::Conflict(_) => "conflict",
                ActionError::Blocked(_) => "blocked",
                ActionError::Stale => "stale",
                ActionError::Taken(_) => "taken",
                ActionError::Announcement(_) => "announcement",
                ActionError::Store(error) => match error {
                    StoreError::Duplicate(_) => "duplicate",
                    StoreError::Full => "full",
                    error if error.is_passing() => "unavailable",
                    _ => "internal",
                },
            },
        }
    }

    /// The code, and of a conflict or a body that cannot be read which one.
    pub fn exact_code(&self) -> &'static str {
        match self {
            Self::Action(ActionError::Conflict(code)) => code,
            Self::NotJson { .. } => "not-json",
            Self::NotAnObject => "not-an-object",
            _ => self.code(),
        }
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self.code() {
            "malformed" => StatusCode::BAD_REQUEST,
            "unauthenticated" | "bad-token" => StatusCode::UNAUTHORIZED,
            "denied" | "cross-site" => StatusCode::FORBIDDEN,
            "not-found" => StatusCode::NOT_FOUND,
            "method" => StatusCode::METHOD_NOT_ALLOWED,
            "too-slow" => StatusCode::REQUEST_TIMEOUT,
            "conflict" | "stale" | "taken" | "blocked" | "duplicate" => StatusCode::CONFLICT,
            "too-large" => StatusCode::PAYLOAD_TOO_LARGE,
            "media-type" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "invalid" | "announcement" => StatusCode::UNPROCESSABLE_ENTITY,
            "too-many" => StatusCode::TOO_MANY_REQUESTS,
            "unavailable" | "too-long" => StatusCode::SERVICE_UNAVAILABLE,
            "full" => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare status of the framework means here.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound("page"),
            StatusCode::METHOD_NOT_ALLOWED => Self::Method(String::new()),
            StatusCode::REQUEST_TIMEOUT => Self::TooSlow,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::MediaType,
            other if other.is_client_error() => Self::Malformed,
            other => Self::Internal(format!("an answer with status {other} and no body")),
        }
    }

    /// Fields that are wrong.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Action(ActionError::Invalid(fields)) => fields,
            _ => &[],
        }
    }
}

impl ResponseError for HttpError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// Empty; [`render`] fills it.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status())
    }
}

/// Draws the page of an error. The web storey brings it; this one knows no templates.
#[derive(Clone, Copy)]
pub struct ErrorPage(pub fn(Locale, &Problem) -> Option<String>);

impl fmt::Debug for ErrorPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ErrorPage")
    }
}

/// The middleware.
///
/// # Errors
/// Those of the inner service.
pub async fn render(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return Ok(response);
    }
    let bare = matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    let (request, response) = response.into_parts();
    let rendered = match response.error().map(|error| error.as_error::<HttpError>().ok_or(error)) {
        Some(Ok(fault)) => answer(&request, fault),
        Some(Err(other)) => answer(&request, &of_framework(other, status)),
        None if bare => answer(&request, &HttpError::of_status(status)),
        None => response,
    };
    Ok(ServiceResponse::new(request, rendered))
}

fn of_framework(error: &Error, status: StatusCode) -> HttpError {
    if status.is_server_error() {
        HttpError::Internal(error.to_string())
    } else {
        HttpError::of_status(status)
    }
}

/// The answer to a request that was not carried out.
fn answer(request: &HttpRequest, fault: &HttpError) -> HttpResponse<BoxBody> {
    let path = request.path();
    let locale = locale::of(path, request.headers());
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let status = fault.status();
    if status.is_server_error() {
        tracing::error!(request_id, cause = %Causes(fault), "request failed");
    }
    if matches!(fault, HttpError::SignIn) && !wants_json(request) {
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, sign_in_address(request, locale)))
            .finish();
    }
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::CONTENT_LANGUAGE, locale.code()));
    match fault {
        HttpError::TooMany { seconds } => answer.insert_header((header::RETRY_AFTER, *seconds)),
        HttpError::Method(allow) => answer.insert_header((header::ALLOW, allow.as_str())),
        _ if status == StatusCode::SERVICE_UNAVAILABLE => answer.insert_header((header::RETRY_AFTER, RETRY_SECONDS)),
        _ => &mut answer,
    };
    let problem = Problem::of(fault, locale, !reads(request.method()), request_id);
    if wants_json(request) {
        if status == StatusCode::UNAUTHORIZED {
            answer.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"dutyline\""));
        }
        return answer
            .insert_header((header::VARY, "Accept-Language"))
            .content_type("application/problem+json")
            .json(problem);
    }
    let page = request
        .app_data::<ErrorPage>()
        .and_then(|page| (page.0)(locale, &problem));
    match page {
        Some(html) => answer.content_type("text/html; charset=utf-8").body(html),
        None => answer
            .content_type("text/plain; charset=utf-8")
            .body(format!("{}\n{}\n", problem.title, problem.detail)),
    }
}

/// Whether a method only reads, so that nobody has typed anything.
fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Programs get JSON: everything under `/api/`, and who asks for nothing but JSON.
fn wants_json(request: &HttpRequest) -> bool {
    let accepts = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    request.path().starts_with("/api/") || (accepts.contains("json") && !accepts.contains("html"))
}

/// The sign-in page, which afterwards leads back to the page that was asked for. What was posted cannot be repeated.
fn sign_in_address(request: &HttpRequest, locale: Locale) -> String {
    if !reads(request.method()) {
        return format!("/{locale}/sign-in");
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("/{locale}/sign-in?next={next}")
}

/// An error and what caused it, in one line for the log.
struct Causes<'a>(&'a dyn std::error::Error);

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// The part of `next` that may be followed after signing in: a path of this server, nothing else.
pub fn safe_next(next: Option<&str>) -> Option<&str> {
    next.filter(|path| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains(['\\', '\r', '\n', '\t'])
            && path.len() < 2000
            && locale::of_path(path).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_server_are_followed() {
        for path in ["/pl/desk", "/uk/manage/c/otwarty-krakow?tab=1", "/en/consultations"] {
            assert_eq!(safe_next(Some(path)), Some(path));
        }
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "pl/desk",
            "/pl\\..\\",
            "/static/x",
            "",
        ] {
            assert_eq!(safe_next(Some(path)), None, "{path}");
        }
        assert_eq!(safe_next(None), None);
    }

    #[test]
    fn a_code_has_a_status() {
        assert_eq!(HttpError::SignIn.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(HttpError::TooLarge.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(HttpError::Action(ActionError::Stale).status(), StatusCode::CONFLICT);
        assert_eq!(
            HttpError::from(StoreError::Duplicate("consultations.slug")).status(),
            StatusCode::CONFLICT
        );
        assert_eq!(
            HttpError::from(StoreError::Full).status(),
            StatusCode::INSUFFICIENT_STORAGE
        );
        for passing in [
            StoreError::Busy("lock timeout".to_owned()),
            StoreError::Unwritten("disk".to_owned()),
            StoreError::Closed,
            StoreError::Pool("none".to_owned()),
        ] {
            assert_eq!(HttpError::from(passing).status(), StatusCode::SERVICE_UNAVAILABLE);
        }
        assert_eq!(
            HttpError::Internal("x".to_owned()).status(),
            StatusCode::INTERNAL_SERVER_ERROR
        );
    }
}
