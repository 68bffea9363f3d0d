//! How values of the rules are written in JSON, both ways.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::api::fields::{Field, parsed};
use crate::domain::call::{CallKind, CallOutcome};
use crate::domain::fault::Fault;
use crate::domain::ids::CallId;
use crate::domain::language::Language;
use crate::domain::slug::Slug;
use crate::domain::time::{Hours, read_instant};

/// Local hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Hours)]
pub struct HoursJson {
    #[schema(example = "15:00")]
    pub start: String,
    /// Not after the start means the next day
    #[schema(example = "18:00")]
    pub end: String,
}

impl From<Hours> for HoursJson {
    fn from(hours: Hours) -> Self {
        Self {
            start: hours.start.format("%H:%M").to_string(),
            end: hours.end.format("%H:%M").to_string(),
        }
    }
}

impl Field for CallId {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Id, |text| text.parse().ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "uuid" })
    }
}

impl Field for Slug {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Slug, |text| text.parse().ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$" })
    }
}

impl Field for DateTime<Utc> {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Instant, read_instant)
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "date-time" })
    }
}

impl Field for Language {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Language, |text| text.parse().ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^[A-Za-z]{2,3}$", "example": "pl" })
    }
}

macro_rules! coded {
    ($($name:ty),+) => {$(
        impl Field for $name {
            fn read(value: Value) -> Result<Self, Fault> {
                parsed(value, Fault::Choice, Self::from_code)
            }

            fn schema() -> Value {
                let codes: Vec<&str> = Self::ALL.iter().map(|value| value.code()).collect();
                json!({ "type": "string", "enum": codes })
            }
        }
    )+};
}
coded!(CallKind, CallOutcome);
