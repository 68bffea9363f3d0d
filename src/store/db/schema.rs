//! The tables as diesel sees them; `migrations/` makes them, and a test holds the two databases to the same columns.

mod absence;
mod feed;
mod publication;
mod register;
mod swap;

pub use absence::absences;
pub use feed::feeds;
pub use publication::planned_publications;
pub use register::{
    call_conflicts, call_topics, calls, contribution_counters, contribution_details, contribution_topics,
    contribution_versions, contributions, positions,
};
pub use swap::{swaps, swaps_asked};

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    units (id) {
        id -> DbUuid,
        slug -> Text,
        names -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    consultations (id) {
        id -> DbUuid,
        slug -> Text,
        texts -> DbJson,
        first_day -> Date,
        last_day -> Date,
        zone -> Text,
        unit_id -> DbUuid,
        phone_mode -> Nullable<Text>,
        required_hours -> DbJson,
        sharing_rules -> Nullable<DbJson>,
        verdicts -> Nullable<DbJson>,
        swaps_need_approval -> Bool,
        draft_version -> Integer,
        created_at -> DbInstant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    reminder_leads (consultation_id, minutes) {
        consultation_id -> DbUuid,
        minutes -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    consultation_events (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        date -> Date,
        start_time -> Nullable<Time>,
        end_time -> Nullable<Time>,
        title -> DbJson,
        place -> Text,
        stands_in -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    day_rules (consultation_id, date) {
        consultation_id -> DbUuid,
        date -> Date,
        hours -> Nullable<DbJson>,
        exempt_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    topics (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        code -> Text,
        label -> DbJson,
        parent_id -> Nullable<DbUuid>,
        position -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    extensions (id) {
        id -> DbUuid,
        phone -> Text,
        display -> Text,
        rings_at -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    staff (id) {
        id -> DbUuid,
        unit_id -> DbUuid,
        name -> Text,
        email -> Nullable<Text>,
        languages -> DbJson,
        locale -> Text,
        extension_id -> Nullable<DbUuid>,
        share_percent -> Integer,
        max_per_week -> Nullable<Integer>,
        max_duties -> Nullable<Integer>,
        rather_not -> DbJson,
        retired_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    staff_loans (staff_id, unit_id) {
        staff_id -> DbUuid,
        unit_id -> DbUuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    users (id) {
        id -> DbUuid,
        name -> Text,
        email -> Nullable<Text>,
        administrator -> Bool,
        staff_id -> Nullable<DbUuid>,
        locale -> Text,
        disabled -> Bool,
        password -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    memberships (user_id, unit_id) {
        user_id -> DbUuid,
        unit_id -> DbUuid,
        role -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    sign_in_links (hash) {
        hash -> Text,
        user_id -> DbUuid,
        created_at -> DbInstant,
        expires_at -> DbInstant,
        used_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    sessions (hash) {
        hash -> Text,
        user_id -> DbUuid,
        by_link -> Bool,
        created_at -> DbInstant,
        last_seen_at -> DbInstant,
        expires_at -> DbInstant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    api_tokens (hash) {
        hash -> Text,
        user_id -> DbUuid,
        created_at -> DbInstant,
        unit_id -> Nullable<DbUuid>,
        role -> Nullable<Text>,
        rights -> Nullable<DbJson>,
        expires_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    slots (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        date -> Date,
        start_time -> Time,
        end_time -> Time,
        starts_at -> DbInstant,
        ends_at -> DbInstant,
        languages -> DbJson,
        mode -> Text,
        state -> Text,
        cancel_reason -> Nullable<Text>,
        staff_id -> Nullable<DbUuid>,
        source_line -> Nullable<Integer>,
        source_text -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    draft_steps (consultation_id, number) {
        consultation_id -> DbUuid,
        number -> Integer,
        at -> DbInstant,
        user_id -> DbUuid,
        kind -> Text,
        undone -> Bool,
        size -> Integer,
        changes -> DbJson,
        inverse -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    slot_extensions (slot_id, extension_id) {
        slot_id -> DbUuid,
        extension_id -> DbUuid,
        position -> Integer,
        starts_at -> DbInstant,
        ends_at -> DbInstant,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    revisions (id) {
        id -> DbUuid,
        consultation_id -> DbUuid,
        number -> Integer,
        published_at -> DbInstant,
        published_by -> DbUuid,
        accepted -> DbJson,
        calendar -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    revision_slots (revision_id, slot_id) {
        revision_id -> DbUuid,
        slot_id -> DbUuid,
        date -> Date,
        start_time -> Time,
        end_time -> Time,
        starts_at -> DbInstant,
        ends_at -> DbInstant,
        extensions -> DbJson,
        languages -> DbJson,
        mode -> Text,
        state -> Text,
        cancel_reason -> Nullable<Text>,
        staff_id -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    messages (id) {
        id -> DbUuid,
        deduplication_key -> Text,
        kind -> Text,
        channel -> Text,
        unit_id -> Nullable<DbUuid>,
        consultation_id -> Nullable<DbUuid>,
        payload -> DbJson,
        state -> Text,
        created_at -> DbInstant,
        not_before -> DbInstant,
        wanted_by -> DbInstant,
        attempts -> Integer,
        leased_by -> Nullable<Text>,
        lease_until -> Nullable<DbInstant>,
        last_error -> Nullable<Text>,
        settled_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    message_bodies (message_id) {
        message_id -> DbUuid,
        recipient -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    reminders (id) {
        id -> DbUuid,
        message_id -> DbUuid,
        consultation_id -> DbUuid,
        slot_id -> DbUuid,
        staff_id -> DbUuid,
        lead_minutes -> Integer,
        slot_starts_at -> DbInstant,
        due_at -> DbInstant,
        confirmed_at -> Nullable<DbInstant>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    audit_events (id) {
        id -> DbUuid,
        at -> DbInstant,
        actor_id -> Nullable<DbUuid>,
        action -> Text,
        consultation_id -> Nullable<DbUuid>,
        subject -> Text,
        detail -> DbJson,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    public_version (one) {
        one -> Integer,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::db::types::{DbInstant, DbJson, DbUuid};

    installation (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::joinable!(consultations -> units (unit_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(api_tokens -> users (user_id));
diesel::joinable!(slot_extensions -> slots (slot_id));
diesel::joinable!(slot_extensions -> extensions (extension_id));
diesel::joinable!(revision_slots -> revisions (revision_id));
diesel::joinable!(message_bodies -> messages (message_id));
diesel::joinable!(reminders -> messages (message_id));

diesel::allow_tables_to_appear_in_same_query!(consultations, units);
diesel::allow_tables_to_appear_in_same_query!(staff, staff_loans);
diesel::allow_tables_to_appear_in_same_query!(users, memberships, sessions, api_tokens);
diesel::allow_tables_to_appear_in_same_query!(slots, slot_extensions, extensions);
diesel::allow_tables_to_appear_in_same_query!(revisions, revision_slots, reminders);
diesel::allow_tables_to_appear_in_same_query!(messages, message_bodies, reminders);
