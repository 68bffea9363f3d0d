//! How domain values are stored in columns.
//!
//! | value | PostgreSQL | SQLite |
//! |---|---|---|
//! | identifier | `uuid` | `TEXT`, hyphenated, lower case |
//! | instant | `timestamptz` | `TEXT`, RFC 3339 with six digits of a second and `Z`, so that text order is time order |
//! | structure | `jsonb` | `TEXT` |
//! | code, slug, number, address | `text` | `TEXT` |

use std::fmt::Debug;

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{self, HasSqlType, SqlType, Text};
use diesel::sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::domain::access::Role;
use crate::domain::audit::AuditAction;
use crate::domain::call::{CallKind, CallOutcome};
use crate::domain::caller::CallerKind;
use crate::domain::consultation::PhoneMode;
use crate::domain::contribution::{ContributionState, IntakeChannel};
use crate::domain::extension::Phone;
use crate::domain::ids::{
    AbsenceId, AuditId, CallId, ConsultationId, ContributionId, EventId, ExtensionId, MessageId, PublicationId,
    ReminderId, RevisionId, SlotId, StaffId, SwapId, TopicId, UnitId, UserId,
};
use crate::domain::language::{Language, Locale};
use crate::domain::message::{Channel, MessageState};
use crate::domain::position::{PositionState, VerdictCode};
use crate::domain::publication::Prevented;
use crate::domain::roster::change::StepKind;
use crate::domain::roster::reason::CancelReason;
use crate::domain::roster::{SlotMode, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::Email;
use crate::domain::swap::SwapState;
use crate::store::db::connection::Mb;

/// Column of an identifier.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(name = "uuid"))]
#[diesel(sqlite_type(name = "Text"))]
pub struct DbUuid;

/// Column of an instant.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(name = "timestamptz"))]
#[diesel(sqlite_type(name = "Text"))]
pub struct DbInstant;

/// Column of a structure.
#[derive(Debug, Clone, Copy, SqlType, QueryId)]
#[diesel(postgres_type(name = "jsonb"))]
#[diesel(sqlite_type(name = "Text"))]
pub struct DbJson;

/// An instant in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, FromSqlRow, AsExpression)]
#[diesel(sql_type = DbInstant)]
pub struct At(pub DateTime<Utc>);

/// A structure in a row.
#[derive(Debug, Clone, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = DbJson)]
pub struct Json<T>(pub T);

/// One value, one SQL type of ours, both databases: how it is written and read on each.
macro_rules! dual_type {
    (
        [$($generics:tt)*] $rust:ty => $sql:ident;
        postgres $pg_rust:ty as $pg_sql:ty, |$v:ident| $to_pg:expr, |$p:ident| $from_pg:expr;
        sqlite |$w:ident| $to_text:expr, |$t:ident| $from_text:expr
    ) => {
        impl<$($generics)*> FromSql<$sql, Mb> for $rust {
            fn from_sql(bytes: <Mb as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                bytes.from_sql::<Self, $sql>()
            }
        }
        impl<$($generics)*> ToSql<$sql, Mb> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mb>) -> serialize::Result {
                out.set_value(($sql, self));
                Ok(IsNull::No)
            }
        }
        impl<$($generics)*> FromSql<$sql, Pg> for $rust {
            fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let $p = <$pg_rust as FromSql<$pg_sql, Pg>>::from_sql(bytes)?;
                Ok($from_pg)
            }
        }
        impl<$($generics)*> ToSql<$sql, Pg> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                let $v = self;
                <$pg_rust as ToSql<$pg_sql, Pg>>::to_sql(&$to_pg, &mut out.reborrow())
            }
        }
        impl<$($generics)*> FromSql<$sql, Sqlite> for $rust {
            fn from_sql(bytes: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let $t = <String as FromSql<Text, Sqlite>>::from_sql(bytes)?;
                Ok($from_text)
            }
        }
        impl<$($generics)*> ToSql<$sql, Sqlite> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                let $w = self;
                out.set_value($to_text);
                Ok(IsNull::No)
            }
        }
    };
}

macro_rules! both_know {
    ($($sql:ident),+) => {$(
        impl HasSqlType<$sql> for Mb {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Mb::lookup_sql_type::<$sql>(lookup)
            }
        }
    )+};
}

both_know!(DbUuid, DbInstant, DbJson);

/// Fixed width: `2024-06-20T13:40:00.000000Z`. Refuses years outside 0–9999: text order would not be time order.
fn instant_text(at: DateTime<Utc>) -> Result<String, String> {
    if (0..=9999).contains(&at.year()) {
        Ok(at.to_rfc3339_opts(SecondsFormat::Micros, true))
    } else {
        Err(format!("the year {} has not four digits", at.year()))
    }
}

dual_type! {
    [] At => DbInstant;
    postgres DateTime<Utc> as sql_types::Timestamptz, |at| at.0, |at| At(at);
    sqlite |at| instant_text(at.0)?, |text| At(DateTime::parse_from_rfc3339(&text)?.with_timezone(&Utc))
}

dual_type! {
    [T: Serialize + DeserializeOwned + Debug + Send + Sync + 'static] Json<T> => DbJson;
    postgres serde_json::Value as sql_types::Jsonb, |json| serde_json::to_value(&json.0)?, |value| Json(serde_json::from_value(value)?);
    sqlite |json| serde_json::to_string(&json.0)?, |text| Json(serde_json::from_str(&text)?)
}

macro_rules! ids {
    ($($id:ident $proxy:ident),+ $(,)?) => {$(
        #[derive(FromSqlRow, AsExpression)]
        #[diesel(sql_type = DbUuid, foreign_derive)]
        #[expect(dead_code, reason = "carries the derives over to a type of the domain")]
        struct $proxy($id);

        dual_type! {
            [] $id => DbUuid;
            postgres Uuid as sql_types::Uuid, |id| id.0, |uuid| $id(uuid);
            sqlite |id| id.0.to_string(), |text| $id(Uuid::parse_str(&text)?)
        }
    )+};
}

ids! {
    ConsultationId ConsultationIdProxy, EventId EventIdProxy, ExtensionId ExtensionIdProxy, StaffId StaffIdProxy,
    SlotId SlotIdProxy, RevisionId RevisionIdProxy, CallId CallIdProxy, ContributionId ContributionIdProxy,
    TopicId TopicIdProxy, ReminderId ReminderIdProxy, MessageId MessageIdProxy, UserId UserIdProxy,
    AbsenceId AbsenceIdProxy, AuditId AuditIdProxy, UnitId UnitIdProxy, PublicationId PublicationIdProxy,
    SwapId SwapIdProxy,
}

/// Values stored as text: how each is written, and read again.
macro_rules! texts {
    ($($rust:ident $proxy:ident |$v:ident| $to:expr, |$t:ident| $from:expr;)+) => {$(
        #[derive(FromSqlRow, AsExpression)]
        #[diesel(sql_type = Text, foreign_derive)]
        #[expect(dead_code, reason = "carries the derives over to a type of the domain")]
        struct $proxy($rust);

        impl<DB> FromSql<Text, DB> for $rust
        where
            DB: Backend,
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                let $t = String::from_sql(bytes)?;
                let value: Option<Self> = $from;
                value.ok_or_else(|| format!("{:?} is no {}", $t, stringify!($rust)).into())
            }
        }
        impl<DB> ToSql<Text, DB> for $rust
        where
            DB: Backend,
            str: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                let $v = self;
                <str as ToSql<Text, DB>>::to_sql($to, out)
            }
        }
    )+};
}

texts! {
    Slug SlugProxy |slug| slug.as_str(), |text| text.parse().ok();
    Phone PhoneProxy |phone| phone.e164(), |text| text.parse().ok();
    Email EmailProxy |email| email.as_str(), |text| text.parse().ok();
    Locale LocaleProxy |locale| locale.code(), |text| text.parse().ok();
    Language LanguageProxy |language| language.code(), |text| text.parse().ok();
    VerdictCode VerdictCodeProxy |verdict| verdict.as_str(), |text| text.parse().ok();
    CancelReason CancelReasonProxy |reason| reason.as_str(), |text| Some(text.clone().into());
}

macro_rules! codes {
    ($($rust:ident $proxy:ident),+ $(,)?) => {
        texts! { $($rust $proxy |value| value.code(), |text| $rust::from_code(&text);)+ }
    };
}

codes! {
    Role RoleProxy, AuditAction AuditActionProxy, CallKind CallKindProxy, CallOutcome CallOutcomeProxy,
    ContributionState ContributionStateProxy, Prevented PreventedProxy, PhoneMode PhoneModeProxy, SlotMode SlotModeProxy,
    SlotState SlotStateProxy, StepKind StepKindProxy, Channel ChannelProxy, MessageState MessageStateProxy,
    SwapState SwapStateProxy, CallerKind CallerKindProxy, IntakeChannel IntakeChannelProxy,
    PositionState PositionStateProxy,
}
