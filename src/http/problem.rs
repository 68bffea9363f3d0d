//! What a program, or the page of an error, is told of a [`HttpError`].

use serde::Serialize;

use crate::domain::language::Locale;
use crate::http::errors::HttpError;
use crate::i18n;

/// RFC 9457, with what this program adds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Names the kind of problem; relative to this installation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words, in the reader's language.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// Stable code for programs.
    pub code: String,
    /// What happened and what to do.
    pub detail: String,
    /// What is wrong with each field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request in the log.
    pub request_id: String,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Name of the field.
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// The sentence in the reader's language.
    pub detail: String,
}

impl Problem {
    /// The problem of a fault, in a language. `sent` says that the request brought something that was to be kept.
    pub fn of(fault: &HttpError, locale: Locale, sent: bool, request_id: String) -> Self {
        let (title, detail) = words(fault, locale, sent);
        Self {
            kind: format!("/problems/{}", fault.code()),
            title,
            status: fault.status().as_u16(),
            code: fault.exact_code().replace('_', "-"),
            detail,
            errors: fault
                .fields()
                .iter()
                .map(|fault| FieldProblem {
                    field: fault.field.clone(),
                    code: fault
                        .code
                        .trim_start_matches("fault-")
                        .trim_start_matches("call-fault-"),
                    detail: i18n::text(locale, fault.code, &[]),
                })
                .collect(),
            request_id,
        }
    }
}

/// What happened and what to do: the words of the code where there are some, else those of the status. Who sent something
/// is also told what became of it.
fn words(fault: &HttpError, locale: Locale, sent: bool) -> (String, String) {
    let said = |key: &str| i18n::has(locale, key).then(|| i18n::text(locale, key, &[]));
    let (code, status) = (fault.exact_code(), fault.status().as_u16());
    let title = said(&format!("error-{status}-title")).unwrap_or_else(|| i18n::text(locale, "error-400-title", &[]));
    let detail = match fault {
        HttpError::NotJson { line, column } => {
            let place = [("line", line.to_string().into()), ("column", column.to_string().into())];
            Some(i18n::text(locale, "problem-not-json", &place))
        }
        _ => said(&format!("sent-{code}"))
            .filter(|_| sent)
            .or_else(|| said(&format!("problem-{code}")))
            .or_else(|| said(&format!("error-{status}-text"))),
    };
    (title, detail.unwrap_or_default())
}
