//! What both pages say of an offer and of who could stand in.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::actions::swap::StandIn;
use crate::domain::ids::StaffId;
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::local;
use crate::i18n::{Texts, dates};
use crate::web::manage::roster::pick;

/// Somebody who could stand in.
pub struct StandInRow {
    pub id: StaffId,
    pub name: String,
    /// `Anna Kowalska – 2 dyżury`, or why not.
    pub words: String,
    pub can: bool,
}

impl StandInRow {
    pub fn new(one: &StandIn, t: Texts) -> Self {
        Self {
            id: one.candidate.staff,
            name: one.name.clone(),
            words: pick::words(&one.candidate, &one.name, t),
            can: one.candidate.cannot.is_none(),
        }
    }
}

/// How a live offer stands, a sentence each; `names` are of those in it.
pub fn standing(offer: &Swap, names: &BTreeMap<StaffId, String>, zone: Tz, t: Texts) -> Vec<String> {
    let name = |id: &StaffId| names.get(id).map_or("", String::as_str);
    let from = name(&offer.from);
    if let (SwapState::AwaitingApproval, Some(taker)) = (offer.state, &offer.taken_by) {
        let values = [("taker", name(taker).into()), ("from", from.into())];
        return vec![t.say_with("manage-swap-waits", &values)];
    }
    let until = dates::moment(local(offer.answer_by, zone), t.locale());
    let mut said = vec![t.say_one("manage-swap-open", "from", from)];
    said.push(t.say_n("manage-swap-asked", offer.asked.len()));
    let declined = offer.declined.len();
    said.extend((declined > 0).then(|| t.say_n("manage-swap-declined", declined)));
    said.push(t.say_one("manage-swap-until", "until", until));
    said
}
