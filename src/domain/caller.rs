//! Who turns to the office.

use crate::domain::code::codes;

codes! {
    /// Who calls, as far as they say.
    CallerKind {
        Resident => "resident",
        /// An association, a foundation, a company.
        Organisation => "organisation",
        /// Another office or public body.
        Institution => "institution",
        Other => "other",
    }
}
