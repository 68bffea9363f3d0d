//! Who may do what. Checked in the actions, never only in pages.

use crate::domain::code::codes;
use crate::domain::ids::{StaffId, UserId};

codes! {
    /// What somebody is to the installation.
    Role {
        /// Installs and signs people in; may do all.
        Administrator => "administrator",
        /// Builds rosters, publishes, reads the register.
        Coordinator => "coordinator",
        /// Takes duties and logs calls.
        Staff => "staff",
    }
}

impl Role {
    /// Whether the role has the right.
    pub fn has(self, right: Right) -> bool {
        match self {
            Self::Administrator => true,
            Self::Coordinator => right != Right::ManageAccounts,
            Self::Staff => matches!(right, Right::SeeOwnDuties | Right::LogCalls | Right::ReadOwnCalls),
        }
    }
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the duties one has oneself.
    SeeOwnDuties,
    /// Log a call.
    LogCalls,
    /// Read calls one logged oneself.
    ReadOwnCalls,
    /// Read all calls of a consultation.
    ReadRegister,
    /// See drafts, coverage and staff.
    SeeRoster,
    /// Change consultations, drafts and staff, and import.
    EditRoster,
    /// Publish a revision.
    Publish,
    /// See the outbox.
    SeeOutbox,
    /// See who can sign in and with which tokens, and take that away.
    ManageAccounts,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// How they are called in the header of their pages.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The staff member they are, if they take duties.
    pub staff: Option<StaffId>,
}

/// The actor lacks a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{role:?} may not {right:?}")]
pub struct Denied {
    /// What they are.
    pub role: Role,
    /// What they tried.
    pub right: Right,
}

impl Actor {
    /// Passes when the actor has the right.
    ///
    /// # Errors
    /// [`Denied`] when not.
    pub fn may(&self, right: Right) -> Result<(), Denied> {
        if self.role.has(right) {
            Ok(())
        } else {
            Err(Denied { role: self.role, right })
        }
    }
}
