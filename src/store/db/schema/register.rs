//! The register: calls, the contributions they bring, and what each was before.

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    calls (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        slot_id -> Nullable<DbUuid>,
        taken_by -> DbUuid,
        started_at -> DbInstant,
        logged_at -> DbInstant,
        kind -> Text,
        outcome -> Nullable<Text>,
        language -> Nullable<Text>,
        note -> Nullable<Text>,
        late -> Bool,
        version -> Integer,
        other_topic -> Nullable<Text>,
        caller -> Nullable<Text>,
        undone_at -> Nullable<DbInstant>,
        content_hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::DbUuid;

    call_topics (call_id, position) {
        call_id -> DbUuid,
        position -> Integer,
        code -> Text,
        label -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    call_conflicts (call_id, body_hash) {
        call_id -> DbUuid,
        body_hash -> Text,
        received_at -> DbInstant,
        sent_by -> DbUuid,
        body -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    call_versions (call_id, version) {
        call_id -> DbUuid,
        version -> Integer,
        body -> DbJson,
        replaced_at -> DbInstant,
        replaced_by -> DbUuid,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    call_backs (call_id) {
        call_id -> DbUuid,
        phone -> Nullable<Text>,
        owner_id -> Nullable<DbUuid>,
        informed_at -> Nullable<DbInstant>,
        due_at -> DbInstant,
        done_at -> Nullable<DbInstant>,
        done_by -> Nullable<DbUuid>,
        erased_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::DbUuid;

    contribution_counters (consultation_id) {
        consultation_id -> DbUuid,
        last_number -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    contributions (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        number -> Integer,
        call_id -> Nullable<DbUuid>,
        channel -> Text,
        received_on -> Date,
        entered_by -> DbUuid,
        entered_at -> DbInstant,
        version -> Integer,
        text -> Text,
        language -> Nullable<Text>,
        part -> Nullable<Text>,
        proposed_wording -> Nullable<Text>,
        caller -> Nullable<Text>,
        read_back -> Bool,
        state -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::DbUuid;

    contribution_details (contribution_id) {
        contribution_id -> DbUuid,
        public_text -> Nullable<Text>,
        polish_text -> Nullable<Text>,
        translated_by -> Nullable<DbUuid>,
        submitter -> Nullable<Text>,
        source -> Nullable<Text>,
        group_id -> Nullable<DbUuid>,
        confirmed_channel -> Nullable<Text>,
        confirmed_on -> Nullable<Date>,
        confirmed_source -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbUuid};

    positions (contribution_id) {
        contribution_id -> DbUuid,
        verdict -> Nullable<Text>,
        reasons -> Text,
        state -> Text,
        decided_by -> DbUuid,
        decided_at -> DbInstant,
    }
}

diesel::table! {
    use crate::store::db::types::DbUuid;

    calls_logged_for (call_id) {
        call_id -> DbUuid,
        logged_by -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::DbUuid;

    contribution_topics (contribution_id, position) {
        contribution_id -> DbUuid,
        position -> Integer,
        code -> Text,
        label -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    contribution_versions (contribution_id, version) {
        contribution_id -> DbUuid,
        version -> Integer,
        body -> DbJson,
        replaced_at -> DbInstant,
        replaced_by -> DbUuid,
    }
}

diesel::joinable!(contributions -> calls (call_id));
diesel::joinable!(contribution_details -> contributions (contribution_id));
diesel::joinable!(positions -> contributions (contribution_id));
diesel::joinable!(contribution_topics -> contributions (contribution_id));
diesel::joinable!(call_backs -> calls (call_id));

diesel::allow_tables_to_appear_in_same_query!(
    calls,
    call_topics,
    call_backs,
    contributions,
    contribution_details,
    contribution_topics,
    positions,
);
