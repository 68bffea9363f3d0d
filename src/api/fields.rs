//! What programs send: one list of fields both reads it and describes it in the OpenAPI document.
//!
//! Serde would name the first wrong field only; here the answer names all of them.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde_json::{Map, Value, json};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{RefOr, Required};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::actions::ActionError;
use crate::domain::fault::{Fault, FieldError};
use crate::http::body;
use crate::http::errors::HttpError;
use crate::http::limits::MAX_JSON;

/// A body, a query, or an object in a body.
pub trait Input: Sized {
    /// Its name in the document.
    const NAME: &'static str;

    /// The longest body, in bytes.
    const LONGEST: usize = MAX_JSON;

    /// Takes every field, and only then gives up: `None` when one that is required is not there.
    fn take(fields: &mut impl Fields) -> Option<Self>;
}

/// Where fields come from; `about` describes one in the document.
pub trait Fields {
    fn required<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<T>;
    /// One that may be missing or `null`.
    fn optional<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<T>;
    /// A list that may be missing or `null`. Each entry is read by itself; an error names its place, `topics[1]`.
    fn list<T: Field>(&mut self, name: &'static str, about: &'static str) -> Vec<T>;
    /// The same where an empty list says something else than none.
    fn optional_list<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<Vec<T>>;
    /// An object that may be missing or `null`. An error names its place in it, `slot.date`.
    fn object<T: Input>(&mut self, name: &'static str, about: &'static str) -> Option<T>;
    /// A list of objects that must be there; `changes[1].slot.date`.
    fn objects<T: Input>(&mut self, name: &'static str, about: &'static str) -> Option<Vec<T>>;
    /// Whether a field is there at all, be it `null`.
    fn has(&self, name: &'static str) -> bool;
    /// Refuses a field for what another one says.
    fn refuse(&mut self, name: &'static str, fault: Fault);
}

/// The type of a field.
pub trait Field: Sized {
    /// The value, or what is wrong with it.
    fn read(value: Value) -> Result<Self, Fault>;

    /// Its JSON Schema.
    fn schema() -> Value;
}

/// A text parsed.
pub fn parsed<T>(value: Value, fault: Fault, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    String::read(value).and_then(|text| parse(&text).ok_or(fault))
}

impl Field for String {
    fn read(value: Value) -> Result<Self, Fault> {
        match value {
            Value::String(text) => Ok(text),
            _ => Err(Fault::Text),
        }
    }

    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

/// A JSON object as the body. A field nobody takes is an error: it is more likely misspelt than meant to be ignored.
pub struct Body<T>(pub T);

impl<T: Input + 'static> FromRequest for Body<T> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = body::read(request, payload, "application/json", T::LONGEST);
        Box::pin(async move {
            let value = serde_json::from_slice(&body.await?).map_err(|error| HttpError::NotJson {
                line: error.line(),
                column: error.column(),
            })?;
            let Value::Object(values) = value else {
                return Err(HttpError::NotAnObject);
            };
            let mut reader = Reader::of(values);
            let input = reader.take_all();
            reader.end(input).map(Self)
        })
    }
}

/// A query. Parameters nobody takes are ignored.
pub struct Query<T>(pub T);

impl<T: Input> FromRequest for Query<T> {
    type Error = HttpError;
    type Future = std::future::Ready<Result<Self, HttpError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let read = pairs.map_err(|_| HttpError::Malformed).and_then(|pairs| {
            let mut values = Map::new();
            for (name, value) in pairs.into_inner() {
                if values.insert(name, Value::String(value)).is_some() {
                    return Err(HttpError::Malformed);
                }
            }
            let mut reader = Reader::of(values);
            let input = T::take(&mut reader);
            reader.end(input).map(Self)
        });
        std::future::ready(read)
    }
}

/// Reads the fields that were sent.
struct Reader {
    values: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Reader {
    fn of(values: Map<String, Value>) -> Self {
        Self {
            values,
            errors: Vec::new(),
        }
    }

    /// Everything that is there, and nothing else.
    fn take_all<T: Input>(&mut self) -> Option<T> {
        let input = T::take(self);
        for name in self.values.keys() {
            self.errors.push(FieldError::new(name, Fault::UnknownField));
        }
        input
    }

    /// An object in this one, at a place.
    fn nested<T: Input>(&mut self, place: &str, value: Value) -> Option<T> {
        let Value::Object(values) = value else {
            self.errors.push(FieldError::new(place, Fault::Object));
            return None;
        };
        let mut inner = Self::of(values);
        let input = inner.take_all();
        let errors = inner.errors.into_iter();
        self.errors
            .extend(errors.map(|error| FieldError::new(format!("{place}.{}", error.field), error.fault)));
        input
    }

    /// The entries of a list; `None` when it is not there.
    fn entries(&mut self, name: &'static str) -> Option<Vec<Value>> {
        match self.values.remove(name) {
            None | Some(Value::Null) => None,
            Some(Value::Array(entries)) => Some(entries),
            Some(_) => {
                self.errors.push(FieldError::new(name, Fault::List));
                None
            }
        }
    }

    fn end<T>(self, input: Option<T>) -> Result<T, HttpError> {
        match input {
            Some(input) if self.errors.is_empty() => Ok(input),
            _ => Err(ActionError::Invalid(self.errors).into()),
        }
    }
}

impl Fields for Reader {
    fn required<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<T> {
        if self.values.get(name).is_none_or(Value::is_null) {
            self.errors.push(FieldError::new(name, Fault::Required));
        }
        self.optional(name, about)
    }

    fn optional<T: Field>(&mut self, name: &'static str, _: &'static str) -> Option<T> {
        match self.values.remove(name) {
            None | Some(Value::Null) => None,
            Some(value) => T::read(value)
                .map_err(|key| self.errors.push(FieldError::new(name, key)))
                .ok(),
        }
    }

    fn list<T: Field>(&mut self, name: &'static str, about: &'static str) -> Vec<T> {
        self.optional_list(name, about).unwrap_or_default()
    }

    fn optional_list<T: Field>(&mut self, name: &'static str, _: &'static str) -> Option<Vec<T>> {
        let mut values = Vec::new();
        for (index, entry) in self.entries(name)?.into_iter().enumerate() {
            match T::read(entry) {
                Ok(value) => values.push(value),
                Err(key) => self.errors.push(FieldError::new(format!("{name}[{index}]"), key)),
            }
        }
        Some(values)
    }

    fn object<T: Input>(&mut self, name: &'static str, _: &'static str) -> Option<T> {
        match self.values.remove(name) {
            None | Some(Value::Null) => None,
            Some(value) => self.nested(name, value),
        }
    }

    fn objects<T: Input>(&mut self, name: &'static str, _: &'static str) -> Option<Vec<T>> {
        if self.values.get(name).is_none_or(Value::is_null) {
            self.errors.push(FieldError::new(name, Fault::Required));
        }
        let entries = self.entries(name)?.into_iter().enumerate();
        let read: Vec<Option<T>> = entries
            .map(|(index, entry)| self.nested(&format!("{name}[{index}]"), entry))
            .collect();
        read.into_iter().collect()
    }

    fn has(&self, name: &'static str) -> bool {
        self.values.contains_key(name)
    }

    fn refuse(&mut self, name: &'static str, fault: Fault) {
        self.errors.push(FieldError::new(name, fault));
    }
}

/// Describes the fields instead of reading them.
#[derive(Default)]
struct Describer(Vec<Description>);

struct Description {
    name: &'static str,
    schema: Value,
    is_required: bool,
}

impl Describer {
    fn of<T: Input>() -> Vec<Description> {
        let mut describer = Self::default();
        T::take(&mut describer);
        describer.0
    }

    fn add(&mut self, name: &'static str, about: &'static str, mut schema: Value, is_required: bool) {
        schema["description"] = about.into();
        self.0.push(Description {
            name,
            schema,
            is_required,
        });
    }
}

impl Fields for Describer {
    fn required<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<T> {
        self.add(name, about, T::schema(), true);
        None
    }

    fn optional<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<T> {
        self.add(name, about, T::schema(), false);
        None
    }

    fn list<T: Field>(&mut self, name: &'static str, about: &'static str) -> Vec<T> {
        self.optional_list(name, about).unwrap_or_default()
    }

    fn optional_list<T: Field>(&mut self, name: &'static str, about: &'static str) -> Option<Vec<T>> {
        self.add(name, about, json!({ "type": "array", "items": T::schema() }), false);
        None
    }

    fn object<T: Input>(&mut self, name: &'static str, about: &'static str) -> Option<T> {
        self.add(name, about, object_of::<T>(), false);
        None
    }

    fn objects<T: Input>(&mut self, name: &'static str, about: &'static str) -> Option<Vec<T>> {
        self.add(name, about, json!({ "type": "array", "items": object_of::<T>() }), true);
        None
    }

    fn has(&self, _: &'static str) -> bool {
        true
    }

    fn refuse(&mut self, _: &'static str, _: Fault) {}
}

fn object_of<T: Input>() -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in Describer::of::<T>() {
        let mut description = field.schema;
        if field.is_required {
            required.push(field.name);
        } else {
            or_null(&mut description);
        }
        properties.insert(field.name.to_owned(), description);
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn schema(value: Value) -> RefOr<Schema> {
    serde_json::from_value::<Schema>(value).map_or_else(|_| RefOr::T(Schema::default()), RefOr::T)
}

impl<T: Input> PartialSchema for Body<T> {
    fn schema() -> RefOr<Schema> {
        schema(object_of::<T>())
    }
}

impl<T: Input> ToSchema for Body<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::NAME.into()
    }
}

fn or_null(schema: &mut Value) {
    schema["type"] = json!([schema["type"], "null"]);
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

impl<T: Input> IntoParams for Query<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = |field: Description| {
            ParameterBuilder::new()
                .name(field.name)
                .parameter_in(ParameterIn::Query)
                .description(field.schema["description"].as_str())
                .required(if field.is_required {
                    Required::True
                } else {
                    Required::False
                })
                .schema(Some(schema(field.schema)))
                .build()
        };
        Describer::of::<T>().into_iter().map(parameter).collect()
    }
}
