//! The page a reminder's link opens: it asks, then acts, and says so when there is nothing to confirm any more.

use askama::Template;

use crate::web::page::layout::Layout;

/// What can be said about the duty of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmState {
    /// Not confirmed yet: asks.
    Asks,
    /// Confirmed just now.
    Done,
    /// Confirmed before.
    Already,
    /// Moved, cancelled or given to somebody else.
    Changed,
    /// Over.
    Over,
    /// No such link.
    Unknown,
}

impl ConfirmState {
    /// All states.
    pub const ALL: [Self; 6] = [
        Self::Asks,
        Self::Done,
        Self::Already,
        Self::Changed,
        Self::Over,
        Self::Unknown,
    ];

    fn asks(self) -> bool {
        self == Self::Asks
    }

    fn is_confirmed(self) -> bool {
        matches!(self, Self::Done | Self::Already)
    }

    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Asks => ("confirm-title", "confirm-question"),
            Self::Done => ("confirm-done-title", "confirm-done-text"),
            Self::Already => ("confirm-already-title", "confirm-already-text"),
            Self::Changed => ("confirm-changed-title", "confirm-changed-text"),
            Self::Over => ("confirm-over-title", "confirm-over-text"),
            Self::Unknown => ("confirm-unknown-title", "confirm-unknown-text"),
        }
    }
}

/// The duty a link is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmDuty {
    /// Title of the consultation.
    pub consultation: String,
    /// Day in full, with how far it is.
    pub when: String,
    /// Hours.
    pub hours: String,
    /// Numbers as printed.
    pub phones: Vec<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "session/confirm.html")]
pub struct ConfirmPage {
    page: Layout,
    token: String,
    state: ConfirmState,
    duty: Option<ConfirmDuty>,
}

impl ConfirmPage {
    /// The page of a link in a state.
    pub fn new(page: Layout, token: String, state: ConfirmState, duty: Option<ConfirmDuty>) -> Self {
        Self {
            page,
            token,
            state,
            duty,
        }
    }

    fn title(&self) -> String {
        self.page.t.say(self.state.keys().0)
    }

    fn advice(&self) -> String {
        self.page.t.say(self.state.keys().1)
    }
}
