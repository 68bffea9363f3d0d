//! Who can sign in.

use crate::domain::access::{Actor, Role};
use crate::domain::ids::{StaffId, UserId};
use crate::domain::language::Locale;
use crate::domain::staff::Email;

/// Somebody, or a program, that can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub name: String,
    /// Where links go; nobody else has the same. Programs have none.
    pub email: Option<Email>,
    pub role: Role,
    /// The staff member they are, if they take duties; nobody else is the same one.
    pub staff: Option<StaffId>,
    /// The language of their pages and messages.
    pub locale: Locale,
    /// Whether they are disabled: no link, password or session lets them in.
    pub disabled: bool,
}

impl User {
    pub fn actor(&self) -> Actor {
        Actor {
            user: self.id,
            name: self.name.clone(),
            role: self.role,
            staff: self.staff,
        }
    }
}
