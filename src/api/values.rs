//! How values of the rules are written in JSON, both ways.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::api::fields::{Field, parsed};
use crate::domain::call::{CallKind, CallOutcome};
use crate::domain::caller::CallerKind;
use crate::domain::consultation::PhoneMode;
use crate::domain::contribution::{ContributionState, IntakeChannel};
use crate::domain::extension::Phone;
use crate::domain::fault::Fault;
use crate::domain::ids::{AbsenceId, CallId, ContributionId, SlotId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::position::PositionState;
use crate::domain::roster::SlotMode;
use crate::domain::roster::generate::Numbers;
use crate::domain::roster::reason::PublicReason;
use crate::domain::slug::Slug;
use crate::domain::time::{Hours, read_date, read_instant};

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

macro_rules! ids {
    ($($name:ty),+) => {$(
        impl Field for $name {
            fn read(value: Value) -> Result<Self, Fault> {
                parsed(value, Fault::Id, |text| text.parse().ok())
            }

            fn schema() -> Value {
                json!({ "type": "string", "format": "uuid" })
            }
        }
    )+};
}
ids!(AbsenceId, CallId, ContributionId, SlotId, StaffId);

impl Field for NaiveDate {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Date, |text| read_date(text, &["%Y-%m-%d"]))
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "date" })
    }
}

impl Field for NaiveTime {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Time, |text| NaiveTime::parse_from_str(text, "%H:%M").ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "example": "15:00" })
    }
}

/// A number and how it is printed: what was sent.
pub struct PrintedPhone(pub Phone, pub String);

impl Field for PrintedPhone {
    fn read(value: Value) -> Result<Self, Fault> {
        let text = String::read(value)?;
        let phone: Phone = text.parse().map_err(|_| Fault::Phone)?;
        // E.164 is for machines; on pages a number is grouped.
        let printed = if text == phone.e164() { phone.grouped() } else { text };
        Ok(Self(phone, printed))
    }

    fn schema() -> Value {
        json!({ "type": "string", "maxLength": 40, "example": "+48126165769" })
    }
}

/// Whole numbers of versions.
impl Field for i32 {
    fn read(value: Value) -> Result<Self, Fault> {
        let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
        number.filter(|number| *number >= 0).ok_or(Fault::Number)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 0, "maximum": i32::MAX })
    }
}

impl Field for bool {
    fn read(value: Value) -> Result<Self, Fault> {
        value.as_bool().ok_or(Fault::Choice)
    }

    fn schema() -> Value {
        json!({ "type": "boolean" })
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
coded!(
    CallKind,
    CallOutcome,
    CallerKind,
    ContributionState,
    IntakeChannel,
    Numbers,
    PhoneMode,
    PositionState,
    PublicReason,
    SlotMode
);

/// A weekday, from 1 for Monday.
pub struct WeekdayJson(pub u8);

impl WeekdayJson {
    /// From Monday to Sunday.
    pub const CODES: [&'static str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// The code of a day, from 1 for Monday.
    pub fn code(day: u8) -> Option<&'static str> {
        Self::CODES.get(usize::from(day).checked_sub(1)?).copied()
    }
}

impl Field for WeekdayJson {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Choice, |text| {
            (1..)
                .zip(Self::CODES)
                .find(|(_, code)| *code == text)
                .map(|(day, _)| Self(day))
        })
    }

    fn schema() -> Value {
        json!({ "type": "string", "enum": Self::CODES })
    }
}

impl Field for Locale {
    fn read(value: Value) -> Result<Self, Fault> {
        parsed(value, Fault::Choice, |text| text.parse().ok())
    }

    fn schema() -> Value {
        json!({ "type": "string", "enum": Self::ALL.map(Self::code) })
    }
}

/// Local hours of a day: `["15:00", "18:00"]`.
pub struct HoursPair(pub Hours);

impl Field for HoursPair {
    fn read(value: Value) -> Result<Self, Fault> {
        let Value::Array(mut ends) = value else {
            return Err(Fault::Hours);
        };
        let (Some(end), Some(start), true) = (ends.pop(), ends.pop(), ends.is_empty()) else {
            return Err(Fault::Hours);
        };
        let (start, end) = (NaiveTime::read(start)?, NaiveTime::read(end)?);
        if start == end {
            return Err(Fault::EndIsStart);
        }
        Ok(Self(Hours { start, end }))
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": NaiveTime::schema(), "minItems": 2, "maxItems": 2 })
    }
}
