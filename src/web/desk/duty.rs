//! What the desk's pages say of duties, and where they are from.

use chrono_tz::Tz;

use crate::actions::duty::MyDuty;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::DEFAULT_ZONE;

/// The extensions of a duty in a line.
pub fn extensions_of(slot: &PublishedSlot) -> String {
    let extensions: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    extensions.join(" · ")
}

/// The zone in which the day of whoever has these duties begins.
pub fn zone_of(duties: &[MyDuty]) -> Tz {
    duties.first().map_or(DEFAULT_ZONE, |duty| duty.consultation.zone)
}
