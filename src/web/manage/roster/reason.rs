//! Why duties are called off, as it is chosen or typed.

use crate::actions::ActionError;
use crate::domain::fault::{Fault, FieldError};
use crate::domain::roster::reason::{CancelReason, PublicReason, doubts};
use crate::domain::staff::StaffMember;
use crate::i18n::{Texts, sentences};
use crate::web::page::answer::Refusal;
use crate::web::page::form::Choice;

#[derive(Clone, Default)]
pub struct ReasonForm {
    /// Of a reason of the list; empty for own words.
    code: String,
    pub words: String,
    /// Whether its reader has confirmed that the words name nobody and say nothing of anybody's health.
    sure: bool,
    /// Whether that is asked.
    pub doubted: bool,
}

impl ReasonForm {
    /// `sure` is what a ticked box sends.
    pub fn of(code: String, words: String, sure: &str) -> Self {
        Self {
            code,
            words,
            sure: !sure.is_empty(),
            doubted: false,
        }
    }

    /// The reason. Own words are asked about once when they seem to name one of these people or to speak of health.
    ///
    /// # Errors
    /// [`ActionError::Invalid`] of `code` or `reason`.
    pub fn read(&self, people: &[StaffMember]) -> Result<CancelReason, ActionError> {
        let words = self.words.trim();
        if !self.code.is_empty() {
            let reason = PublicReason::from_code(&self.code).filter(|_| words.is_empty());
            return reason
                .map(CancelReason::Listed)
                .ok_or_else(|| ActionError::field("code", Fault::Choice));
        }
        let doubts = doubts(words, people.iter().map(|member| member.name.as_str()));
        if self.sure || doubts.is_empty() {
            return Ok(CancelReason::Words(words.to_owned()));
        }
        let faults = doubts.into_iter().map(|fault| FieldError::new("reason", fault));
        Err(ActionError::Invalid(faults.collect()))
    }

    /// What was typed, to be sent once more.
    pub fn again(self, refusal: &Refusal) -> Self {
        let is_doubt = |fault: &FieldError| matches!(fault.fault, Fault::NamesPerson | Fault::NamesHealth);
        let doubted = matches!(&refusal.error, ActionError::Invalid(faults) if faults.iter().any(is_doubt));
        Self { doubted, ..self }
    }

    /// The reasons of the list, and own words.
    pub fn choices(&self, t: Texts) -> Vec<Choice> {
        let own = Choice::new("", t.say("manage-reason-own"), &self.code);
        let listed = PublicReason::ALL.iter().map(|reason| {
            let words = sentences::cancel_reason(&CancelReason::Listed(*reason), t.locale());
            Choice::new(reason.code(), sentences::capital(&words), &self.code)
        });
        std::iter::once(own).chain(listed).collect()
    }
}
