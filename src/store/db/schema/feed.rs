//! Calendars of one's own, by the hash of their address.

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    feeds (user_id) {
        user_id -> DbUuid,
        hash -> Text,
        made_at -> DbInstant,
    }
}
