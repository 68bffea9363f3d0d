//! The desk on the afternoon of 20 June 2024, and calls of that day.

use std::collections::BTreeMap;

use chrono_tz::Europe::Warsaw;
use uuid::Uuid;

use crate::actions::duty::MyDuty;
use crate::domain::access::Actor;
use crate::domain::call::{Call, CallKind, CallOutcome, CallTopic};
use crate::domain::consultation::PhoneMode;
use crate::domain::contribution::{Contribution, ContributionState};
use crate::domain::ids::{CallId, ContributionId, TopicId, UserId};
use crate::domain::language::Locale;
use crate::domain::topic::Topic;
use crate::web::desk::call_form::{CallForm, CallFormFacts, CallFormPage, ChoosePage};
use crate::web::desk::call_view::{CallPage, CallView, CallsPage, ConflictPage, saved_notice};
use crate::web::desk::home::{DeskFacts, DeskPage};
use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;
use crate::web::page::samples::{Rendered, page};
use crate::web::public::sample::{at, otwarty_krakow};

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
            parent: None,
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

/// All pages of the desk.
pub fn pages(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let mut pages = forms(locale, actor);
    pages.extend(home(locale, actor));
    pages.extend(calls(locale, actor));
    pages
}

fn home(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/desk", actor);
    let facts = otwarty_krakow();
    let slots = facts.slots;
    let mine: Vec<_> = slots
        .iter()
        .filter(|slot| [20, 27].contains(&chrono::Datelike::day(&slot.date)) || slot.date > slots[12].date)
        .map(|slot| MyDuty {
            consultation: facts.consultation.clone(),
            slot: slot.clone(),
            confirmed_at: Some(at(6, 14, 12, 0)).filter(|_| slot.date < slots[10].date),
        })
        .collect();
    let desk = DeskFacts {
        duties: mine,
        is_staff: true,
        calls_today: 3,
    };
    let nothing = DeskFacts {
        is_staff: true,
        ..DeskFacts::default()
    };
    vec![
        page("desk", &DeskPage::new(layout(), &desk, at(6, 20, 15, 40))),
        page("desk-before", &DeskPage::new(layout(), &desk, at(6, 20, 12, 0))),
        page("desk-empty", &DeskPage::new(layout(), &nothing, at(6, 20, 12, 0))),
        page(
            "desk-no-staff",
            &DeskPage::new(layout(), &DeskFacts::default(), at(6, 20, 12, 0)),
        ),
    ]
}

fn forms(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/desk/calls/new", actor);
    let facts = otwarty_krakow();
    let slots = facts.slots;
    let topics = topics();
    let now = at(6, 20, 15, 42);
    let around = CallFormFacts {
        consultation: &facts.consultation,
        topics: &topics,
        running: slots.get(4),
        now,
    };
    let empty = CallForm::empty(CallId(Uuid::from_u128(7)), &facts.consultation, now);
    let typed = CallForm {
        kind: "contribution".to_owned(),
        topics: vec!["jezyk".to_owned(), "szkoly".to_owned()],
        contributions: vec![
            "Kursy polskiego także w soboty, bo rodzice pracują do wieczora.".to_owned(),
            String::new(),
        ],
        note: "Oddzwonić.".to_owned(),
        ..empty.clone()
    };
    let mut errors = FormErrors::one("kind", "Wybierz rodzaj rozmowy.");
    errors.add("contributions", "Zapisz treść uwagi.");
    errors.add("started", "Wpisz godzinę.");
    let mut informs = facts.consultation.clone();
    informs.phone_mode = PhoneMode::Informs;
    let mut confirms = facts.consultation.clone();
    confirms.phone_mode = PhoneMode::Confirm;
    let of = |consultation| CallFormFacts {
        consultation,
        running: None,
        ..around
    };
    let notice = saved_notice(&call(9, CallKind::Contribution, &["Kursy w soboty."]), layout().t);
    let none = FormErrors::none;
    vec![
        page("call", &CallFormPage::new(layout(), around, empty.clone(), none())),
        page("call-typed", &CallFormPage::new(layout(), around, typed, none())),
        page(
            "call-again",
            &CallFormPage::new(layout(), around, empty.clone(), errors),
        ),
        page(
            "call-next",
            &CallFormPage::new(layout(), of(&confirms), empty.clone(), none()).after(notice),
        ),
        page(
            "call-informs",
            &CallFormPage::new(layout(), of(&informs), empty, none()),
        ),
        page(
            "call-choose",
            &ChoosePage::new(layout(), std::slice::from_ref(&facts.consultation)),
        ),
        page("call-choose-none", &ChoosePage::new(layout(), &[])),
    ]
}

fn calls(locale: Locale, actor: &Actor) -> Vec<Rendered> {
    let layout = || Layout::signed_in(locale, "/desk/calls", actor);
    let topics = topics();
    let contribution = call(
        9,
        CallKind::Contribution,
        &["Kursy polskiego także w soboty.", "Więcej miejsc."],
    );
    let question = call(10, CallKind::Question, &[]);
    let now = at(6, 20, 16, 0);
    let typed = CallForm {
        kind: "question".to_owned(),
        contributions: vec!["Kursy w niedziele.".to_owned()],
        ..CallForm::empty(CallId(Uuid::from_u128(9)), &otwarty_krakow().consultation, now)
    };
    let sent = typed.read(Warsaw, layout().t).unwrap();
    let saved = CallView::new(&contribution, Warsaw, layout().t, "/pl/desk/calls");
    let sent = CallView::sent(&sent, &topics, Warsaw, layout().t);
    let fresh = CallId(Uuid::from_u128(11));
    let older = Some("/pl/desk/calls?after=x".to_owned());
    let both = [contribution.clone(), question.clone()];
    vec![
        page(
            "call-saved",
            &CallPage::new(layout(), &contribution, Warsaw, "otwarty-krakow", true),
        ),
        page(
            "call-saved-question",
            &CallPage::new(layout(), &question, Warsaw, "otwarty-krakow", true),
        ),
        page(
            "call-view",
            &CallPage::new(layout(), &contribution, Warsaw, "otwarty-krakow", false),
        ),
        page(
            "call-conflict",
            &ConflictPage::new(layout(), saved, sent, &typed, fresh),
        ),
        page("calls", &CallsPage::new(layout(), &both, Warsaw, now, true, older)),
        page("calls-empty", &CallsPage::new(layout(), &[], Warsaw, now, false, None)),
    ]
}

mod reading {
    use super::*;
    use crate::domain::call::NewCall;

    fn read(change: impl FnOnce(&mut CallForm)) -> Result<NewCall, FormErrors> {
        let mut form = CallForm::empty(
            CallId(Uuid::from_u128(7)),
            &otwarty_krakow().consultation,
            at(6, 20, 15, 42),
        );
        form.kind = "question".to_owned();
        change(&mut form);
        form.read(Warsaw, crate::i18n::Texts::new(Locale::Pl))
    }

    #[test]
    fn a_form_left_as_it_was_begins_when_it_was_opened() {
        let call = read(|_| {}).unwrap();
        assert_eq!(call.started_at, Some(at(6, 20, 15, 42)));
        assert_eq!(call.kind, CallKind::Question);
        assert!(call.contributions.is_empty());
    }

    #[test]
    fn a_typed_time_lies_on_the_same_day() {
        for typed in ["15:30", "15.30", "15 30"] {
            let call = read(|form| form.started = typed.to_owned()).unwrap();
            assert_eq!(call.started_at, Some(at(6, 20, 15, 30)), "{typed}");
        }
        assert!(
            read(|form| form.started = "wczoraj".to_owned())
                .unwrap_err()
                .at("started")
        );
    }

    #[test]
    fn a_quick_button_wins_over_the_chosen_kind() {
        let call = read(|form| form.quick = "hung_up".to_owned()).unwrap();
        assert_eq!(call.kind, CallKind::HungUp);
    }

    #[test]
    fn a_kind_is_needed_and_empty_texts_do_not_count() {
        assert!(read(|form| form.kind.clear()).unwrap_err().at("kind"));
        let call = read(|form| form.contributions = vec![" ".to_owned(), " dwa\r\nwiersze ".to_owned()]).unwrap();
        assert_eq!(call.contributions, ["dwa\nwiersze"]);
    }
}
