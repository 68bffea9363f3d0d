//! What the desk's pages say of duties, and where they are from.

use chrono_tz::Tz;

use crate::actions::duty;
use crate::domain::revision::PublishedSlot;
use crate::domain::time::DEFAULT_ZONE;
use crate::http::errors::HttpError;
use crate::web::page::visit::Visit;

/// The extensions of a duty in a line.
pub fn extensions_of(slot: &PublishedSlot) -> String {
    let extensions: Vec<&str> = slot
        .extensions
        .iter()
        .map(|extension| extension.display.as_str())
        .collect();
    extensions.join(" · ")
}

/// The zone in which the visitor's day begins: that of the consultation they most likely work for.
pub async fn zone_of<P>(visit: &Visit<P>) -> Result<Tz, HttpError> {
    let consultations = duty::to_log_for(visit.cx(), &visit.actor).await?;
    Ok(consultations
        .first()
        .map_or(DEFAULT_ZONE, |consultation| consultation.zone))
}
