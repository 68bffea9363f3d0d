//! Publications planned for a moment.

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    planned_publications (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        due_at -> DbInstant,
        planned_by -> DbUuid,
        draft_version -> Integer,
        accepted -> DbJson,
        prevented -> Nullable<Text>,
    }
}
