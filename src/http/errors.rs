//! Why a request was not carried out. `error_layer` turns it into the answer.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::actions::ActionError;
use crate::domain::fault::FieldError;

/// Why a request was not carried out, as far as its sender may know.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error("the request cannot be understood")]
    Malformed,
    /// Line and column are counted from 1.
    #[error("the body is not JSON from line {line}, column {column}")]
    NotJson { line: usize, column: usize },
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// A page leads to sign-in, the API answers 401.
    #[error("nobody is signed in")]
    SignIn,
    #[error("the token is unknown")]
    BadToken,
    #[error("the request comes from another site")]
    CrossSite,
    #[error(transparent)]
    Action(#[from] ActionError),
    /// The same, with what a program needs for its next try.
    #[error("{error}")]
    With {
        error: ActionError,
        beside: Beside,
        value: Box<serde_json::Value>,
    },
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The address exists, the method does not; with the methods that do.
    #[error("only {0} are allowed")]
    Method(String),
    /// The client sent its request too slowly.
    #[error("the request took too long to arrive")]
    TooSlow,
    /// The handler took too long.
    #[error("the answer takes too long")]
    TooLong,
    /// Who changes something says by `If-Match` which version they have seen.
    #[error("the request has no If-Match")]
    MatchMissing,
    #[error("it has another version than If-Match says")]
    Unmatched,
    #[error("the request is too large")]
    TooLarge,
    #[error("the body has the wrong media type")]
    MediaType,
    /// It may be tried again after so many seconds.
    #[error("tried too often")]
    TooMany { seconds: u64 },
    /// The program is at fault; the text goes to the log only.
    #[error("{0}")]
    Internal(String),
}

/// What is told beside a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The draft as it stands.
    Draft,
    /// What is to be settled before publishing.
    Findings,
}

/// The status of each code.
pub const STATUSES: &[(&str, StatusCode)] = &[
    ("malformed", StatusCode::BAD_REQUEST),
    ("unauthenticated", StatusCode::UNAUTHORIZED),
    ("bad-token", StatusCode::UNAUTHORIZED),
    ("denied", StatusCode::FORBIDDEN),
    ("cross-site", StatusCode::FORBIDDEN),
    ("not-found", StatusCode::NOT_FOUND),
    ("method", StatusCode::METHOD_NOT_ALLOWED),
    ("too-slow", StatusCode::REQUEST_TIMEOUT),
    ("conflict", StatusCode::CONFLICT),
    ("stale", StatusCode::CONFLICT),
    ("taken", StatusCode::CONFLICT),
    ("blocked", StatusCode::UNPROCESSABLE_ENTITY),
    ("duplicate", StatusCode::CONFLICT),
    ("unmatched", StatusCode::PRECONDITION_FAILED),
    ("match-missing", StatusCode::PRECONDITION_REQUIRED),
    ("too-large", StatusCode::PAYLOAD_TOO_LARGE),
    ("media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ("invalid", StatusCode::UNPROCESSABLE_ENTITY),
    ("announcement", StatusCode::UNPROCESSABLE_ENTITY),
    ("too-many", StatusCode::TOO_MANY_REQUESTS),
    ("internal", StatusCode::INTERNAL_SERVER_ERROR),
    ("unavailable", StatusCode::SERVICE_UNAVAILABLE),
    ("too-long", StatusCode::SERVICE_UNAVAILABLE),
    ("full", StatusCode::INSUFFICIENT_STORAGE),
];

/// The status of a code; an unknown one is a fault of the program.
pub fn status_of(code: &str) -> StatusCode {
    let status = STATUSES.iter().find(|(known, _)| *known == code);
    status.map_or(StatusCode::INTERNAL_SERVER_ERROR, |(_, status)| *status)
}

impl HttpError {
    /// Stable code of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed | Self::NotJson { .. } | Self::NotAnObject => "malformed",
            Self::SignIn => "unauthenticated",
            Self::BadToken => "bad-token",
            Self::CrossSite => "cross-site",
            Self::Action(error) | Self::With { error, .. } => error.code(),
            Self::NotFound(_) => "not-found",
            Self::Method(_) => "method",
            Self::TooSlow => "too-slow",
            Self::TooLong => "too-long",
            Self::MatchMissing => "match-missing",
            Self::Unmatched => "unmatched",
            Self::TooLarge => "too-large",
            Self::MediaType => "media-type",
            Self::TooMany { .. } => "too-many",
            Self::Internal(_) => "internal",
        }
    }

    /// The code, more exact for conflicts and for bodies that cannot be read.
    pub fn exact_code(&self) -> &'static str {
        match self {
            Self::Action(ActionError::Conflict(code))
            | Self::With {
                error: ActionError::Conflict(code),
                ..
            } => code,
            Self::NotJson { .. } => "not-json",
            Self::NotAnObject => "not-an-object",
            _ => self.code(),
        }
    }

    pub fn status(&self) -> StatusCode {
        status_of(self.code())
    }

    /// What is told beside it.
    pub fn beside(&self, what: Beside) -> Option<serde_json::Value> {
        match self {
            Self::With { beside, value, .. } if *beside == what => Some((**value).clone()),
            _ => None,
        }
    }

    /// The fields that are wrong.
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

    /// Empty; the error layer fills it.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}
