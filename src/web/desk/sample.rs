//! The desk on the afternoon of 20 June 2024, and calls of that day.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::actions::duty::MyDuty;
use crate::actions::swap::{Mine, MyOffer, Offered, StandIn, StandIns};
use crate::domain::access::{Access, Actor, Role};
use crate::domain::call::{Call, CallKind, CallOutcome};
use crate::domain::candidate::{Candidate, Cannot};
use crate::domain::contribution::{ContributionState, Noted};
use crate::domain::ids::{CallId, ContributionId, StaffId, SwapId, TopicId, UserId};
use crate::domain::language::Locale;
use crate::domain::revision::PublishedSlot;
use crate::domain::swap::{Swap, SwapState};
use crate::domain::topic::KeptTopic;
use crate::domain::topic::Topic;
use crate::domain::workload::Share;
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
        topics: vec![KeptTopic {
            code: "jezyk".parse().unwrap(),
            label: "Nauka języka".to_owned(),
        }],
        language: Some("uk".parse().unwrap()),
        note: Some("Pyta też o godziny zajęć.".to_owned()),
        other_topic: None,
        caller: None,
        late: false,
        version: 1,
        contributions: (12..)
            .zip(texts)
            .map(|(number, text): (i32, _)| Noted {
                id: ContributionId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
                number,
                received_on: at(6, 20, 15, 42).date_naive(),
                words: (*text).into(),
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

fn colleague(number: u128, name: &str, cannot: Option<Cannot>, speaks: bool) -> StandIn {
    StandIn {
        candidate: Candidate {
            staff: StaffId(Uuid::from_u128(number)),
            share: Share {
                duties: 2,
                minutes: 360,
            },
            speaks,
            cannot,
        },
        name: name.to_owned(),
    }
}

/// An offer by the person of a number.
pub fn offer(slot: &PublishedSlot, from: u128, state: SwapState) -> Swap {
    let person = |number| StaffId(Uuid::from_u128(number));
    let taken = matches!(state, SwapState::AwaitingApproval | SwapState::Done);
    Swap {
        id: SwapId(slot.id.0),
        consultation: otwarty_krakow().consultation.id,
        slot: slot.id,
        from: person(from),
        offered_by: UserId(Uuid::nil()),
        offered_at: at(6, 20, 9, 0),
        span: slot.span,
        to_everyone: true,
        asked: (2..9).map(person).collect(),
        declined: [person(5), person(6)].into(),
        answer_by: at(6, 20, 12, 0),
        state,
        taken_by: taken.then(|| person(3)),
        settled_at: (!state.is_live()).then(|| at(6, 20, 11, 30)),
    }
}

/// The first three of one's duties are offered; colleagues ask of four others, which one can take or not.
pub fn swaps(duties: &[MyDuty]) -> Mine {
    let facts = otwarty_krakow();
    let states = [SwapState::Open, SwapState::AwaitingApproval, SwapState::Stale];
    let ahead = duties.iter().filter(|duty| duty.slot.span.starts_at > at(6, 20, 16, 0));
    let offers = ahead.zip(states).map(|(duty, state)| {
        let names = ["Anna Kowalska", "Borys", "Celina", "Дарина", "Ewa", "Filip", "Grażyna"];
        let mine = MyOffer {
            swap: offer(&duty.slot, 1, state),
            asked: names.map(str::to_owned).into(),
            taker: (state == SwapState::AwaitingApproval).then(|| "Anna Kowalska".to_owned()),
        };
        (duty.slot.id, mine)
    });
    let busy = Cannot::Busy(facts.slots[0].id);
    let asked = [
        (SwapState::Open, None),
        (SwapState::Open, Some(busy)),
        (SwapState::AwaitingApproval, None),
        (SwapState::Stale, None),
    ];
    let offered = facts.slots[5..]
        .iter()
        .zip(asked)
        .map(|(slot, (state, cannot))| Offered {
            swap: offer(slot, 2, state),
            consultation: facts.consultation.clone(),
            slot: slot.clone(),
            from: "Олександра-Валентина Переяславська-Константинопольська <заступниця>".to_owned(),
            cannot,
        });
    Mine {
        offers: offers.collect(),
        offered: offered.collect(),
    }
}

/// A duty with colleagues of every kind.
pub fn stand_ins() -> StandIns {
    let facts = otwarty_krakow();
    let slot = facts.slots[5].clone();
    let busy = Cannot::Busy(facts.slots[0].id);
    StandIns {
        consultation: facts.consultation,
        holder: StaffId(Uuid::from_u128(1)),
        holder_name: "Stanowisko 7809".to_owned(),
        is_own: true,
        ranked: vec![
            colleague(2, "Anna Kowalska", None, true),
            colleague(
                3,
                "Олександра-Валентина Переяславська-Константинопольська <заступниця>",
                None,
                true,
            ),
            colleague(4, "Celina", None, false),
            colleague(5, "Дарина", Some(busy), true),
        ],
        offer: None,
        answer_by: at(6, 20, 20, 0),
        slot,
    }
}
