//! JSON bodies, read field by field so that each fault names its field.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde_json::{Map, Value};

use crate::actions::{ActionError, FieldError};
use crate::http::errors::HttpError;
use crate::http::forms::{media_type, read_body};
use crate::http::limits::MAX_JSON;

/// The fields of a JSON object, and what is wrong with those read so far.
pub struct JsonObject {
    fields: Map<String, Value>,
    faults: Vec<FieldError>,
}

impl FromRequest for JsonObject {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = media_type(request);
        let payload = web::Payload::from_request(request, payload).into_inner();
        Box::pin(async move {
            if kind != "application/json" {
                return Err(HttpError::MediaType);
            }
            let bytes = read_body(payload.map_err(|_| HttpError::Malformed)?, MAX_JSON).await?;
            let value: Value = serde_json::from_slice(&bytes).map_err(|error| HttpError::NotJson {
                line: error.line(),
                column: error.column(),
            })?;
            match value {
                Value::Object(fields) => Ok(Self {
                    fields,
                    faults: Vec::new(),
                }),
                _ => Err(HttpError::NotAnObject),
            }
        })
    }
}

impl JsonObject {
    /// Takes a field that may be missing or `null`.
    pub fn optional<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Result<T, &'static str>) -> Option<T> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => None,
            Some(value) => read(value)
                .map_err(|code| self.faults.push(FieldError::new(name, code)))
                .ok(),
        }
    }

    /// Takes a field that must be there.
    pub fn required<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Result<T, &'static str>) -> Option<T> {
        if self.fields.get(name).is_none_or(Value::is_null) {
            self.faults.push(FieldError::new(name, "fault-required"));
        }
        self.optional(name, read)
    }

    /// Takes a list that may be missing; each entry is read by itself and a fault names its place, `topics[1]`.
    pub fn list<T>(&mut self, name: &str, read: impl Fn(Value) -> Result<T, &'static str>) -> Vec<T> {
        let entries = match self.fields.remove(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(entries)) => entries,
            Some(_) => {
                self.faults.push(FieldError::new(name, "fault-list"));
                return Vec::new();
            }
        };
        let mut values = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            match read(entry) {
                Ok(value) => values.push(value),
                Err(code) => self.faults.push(FieldError::new(format!("{name}[{index}]"), code)),
            }
        }
        values
    }

    /// Ends reading. A field nobody took is a fault: it is more likely misspelt than meant to be ignored.
    ///
    /// # Errors
    /// [`HttpError::Action`] with a fault per field.
    pub fn finish(mut self) -> Result<(), HttpError> {
        for name in self.fields.keys() {
            self.faults.push(FieldError::new(name, "fault-unknown-field"));
        }
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(ActionError::Invalid(self.faults).into())
        }
    }
}

/// A text.
///
/// # Errors
/// The code of the fault.
pub fn text(value: Value) -> Result<String, &'static str> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err("fault-text"),
    }
}

/// A text that is one of something: parsed, or the code of the fault.
pub fn parsed<T>(code: &'static str, parse: impl Fn(&str) -> Option<T>) -> impl Fn(Value) -> Result<T, &'static str> {
    move |value| text(value).and_then(|text| parse(&text).ok_or(code))
}
