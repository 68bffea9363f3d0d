//! Offers of duties and who was asked.

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    swaps (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        slot_id -> DbUuid,
        from_id -> DbUuid,
        offered_by -> DbUuid,
        offered_at -> DbInstant,
        starts_at -> DbInstant,
        ends_at -> DbInstant,
        to_everyone -> Bool,
        answer_by -> DbInstant,
        state -> Text,
        taken_by -> Nullable<DbUuid>,
        settled_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    swaps_asked (swap_id, staff_id) {
        swap_id -> DbUuid,
        staff_id -> DbUuid,
        asked_at -> Nullable<DbInstant>,
        declined_at -> Nullable<DbInstant>,
    }
}

diesel::joinable!(swaps_asked -> swaps (swap_id));

diesel::allow_tables_to_appear_in_same_query!(swaps, swaps_asked);
