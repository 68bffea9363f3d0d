//! What is wrong with a contribution, who translated it, and how far it can go.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Warsaw;
use dutyline::domain::contribution::{Body, Confirmation, Content, ContributionState, IntakeChannel, NewEntry};
use dutyline::domain::fault::Fault;
use dutyline::domain::ids::{ContributionId, UserId};
use dutyline::domain::slug::Slug;
use dutyline::domain::topic::{KeptTopic, Topic};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    // In Warsaw it is the 21st already.
    "2024-06-20T22:30:00Z".parse().unwrap()
}

fn letter() -> NewEntry {
    NewEntry {
        id: ContributionId(Uuid::from_u128(1)),
        consultation: "otwarty-krakow".parse().unwrap(),
        channel: IntakeChannel::Letter,
        received_on: "2024-06-21".parse().unwrap(),
        source: None,
        content: Content {
            text: "Więcej kursów.".to_owned(),
            topics: vec!["praca".parse().unwrap()],
            ..Content::default()
        },
    }
}

fn faults(change: impl FnOnce(&mut NewEntry)) -> Vec<(String, Fault)> {
    let mut entry = letter();
    change(&mut entry);
    let known = |code: &Slug| code.as_str() == "praca";
    let wrong = entry.tidy().faults(known, Warsaw, now()).into_iter();
    wrong.map(|error| (error.field, error.fault)).collect()
}

#[test]
fn what_is_wrong_is_told_field_by_field() {
    let at = |field: &str, fault| vec![(field.to_owned(), fault)];
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(faults(|_| {}), []);
    assert_eq!(
        faults(|e| e.content.text = " \n".to_owned()),
        at("text", Fault::Required)
    );
    assert_eq!(
        faults(|e| e.content.text = "x".repeat(10_001)),
        at("text", Fault::TextTooLong)
    );
    assert_eq!(
        faults(|e| e.content.polish_text = Some("a\u{0}".to_owned())),
        at("polish_text", Fault::Unprintable)
    );
    assert_eq!(
        faults(|e| e.content.submitter = Some("x".repeat(201))),
        at("submitter", Fault::TooLong)
    );
    assert_eq!(
        faults(|e| e.content.topics.push("inne".parse().unwrap())),
        at("topics", Fault::UnknownTopic)
    );
    assert_eq!(
        faults(|e| e.received_on = day("2024-06-22")),
        at("received_on", Fault::InFuture)
    );
    assert_eq!(
        faults(|e| e.received_on = day("0201-06-22")),
        at("received_on", Fault::ImpossibleYear)
    );
    assert_eq!(
        faults(|e| e.source = Some("a\nb".to_owned())),
        at("source", Fault::Unprintable)
    );
    assert_eq!(
        faults(|e| e.source = Some("x".repeat(201))),
        at("source", Fault::TooLong)
    );
}

#[test]
fn texts_are_trimmed_empty_ones_left_out_and_topics_named_once() {
    let mut entry = letter();
    entry.source = Some("  ".to_owned());
    entry.content.text = " a\r\nb ".to_owned();
    entry.content.part = Some("\n".to_owned());
    entry.content.topics = vec!["praca".parse().unwrap(), "praca".parse().unwrap()];
    let tidy = entry.tidy();
    assert_eq!(tidy.source, None);
    assert_eq!(tidy.content.text, "a\nb");
    assert_eq!((tidy.content.part, tidy.content.topics.len()), (None, 1));
}

#[test]
fn a_confirmation_is_in_writing_and_names_its_letter() {
    let faults = |channel, day: &str, source: &str| -> Vec<(String, Fault)> {
        let confirmation = Confirmation {
            channel,
            received_on: day.parse().unwrap(),
            source: source.to_owned(),
        };
        let wrong = confirmation.faults(Warsaw, now()).into_iter();
        wrong.map(|error| (error.field, error.fault)).collect()
    };
    for channel in [IntakeChannel::Letter, IntakeChannel::Email, IntakeChannel::Form] {
        assert_eq!(faults(channel, "2024-06-21", "OR-03"), []);
    }
    for channel in [IntakeChannel::Call, IntakeChannel::Meeting] {
        assert_eq!(
            faults(channel, "2024-06-21", "OR-03"),
            [("channel".to_owned(), Fault::Choice)]
        );
    }
    assert_eq!(
        faults(IntakeChannel::Letter, "2024-06-22", ""),
        [
            ("received_on".to_owned(), Fault::InFuture),
            ("source".to_owned(), Fault::Required)
        ]
    );
}

#[test]
fn whoever_writes_another_polish_text_is_its_translator() {
    let (anna, oksana) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
    let content = |polish: Option<&str>| Content {
        text: "Більше курсів.".to_owned(),
        polish_text: polish.map(str::to_owned),
        ..Content::default()
    };
    let body = Body::new(content(None), ContributionState::Noted, &[], anna);
    assert_eq!(body.translated_by, None);
    let body = body.saying(content(Some("Więcej kursów.")), &[], oksana);
    assert_eq!(body.translated_by, Some(oksana));
    let body = body.saying(content(Some("Więcej kursów.")), &[], anna);
    assert_eq!(body.translated_by, Some(oksana), "the same text has its translator");
    let body = body.saying(content(None), &[], anna);
    assert_eq!(body.translated_by, None);
}

#[test]
fn topics_keep_the_labels_they_were_chosen_with() {
    let topic = |label: &str| Topic {
        id: dutyline::domain::ids::TopicId(Uuid::from_u128(1)),
        code: "praca".parse().unwrap(),
        label: [(dutyline::domain::language::Locale::Pl, label.to_owned())].into(),
        position: 0,
    };
    let content = letter().content;
    let body = Body::new(
        content.clone(),
        ContributionState::Noted,
        &[topic("Praca")],
        UserId(Uuid::nil()),
    );
    let kept = |body: &Body| body.topics.iter().map(|topic| topic.label.clone()).collect::<Vec<_>>();
    assert_eq!(kept(&body), ["Praca"]);
    let body = body.saying(content.clone(), &[topic("Praca i staże")], UserId(Uuid::nil()));
    assert_eq!(kept(&body), ["Praca"]);
    assert_eq!(body.content(), content);
    let gone: Vec<KeptTopic> = content.kept_topics(&[], &body.topics);
    assert_eq!(gone.len(), 1, "a topic that is gone is still what it is about");
}

#[test]
fn only_what_was_checked_is_registered_and_what_waits_is_not_simply_noted() {
    use ContributionState::{AwaitingConfirmation, Checked, Noted, Registered, Withdrawn};
    for state in ContributionState::ALL {
        let next = state.next();
        assert_eq!(next.contains(&Registered), *state == Checked, "{state:?}");
        assert_eq!(next.contains(&Withdrawn), *state != Withdrawn, "{state:?}");
        assert!(!next.contains(&AwaitingConfirmation), "{state:?}");
    }
    assert!(!AwaitingConfirmation.next().contains(&Noted));
    assert!(Noted.next().contains(&Checked));
}
