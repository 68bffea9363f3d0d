//! Who may do what, and in which unit. Checked in the actions, never only in pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::code::codes;
use crate::domain::ids::{StaffId, UnitId, UserId};

codes! {
    /// What somebody is in a unit.
    Role {
        /// Builds rosters, publishes, reads the register.
        Coordinator => "coordinator",
        /// Takes duties and logs calls.
        Staff => "staff",
        /// Reads registers and reports, and changes nothing.
        Reader => "reader",
    }
}

codes! {
    /// What can be done. Programs are given rights by these names.
    Right {
        /// See the duties one has oneself.
        SeeOwnDuties => "see_own_duties",
        /// Offer one's own duties to colleagues, and take theirs.
        SwapDuties => "swap_duties",
        /// Log a call.
        LogCalls => "log_calls",
        /// Read calls one logged oneself.
        ReadOwnCalls => "read_own_calls",
        /// Read all calls of a consultation.
        ReadRegister => "read_register",
        /// Enter contributions, work through them, and answer them.
        KeepContributions => "keep_contributions",
        /// See which consultations there are, and how far their days are covered.
        SeeCoverage => "see_coverage",
        /// See drafts and who is in them.
        SeeRoster => "see_roster",
        /// Change consultations, drafts and staff, and import.
        EditRoster => "edit_roster",
        /// Publish a revision.
        Publish => "publish",
        /// See the outbox.
        SeeOutbox => "see_outbox",
        /// See who can sign in and with which tokens, make accounts, and take that away.
        ManageAccounts => "manage_accounts",
        /// Make units and name them.
        ManageUnits => "manage_units",
    }
}

impl Right {
    /// Whether it is the installation's: no role in a unit has it.
    pub fn is_of_installation(self) -> bool {
        matches!(self, Self::ManageAccounts | Self::ManageUnits)
    }
}

/// Several rights.
pub type Rights = BTreeSet<Right>;

impl Role {
    pub fn has(self, right: Right) -> bool {
        match self {
            Self::Coordinator => !right.is_of_installation(),
            Self::Staff => matches!(
                right,
                Right::SeeOwnDuties | Right::SwapDuties | Right::LogCalls | Right::ReadOwnCalls
            ),
            Self::Reader => matches!(right, Right::ReadOwnCalls | Right::ReadRegister | Right::SeeCoverage),
        }
    }

    pub fn rights(self) -> Rights {
        Right::ALL.iter().copied().filter(|right| self.has(*right)).collect()
    }
}

/// What somebody may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// An administrator: everything, in all units and in the installation.
    Everything,
    /// In each unit one belongs to.
    Units(BTreeMap<UnitId, Rights>),
}

impl Access {
    /// Nothing anywhere.
    pub fn none() -> Self {
        Self::Units(BTreeMap::new())
    }

    pub fn of_roles(roles: &BTreeMap<UnitId, Role>) -> Self {
        Self::Units(roles.iter().map(|(unit, role)| (*unit, role.rights())).collect())
    }

    /// Whether one belongs to the unit. What is in another is as if it were not there.
    pub fn reaches(&self, unit: UnitId) -> bool {
        match self {
            Self::Everything => true,
            Self::Units(units) => units.contains_key(&unit),
        }
    }

    pub fn has_in(&self, right: Right, unit: UnitId) -> bool {
        match self {
            Self::Everything => true,
            Self::Units(units) => units.get(&unit).is_some_and(|rights| rights.contains(&right)),
        }
    }

    /// In at least one unit.
    pub fn has_somewhere(&self, right: Right) -> bool {
        match self {
            Self::Everything => true,
            Self::Units(units) => units.values().any(|rights| rights.contains(&right)),
        }
    }

    /// The units in which one has the right.
    pub fn scope(&self, right: Right) -> Scope {
        match self {
            Self::Everything => Scope::All,
            Self::Units(units) => Scope::Units(
                units
                    .iter()
                    .filter(|(_, rights)| rights.contains(&right))
                    .map(|(unit, _)| *unit)
                    .collect(),
            ),
        }
    }
}

/// Units something is looked for in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    Units(BTreeSet<UnitId>),
}

impl Scope {
    pub fn contains(&self, unit: UnitId) -> bool {
        match self {
            Self::All => true,
            Self::Units(units) => units.contains(&unit),
        }
    }
}

/// What a program's token lets it do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Everything, as an administrator.
    Everything,
    /// What a role may do in a unit.
    Role(UnitId, Role),
    /// These rights and no others, in a unit.
    Rights(UnitId, Rights),
}

impl Grant {
    pub fn access(&self) -> Access {
        match self {
            Self::Everything => Access::Everything,
            Self::Role(unit, role) => Access::Units([(*unit, role.rights())].into()),
            Self::Rights(unit, rights) => Access::Units([(*unit, rights.clone())].into()),
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// How they are called in the header of their pages.
    pub name: String,
    /// What they may do.
    pub access: Access,
    /// The staff member they are, if they take duties.
    pub staff: Option<StaffId>,
}

/// The actor lacks a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this needs the right {}", .0.code())]
pub struct Denied(pub Right);

impl Actor {
    /// Passes when the actor has the right in at least one unit.
    ///
    /// # Errors
    /// [`Denied`] when not.
    pub fn may(&self, right: Right) -> Result<(), Denied> {
        if self.access.has_somewhere(right) {
            Ok(())
        } else {
            Err(Denied(right))
        }
    }

    /// Passes when the actor has the right in the unit.
    ///
    /// # Errors
    /// [`Denied`] when not.
    pub fn may_in(&self, right: Right, unit: UnitId) -> Result<(), Denied> {
        if self.access.has_in(right, unit) {
            Ok(())
        } else {
            Err(Denied(right))
        }
    }
}
