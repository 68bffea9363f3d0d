//! Who can sign in.

use std::collections::BTreeMap;

use crate::domain::access::{Access, Actor, Role};
use crate::domain::ids::{StaffId, UnitId, UserId};
use crate::domain::language::Locale;
use crate::domain::staff::Email;

/// Somebody, or a program, that can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub name: String,
    /// Where links go; nobody else has the same. Programs have none.
    pub email: Option<Email>,
    pub standing: Standing,
    /// The staff member they are, if they take duties; nobody else is the same one.
    pub staff: Option<StaffId>,
    /// The language of their pages and messages.
    pub locale: Locale,
    /// Whether they are disabled: no link, password or session lets them in.
    pub disabled: bool,
}

/// What a user is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The installation's: may do all.
    Administrator,
    /// A role in each unit they belong to. Programs have none: what they may do stands with their token.
    Member(BTreeMap<UnitId, Role>),
}

impl Standing {
    /// A role in one unit.
    pub fn in_unit(unit: UnitId, role: Role) -> Self {
        Self::Member([(unit, role)].into())
    }

    pub fn access(&self) -> Access {
        match self {
            Self::Administrator => Access::Everything,
            Self::Member(roles) => Access::of_roles(roles),
        }
    }

    /// The unit they belong to, if it is one only.
    pub fn only_unit(&self) -> Option<UnitId> {
        match self {
            Self::Member(roles) if roles.len() == 1 => roles.keys().next().copied(),
            Self::Member(_) | Self::Administrator => None,
        }
    }

    /// Whether they are staff and nothing more, wherever they belong.
    pub fn is_staff_only(&self) -> bool {
        matches!(self, Self::Member(roles) if roles.values().all(|role| *role == Role::Staff))
    }
}

impl User {
    pub fn actor(&self) -> Actor {
        Actor {
            user: self.id,
            name: self.name.clone(),
            access: self.standing.access(),
            staff: self.staff,
        }
    }
}
