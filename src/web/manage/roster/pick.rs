//! Who is on duty, chosen in the row itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::actions::{ActionError, roster};
use crate::domain::candidate::{Candidate, Cannot, rank};
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::{Draft, ExpectedVersion, Slot, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::workload::Workload;
use crate::i18n::{Texts, sentences};
use crate::web::manage::roster::presenter::RosterPresenter;
use crate::web::page::answer::Refusal;
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::visit::Visit;

/// So many people can be chosen in a row; the others on the duty's own page.
const SHOWN: usize = 40;

/// Who is on duty in each row, as it is sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// By the id of the slot without its hyphens; the id of a person, or nothing.
    pub staff: BTreeMap<String, String>,
    pub version: String,
}

/// A slot and who is to have it.
type Picked = (SlotId, Option<StaffId>);

/// The choices of a row.
pub struct Pick {
    /// Name of the field, which is also its `id`.
    pub field: String,
    pub choices: Vec<Choice>,
    /// Who has the duty in the draft, when the row shows what was typed instead.
    pub stored: Option<String>,
}

/// The choices of those of these duties that take place; none at all when there would be more than `most`.
pub fn picks<'a>(
    roster: &RosterPresenter,
    slots: impl Iterator<Item = &'a Slot>,
    typed: &PickForm,
    most: usize,
) -> BTreeMap<SlotId, Pick> {
    let planned: Vec<&Slot> = slots.filter(|slot| slot.state == SlotState::Planned).collect();
    if planned.len() * roster.standing.people.len().min(SHOWN) > most {
        return BTreeMap::new();
    }
    let load = Workload::of(&roster.draft.draft.slots, roster.draft.consultation.zone);
    let of_slot = |slot: &Slot| (slot.id, pick(roster, slot, &load, typed));
    planned.into_iter().map(of_slot).collect()
}

/// Gives duties to whoever was chosen for them.
pub async fn give(visit: &Visit<Slug>, form: &PickForm) -> Result<(), ActionError> {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let (checked, _) = roster::checked(cx, actor, slug()).await?;
    let (given, version) = form.read(&checked.draft)?;
    roster::assign(cx, actor, slug(), given, version).await
}

/// Why nobody was given anything.
pub fn explain(refusal: &mut Refusal, roster: &RosterPresenter) {
    let t = roster.t;
    let notice = match &refusal.error {
        ActionError::Stale => t.say("manage-pick-stale"),
        ActionError::Taken(by) => {
            let mut slots = roster.draft.draft.slots.iter();
            match slots.find(|slot| by.contains(&slot.id)) {
                Some(slot) => t.say_one(
                    "manage-pick-taken",
                    "duty",
                    sentences::duty(slot.date, slot.hours, t.locale()),
                ),
                None => t.say("manage-pick-taken-elsewhere"),
            }
        }
        ActionError::Invalid(_) => t.say("manage-pick-unknown"),
        _ => return,
    };
    refusal.say(notice);
}

fn pick(roster: &RosterPresenter, slot: &Slot, load: &Workload, typed: &PickForm) -> Pick {
    let (t, zone) = (roster.t, roster.draft.consultation.zone);
    let key = slot.id.0.simple().to_string();
    let stored = slot.staff.map(|staff| staff.to_string()).unwrap_or_default();
    let chosen = typed.staff.get(&key).unwrap_or(&stored);
    let name = |id: StaffId| roster.member(id).map_or("", |member| member.name.as_str());
    let unit = roster.draft.consultation.unit.id;
    let people = roster.standing.people.iter();
    let takes = people.filter(|member| member.serves(unit) || slot.staff == Some(member.id));
    let takes: Vec<&StaffMember> = takes.collect();
    let ranked = rank(slot, zone, &takes, &roster.standing.booked, load);
    let (first, rest) = ranked.split_at(ranked.len().min(SHOWN));
    let shown = first
        .iter()
        .chain(rest.iter().filter(|one| one.staff.to_string() == *chosen));
    let people = shown.map(|one| Choice::new(one.staff.to_string(), words(one, name(one.staff), t), chosen));
    let nobody = Choice::new("", t.say("manage-nobody-yet"), chosen);
    let differs = *chosen != stored;
    let nobody_stored = || t.say("manage-nobody-yet");
    Pick {
        field: format!("staff-{key}"),
        choices: std::iter::once(nobody).chain(people).collect(),
        stored: differs.then(|| slot.staff.map_or_else(nobody_stored, |staff| name(staff).to_owned())),
    }
}

/// `Anna Kowalska – 2 dyżury`, or why not.
pub fn words(one: &Candidate, name: &str, t: Texts) -> String {
    let reason = match one.cannot {
        Some(Cannot::Absent(until)) => t.say_one("manage-pick-absent", "day", sentences::away_until(until, t.locale())),
        Some(Cannot::Busy(_)) => t.say("manage-pick-busy"),
        None => t.say_n("count-duties", one.share.duties),
    };
    let mute = (!one.speaks).then(|| t.say("manage-pick-mute"));
    let said: Vec<String> = std::iter::once(reason).chain(mute).collect();
    format!("{name} – {}", said.join(" · "))
}

impl PickForm {
    /// What it changes in a draft, and the version it was made from.
    ///
    /// # Errors
    /// [`ActionError::Invalid`] when a field names no slot or no person.
    pub fn read(&self, draft: &Draft) -> Result<(Vec<Picked>, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let mut given = Vec::new();
        let now: BTreeMap<SlotId, Option<StaffId>> = draft.slots.iter().map(|slot| (slot.id, slot.staff)).collect();
        for (key, typed) in &self.staff {
            let field = format!("staff-{key}");
            let slot = key.parse().ok().filter(|slot| now.contains_key(slot));
            let Some(slot) = slot else {
                reader.refuse(field, Fault::Unknown);
                continue;
            };
            let person = reader.optional(field, typed, Fault::Unknown, |text| text.parse().ok());
            if now.get(&slot) != Some(&person) {
                given.push((slot, person));
            }
        }
        let version = reader.version(&self.version);
        reader.finish(|| Some((given, version?)))
    }
}
