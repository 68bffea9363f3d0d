//! When people cannot be on duty.

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::DbUuid;

    absences (id) {
        id -> DbUuid,
        staff_id -> DbUuid,
        start_at -> Timestamp,
        end_at -> Timestamp,
        zone -> Text,
        weekly_until -> Nullable<Date>,
    }
}
