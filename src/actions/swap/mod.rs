//! Duties offered to colleagues: offered and withdrawn in `offer`, taken over in `take`, seen in `overview`.
//!
//! Whatever changes an offer has locked its consultation: of two who take one duty at once, the second finds it taken. An offer
//! whose duty has changed is stale from then on; who meets it first stores that.

mod colleagues;
mod duty;
mod offer;
mod overview;
mod take;

pub use colleagues::StandIn;
pub use offer::{NewOffer, decline, offer, withdraw};
pub use overview::{Live, Mine, MyOffer, OfConsultation, Offered, StandIns, mine, of_consultation, stand_ins};
pub use take::{accept, approve, give, refuse};
