use chrono::{DateTime, Duration, Utc};
use dutyline::domain::call::{CLOCK_TOLERANCE, CallKind, MAX_CONTRIBUTIONS, MAX_TEXT, MAX_TOPICS, NewCall};
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::{CallId, TopicId};
use dutyline::domain::topic::Topic;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2024-06-20T14:00:00Z".parse().unwrap()
}

fn topic(code: &str) -> Topic {
    Topic {
        id: TopicId(Uuid::from_u128(1)),
        code: code.parse().unwrap(),
        label: [].into(),
        position: 0,
    }
}

fn call() -> NewCall {
    NewCall {
        id: CallId(Uuid::from_u128(1)),
        consultation: "otwarty-krakow".parse().unwrap(),
        started_at: None,
        kind: CallKind::Contribution,
        outcome: None,
        topics: Vec::new(),
        other_topic: None,
        caller: None,
        language: None,
        note: None,
        contributions: vec!["Więcej lekcji.".into()],
    }
}

fn faults(call: &NewCall) -> Vec<FieldError> {
    call.faults(Some(PhoneMode::Counts), &[topic("praca")], now())
}

#[test]
fn the_clock_of_a_telephone_may_be_five_minutes_ahead() {
    assert_eq!(CLOCK_TOLERANCE, Duration::minutes(5));
    for (ahead, expected) in [
        (CLOCK_TOLERANCE, Vec::new()),
        (
            CLOCK_TOLERANCE + Duration::microseconds(1),
            vec![FieldError::new("started_at", Fault::InFuture)],
        ),
    ] {
        let call = NewCall {
            started_at: Some(now() + ahead),
            ..call()
        };
        assert_eq!(faults(&call), expected, "{ahead}");
    }
}

#[test]
fn a_contribution_has_its_words_where_calls_count() {
    let wordless = NewCall {
        contributions: Vec::new(),
        ..call()
    };
    for (call, mode, expected) in [
        (&call(), None, None),
        (&wordless, None, Some(Fault::ContributionMissing)),
        (&call(), Some(PhoneMode::Counts), None),
        (&call(), Some(PhoneMode::Confirm), None),
        (&call(), Some(PhoneMode::Informs), Some(Fault::InformsOnly)),
        (&wordless, Some(PhoneMode::Counts), Some(Fault::ContributionMissing)),
        (&wordless, Some(PhoneMode::Confirm), Some(Fault::ContributionMissing)),
        (&wordless, Some(PhoneMode::Informs), None),
    ] {
        let expected: Vec<_> = expected
            .map(|fault| FieldError::new("contributions", fault))
            .into_iter()
            .collect();
        assert_eq!(call.faults(mode, &[], now()), expected, "{mode:?}");
    }
}

#[test]
fn texts_and_lists_have_their_most() {
    let mut full = call();
    full.contributions = vec!["ą".repeat(MAX_TEXT).as_str().into(); MAX_CONTRIBUTIONS];
    full.topics = vec!["praca".parse().unwrap(); MAX_TOPICS];
    full.note = Some("ą".repeat(MAX_TEXT));
    full.other_topic = Some("ą".repeat(100));
    assert_eq!(faults(&full), []);
    full.contributions.push("x".into());
    full.contributions[2].text.push('x');
    full.other_topic = Some("ą".repeat(101));
    full.topics.push("praca".parse().unwrap());
    full.note = Some("x".repeat(MAX_TEXT + 1));
    assert_eq!(
        faults(&full),
        [
            FieldError::new("contributions", Fault::TooManyContributions),
            FieldError::new("contributions[2].text", Fault::TextTooLong),
            FieldError::new("note", Fault::TextTooLong),
            FieldError::new("other_topic", Fault::TextTooLong),
            FieldError::new("topics", Fault::TooManyTopics),
        ]
    );
}

#[test]
fn a_wrong_number_and_a_caller_who_hung_up_say_all_there_is() {
    let complete: Vec<_> = CallKind::ALL.iter().filter(|kind| kind.is_complete()).collect();
    assert_eq!(complete, [&CallKind::WrongNumber, &CallKind::HungUp]);
}

#[test]
fn a_topic_is_one_of_the_consultation() {
    let call = NewCall {
        topics: vec!["praca".parse().unwrap(), "morze".parse().unwrap()],
        ..call()
    };
    assert_eq!(faults(&call), [FieldError::new("topics", Fault::UnknownTopic)]);
}

#[test]
fn what_cannot_be_printed_is_named_with_its_place() {
    let call = NewCall {
        note: Some("a\u{0}b".to_owned()),
        contributions: vec!["dwa\nwiersze".into(), "a\u{7}".into()],
        ..call()
    };
    let expected = [
        FieldError::new("contributions[1].text", Fault::Unprintable),
        FieldError::new("note", Fault::Unprintable),
    ];
    assert_eq!(call.unprintable(), expected);
    assert_eq!(faults(&call), expected);
}

#[test]
fn a_topic_named_twice_counts_once() {
    let call = NewCall {
        topics: ["b", "a", "b"].map(|code| code.parse().unwrap()).to_vec(),
        ..call()
    };
    assert_eq!(
        call.with_topics_once().topics,
        ["b", "a"].map(|code| code.parse().unwrap())
    );
}
