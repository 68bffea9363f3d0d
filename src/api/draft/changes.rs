//! Changes of a draft as programs send them.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::actions::Context;
use crate::actions::roster::{Edit, SlotEdit, SlotInput};
use crate::api::fields::{Field, Fields, Input};
use crate::api::values::PrintedPhone;
use crate::domain::extension::Phone;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Language;
use crate::domain::roster::reason::{CancelReason, PublicReason};
use crate::domain::roster::{ExpectedVersion, SlotMode};
use crate::domain::time::Hours;

/// The version of the draft a program has seen.
pub struct Version(pub ExpectedVersion);

impl Input for Version {
    const NAME: &'static str = "DraftVersion";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let version = fields.required("version", "The version of the draft that is changed");
        version.map(ExpectedVersion::Version).map(Self)
    }
}

/// What is to be changed.
pub struct Changes {
    pub version: Version,
    pub all: Vec<ChangeJson>,
}

impl Input for Changes {
    const NAME: &'static str = "DraftChanges";
    /// Ten thousand slots.
    const LONGEST: usize = 8 << 20;

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let version = Version::take(fields);
        let all = fields.objects("changes", "In the order in which they are made");
        Some(Self {
            version: version?,
            all: all?,
        })
    }
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Operation {
    Add,
    Change,
    Assign,
    Cancel,
    Remove,
}

impl Field for Operation {
    fn read(value: Value) -> Result<Self, Fault> {
        serde_json::from_value(value).map_err(|_| Fault::Choice)
    }

    fn schema() -> Value {
        json!({ "type": "string", "enum": ["add", "change", "assign", "cancel", "remove"] })
    }
}

/// One change, without the id of a slot that gets a new one.
pub enum ChangeJson {
    Add(Box<NewSlotJson>),
    Other(Edit),
}

impl ChangeJson {
    pub fn edit(self, cx: &Context) -> Edit {
        match self {
            Self::Other(edit) => edit,
            Self::Add(slot) => Edit::Add(Box::new(SlotInput {
                id: slot.id.unwrap_or_else(|| cx.random.id(cx.now())),
                date: slot.date,
                hours: slot.hours,
                extensions: slot.phones,
                languages: slot.languages,
                mode: slot.mode,
                staff: slot.staff,
                source: None,
            })),
        }
    }
}

impl Input for ChangeJson {
    const NAME: &'static str = "DraftChange";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let operation = fields.required("op", "What it does");
        let slot: Option<NewSlotJson> = fields.object("slot", "The new slot; with `add`");
        let id: Option<SlotId> = fields.optional("id", "Which slot; with all but `add`");
        let set: Option<SlotEdit> = fields.object("set", "What is set of it; with `change`");
        let says_staff = fields.has("staff");
        let staff = fields.optional("staff", "Who is on duty, null for nobody; with `assign`");
        let reason: Option<String> =
            fields.optional("reason", "Why it is called off, for residents to read; with `cancel`");
        let code: Option<PublicReason> = fields.optional(
            "code",
            "Why it is called off, from the list that residents read in their language; with `cancel`, instead of `reason`",
        );
        let operation = operation?;
        if operation == Operation::Add {
            if slot.is_none() {
                fields.refuse("slot", Fault::Required);
            }
            return slot.map(Box::new).map(Self::Add);
        }
        if id.is_none() {
            fields.refuse("id", Fault::Required);
        }
        if operation == Operation::Assign && !says_staff {
            fields.refuse("staff", Fault::Required);
        }
        let id = id?;
        Some(Self::Other(match operation {
            Operation::Add => return None,
            Operation::Change => Edit::Change {
                id,
                set: Box::new(set.unwrap_or_default()),
            },
            Operation::Assign => Edit::Assign { id, staff },
            Operation::Cancel => Edit::Cancel {
                id,
                reason: code.map_or_else(|| reason.unwrap_or_default().into(), CancelReason::Listed),
            },
            Operation::Remove => Edit::Remove { id },
        }))
    }
}

/// A slot to be added.
pub struct NewSlotJson {
    id: Option<SlotId>,
    date: NaiveDate,
    hours: Hours,
    phones: Vec<(Phone, String)>,
    languages: Vec<Language>,
    mode: SlotMode,
    staff: Option<StaffId>,
}

pub fn printed(phones: Vec<PrintedPhone>) -> Vec<(Phone, String)> {
    phones
        .into_iter()
        .map(|PrintedPhone(phone, text)| (phone, text))
        .collect()
}

impl Input for NewSlotJson {
    const NAME: &'static str = "NewSlot";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        let id = fields.optional("id", "Made by the sender; one is made when absent");
        let date = fields.required("date", "Local date of the start");
        let start = fields.required::<NaiveTime>("start", "Local start");
        let end = fields.required::<NaiveTime>("end", "Local end; before the start means the next day");
        let phones = fields.list("phones", "Numbers that answer");
        let languages = fields.list("languages", "Languages spoken, ISO 639");
        let mode = fields.optional("mode", "How it is held; `phone` when absent");
        let staff = fields.optional("staff", "Who is on duty");
        Some(Self {
            id,
            date: date?,
            hours: Hours {
                start: start?,
                end: end?,
            },
            phones: printed(phones),
            languages,
            mode: mode.unwrap_or(SlotMode::Phone),
            staff,
        })
    }
}

impl Input for SlotEdit {
    const NAME: &'static str = "SlotEdit";

    fn take(fields: &mut impl Fields) -> Option<Self> {
        Some(Self {
            date: fields.optional("date", "Local date of the start"),
            start: fields.optional("start", "Local start"),
            end: fields.optional("end", "Local end; before the start means the next day"),
            extensions: fields.optional_list("phones", "Numbers that answer").map(printed),
            languages: fields.optional_list("languages", "Languages spoken, ISO 639"),
            mode: fields.optional("mode", "How it is held"),
            planned: fields
                .optional("planned", "True plans it again where it was called off")
                .unwrap_or_default(),
        })
    }
}
