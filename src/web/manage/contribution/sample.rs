//! Contributions the samples of the pages share.

use uuid::Uuid;

use crate::actions::contribution::ContributionPage;
use crate::domain::caller::CallerKind;
use crate::domain::contribution::{Body, Confirmation, Content, Contribution, ContributionState, IntakeChannel};
use crate::domain::ids::{ContributionId, UserId};
use crate::domain::position::{Position, PositionState, VerdictSet};
use crate::web::desk::sample::topics;
use crate::web::sample::{LONG_NAME, LONG_TITLE, at, covered, date};

fn one(number: i32, channel: IntakeChannel, content: Content) -> Contribution {
    let state = ContributionState::Noted;
    Contribution {
        id: ContributionId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
        consultation: covered().consultation.id,
        number,
        call: None,
        channel,
        received_on: date(6, 20),
        entered_by: UserId(Uuid::nil()),
        entered_at: at(6, 20, 15, 46),
        source: Some("OR-03.0021.7.2024".to_owned()),
        version: 3,
        body: Body::new(content.tidy(), state, &topics(), UserId(Uuid::nil())),
    }
}

/// A letter that is answered, the same from a call that waits for its confirmation, a long one, and one withdrawn.
pub fn contributions() -> [Contribution; 4] {
    let about = |text: &str, code: &str| Content {
        text: text.to_owned(),
        topics: vec![code.parse().unwrap()],
        ..Content::default()
    };
    let mut letter = one(11, IntakeChannel::Letter, about("Więcej kursów wieczorem.", "jezyk"));
    letter.body.state = ContributionState::Registered;
    letter.body.confirmation = Some(Confirmation {
        channel: IntakeChannel::Email,
        received_on: date(6, 21),
        source: "e-mail z 21.06, 8.14".to_owned(),
    });
    letter.body.position = Position {
        verdict: Some("accepted_in_part".parse().unwrap()),
        reasons: "Od września grupy wieczorne w trzech dzielnicach.".to_owned(),
        state: PositionState::ToBeVerified,
        decided: Some((UserId(Uuid::nil()), at(6, 28, 12, 0))),
    };
    let mut call = one(12, IntakeChannel::Call, about("Kursy też po 18.00.", "jezyk"));
    call.body.state = ContributionState::AwaitingConfirmation;
    call.body.group = Some(letter.id);
    let long = Content {
        text: LONG_TITLE.repeat(4),
        public_text: Some(LONG_TITLE.to_owned()),
        language: Some("uk".parse().unwrap()),
        polish_text: Some(LONG_TITLE.repeat(2)),
        part: Some("rozdz. 3, pkt 7, s. 41".to_owned()),
        proposed_wording: Some(LONG_TITLE.to_owned()),
        topics: topics().into_iter().map(|topic| topic.code).collect(),
        caller: Some(CallerKind::Organisation),
        submitter: Some(LONG_NAME.to_owned()),
        ..Content::default()
    };
    let long = one(13, IntakeChannel::Email, long);
    let mut gone = one(14, IntakeChannel::Meeting, about("Wycofane słowa.", "praca"));
    gone.body.state = ContributionState::Withdrawn;
    [letter, call, long, gone]
}

pub fn page() -> ContributionPage {
    ContributionPage {
        contributions: contributions().into(),
        next: Some(14),
        counts: vec![
            (ContributionState::Noted, 22),
            (ContributionState::AwaitingConfirmation, 5),
            (ContributionState::Withdrawn, 1),
        ],
        ..no_page()
    }
}

pub fn no_page() -> ContributionPage {
    ContributionPage {
        consultation: covered().consultation,
        topics: topics(),
        verdicts: VerdictSet::default(),
        contributions: Vec::new(),
        next: None,
        counts: Vec::new(),
    }
}
