//! A publication planned for a moment, in words.

use crate::actions::roster::CheckedDraft;
use crate::domain::publication::PlannedPublication;
use crate::domain::time::local;
use crate::i18n::{Texts, dates};

/// A planned publication, in words.
pub struct PlannedLine {
    pub id: String,
    pub sentence: String,
    /// Why it did not take place, or will not.
    pub trouble: Option<String>,
    pub waits: bool,
}

impl PlannedLine {
    pub fn new((plan, by): &(PlannedPublication, String), draft: &CheckedDraft, t: Texts) -> Self {
        let moment = dates::moment(local(plan.due_at, draft.consultation.zone), t.locale());
        let values = [("moment", moment.into()), ("name", by.into())];
        let waits = plan.prevented.is_none();
        let changed = (plan.draft_version != draft.draft.version).then(|| t.say("manage-planned-changed"));
        Self {
            id: plan.id.to_string(),
            sentence: t.say_with(if waits { "manage-planned" } else { "manage-planned-not" }, &values),
            trouble: match plan.prevented {
                Some(why) => Some(t.say(&format!("manage-prevented-{}", why.code()))),
                None => changed,
            },
            waits,
        }
    }
}
