//! Every message is used, and every key that is asked for exists.

use std::collections::BTreeSet;
use std::fs;

use dutyline::announcement::{QUESTIONS, WARNINGS};
use dutyline::domain::access::Role;
use dutyline::domain::call::{CallFault, CallKind, CallOutcome, TextPlace};
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::contribution::ContributionState;
use dutyline::domain::holidays::POLAND;
use dutyline::domain::language::Locale;
use dutyline::domain::roster::{SlotMode, SlotState};
use dutyline::i18n::has;

use crate::i18n::{files_under, messages, root};

/// The keys made of a code: `call-kind-question`.
fn of_codes() -> Vec<String> {
    let mut keys = Vec::new();
    let mut family = |name: &str, codes: Vec<&str>| keys.extend(codes.iter().map(|code| format!("{name}-{code}")));
    family("call-kind", CallKind::ALL.iter().map(|kind| kind.code()).collect());
    family("call-outcome", CallOutcome::ALL.iter().map(|outcome| outcome.code()).collect());
    family("contribution-state", ContributionState::ALL.iter().map(|state| state.code()).collect());
    family("phone-mode", PhoneMode::ALL.iter().map(|mode| mode.code()).collect());
    family("slot-mode", SlotMode::ALL.iter().map(|mode| mode.code()).collect());
    family("slot-state", SlotState::ALL.iter().map(|state| state.code()).collect());
    family("holiday", POLAND.iter().map(|holiday| holiday.key).collect());
    family("role", [Role::Administrator, Role::Coordinator, Role::Staff].map(Role::code).to_vec());
    family("question", QUESTIONS.to_vec());
    family("warning", WARNINGS.to_vec());
    keys
}
