//! Sharing out a roster: who has which slot, as fairly as can be, with a proof.
//!
//! Minimised in this order: uncovered slots; the sum over the staff of `(carry + load)² / weight`; changes against the
//! published roster; the penalties of wishes. Never broken: absences, what a slot needs, who may have it, one person in one
//! place, the rest between two duties, limits of the day, the week and in all. What is fixed stays, whatever it breaks.
//!
//! 1. `model` is the problem in the words of the house, `scheme` the same in numbers (`weights` makes whole ones of part-time
//!    shares): slots that are alike are one group, and what is fixed has become load and limits.
//! 2. `flow` shares out without rests between days, by a `network`. It is exact then, and otherwise a bound.
//! 3. `plan` is who has what within all rules; `chains` of people who hand duties on make it better.
//! 4. `exact` closes a gap that remains between plan and bound: a search whose bounds come from `prices` for the slots and
//!    the best `schedule` of each person at these.
//! 5. `solve` does these one after the other, `solution` is what comes out. On demand, `reason` says why somebody has a
//!    slot and `collision` why nobody can.
//!
//! Everything is computed in whole numbers and in a fixed order: the same problem has the same solution, unless it is
//! stopped. Only prices are floating point, and no proof hangs on their precision.

mod chains;
mod collision;
mod exact;
mod flow;
mod model;
mod network;
mod plan;
mod prices;
mod reason;
mod schedule;
mod scheme;
mod solution;
mod solve;
mod weights;

pub use collision::{Collision, collision};
pub use model::{Counting, FaultCode, Person, Problem, ProblemFault, Rule, Rules, Slot, Wish};
pub use reason::{Why, reasons};
pub use solution::Solution;
pub use solve::{Progress, solve};
