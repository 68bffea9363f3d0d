//! What a program, or the page of an error, is told of an [`HttpError`].

use serde::Serialize;

use crate::domain::language::Locale;
use crate::http::errors::{Beside, HttpError};
use crate::i18n::{self, sentences};

/// An error as RFC 9457 writes it, with the code, the fields and the request's id besides.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Names the kind of problem; relative to this installation
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words, in the reader's language
    pub title: String,
    /// The status of the answer
    pub status: u16,
    /// Stable code for programs
    pub code: String,
    /// What happened and what to do
    pub detail: String,
    /// What is wrong with each field
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The draft as it stands, where another version was expected
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub draft: Option<serde_json::Value>,
    /// What is to be settled before publishing
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    pub findings: Option<serde_json::Value>,
    /// The request in the log
    pub request_id: String,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Name of the field
    pub field: String,
    /// Stable code
    pub code: &'static str,
    /// The sentence in the reader's language
    pub detail: String,
}

/// Who reads of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Is told nothing of tokens, methods or JSON.
    Person,
    Program,
}

impl Problem {
    /// `sent` says that the request brought something to be stored; then its sender is told what became of it.
    pub fn of(error: &HttpError, locale: Locale, reader: Reader, sent: bool, request_id: String) -> Self {
        let (title, detail) = words(error, locale, reader, sent);
        let errors = error.fields().iter().map(|wrong| FieldProblem {
            field: wrong.field.clone(),
            code: wrong.fault.code(),
            detail: sentences::fault(wrong.fault, locale),
        });
        Self {
            kind: format!("/problems/{}", error.code()),
            title,
            status: error.status().as_u16(),
            code: error.exact_code().replace('_', "-"),
            detail,
            errors: errors.collect(),
            draft: error.beside(Beside::Draft),
            findings: error.beside(Beside::Findings),
            request_id,
        }
    }
}

/// Title and detail: the words of the code where there are some, else those of the status.
fn words(error: &HttpError, locale: Locale, reader: Reader, sent: bool) -> (String, String) {
    let to_program = reader == Reader::Program;
    let said = |key: &str| i18n::has(locale, key).then(|| i18n::text(locale, key, &[]));
    let (code, status) = (error.exact_code(), error.status().as_u16());
    let title = said(&format!("error-{status}-title")).unwrap_or_else(|| i18n::text(locale, "error-400-title", &[]));
    let detail = match error {
        HttpError::NotJson { line, column } => {
            let place = [("line", line.to_string().into()), ("column", column.to_string().into())];
            Some(i18n::text(locale, "problem-not-json", &place))
        }
        _ => said(&format!("sent-{code}"))
            .filter(|_| sent)
            .or_else(|| said(&format!("problem-{code}")).filter(|_| to_program))
            .or_else(|| said(&format!("error-{code}-text")))
            .or_else(|| said(&format!("error-{status}-text"))),
    };
    (title, detail.unwrap_or_default())
}
