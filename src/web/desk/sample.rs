//! The desk on the afternoon of 20 June 2024, and calls of that day.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::access::{Access, Actor, Role};
use crate::domain::call::{Call, CallKind, CallOutcome, CallTopic};
use crate::domain::contribution::{Contribution, ContributionState};
use crate::domain::ids::{CallId, ContributionId, TopicId, UserId};
use crate::domain::language::Locale;
use crate::domain::topic::Topic;
use crate::web::page::layout::Layout;
use crate::web::public::sample::{at, otwarty_krakow, unit};

/// Topics of calls.
pub fn topics() -> Vec<Topic> {
    let labels = [
        ("jezyk", "Nauka języka"),
        ("praca", "Praca"),
        ("szkoly", "Szkoły"),
        ("mieszkanie", "Mieszkanie"),
        ("zdrowie", "Zdrowie"),
    ];
    (1..)
        .zip(labels)
        .map(|(position, (code, label)): (i32, _)| Topic {
            id: TopicId(Uuid::from_u128(u128::from(position.unsigned_abs()))),
            code: code.parse().unwrap(),
            label: BTreeMap::from([(Locale::Pl, label.to_owned())]),
            position,
        })
        .collect()
}

/// A call with these contributions.
pub fn call(number: u128, kind: CallKind, texts: &[&str]) -> Call {
    Call {
        id: CallId(Uuid::from_u128(number)),
        consultation: otwarty_krakow().consultation.id,
        slot: None,
        taken_by: UserId(Uuid::nil()),
        started_at: at(6, 20, 15, 42),
        logged_at: at(6, 20, 15, 46),
        kind,
        outcome: Some(CallOutcome::Answered),
        topics: vec![CallTopic {
            code: "jezyk".parse().unwrap(),
            label: "Nauka języka".to_owned(),
        }],
        language: Some("uk".parse().unwrap()),
        note: Some("Pyta też o godziny zajęć.".to_owned()),
        late: false,
        contributions: (12..)
            .zip(texts)
            .map(|(number, text): (i32, _)| Contribution {
                id: ContributionId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
                number,
                text: (*text).to_owned(),
                state: ContributionState::Noted,
            })
            .collect(),
    }
}

/// A contribution of two, and a question.
pub fn two_calls() -> [Call; 2] {
    let contribution = call(
        9,
        CallKind::Contribution,
        &["Kursy polskiego także w soboty.", "Więcej miejsc."],
    );
    [contribution, call(10, CallKind::Question, &[])]
}

/// The frame of a page of somebody who takes duties.
pub fn staff(locale: Locale, path: &str) -> Layout {
    let actor = Actor {
        user: UserId(Uuid::nil()),
        name: "Stanowisko 5769".to_owned(),
        access: Access::of_roles(&[(unit().id, Role::Staff)].into()),
        staff: None,
    };
    Layout::signed_in(locale, path, &actor)
}
