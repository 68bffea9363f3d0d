//! Every message is used, and every key that is asked for exists.

use std::collections::BTreeSet;
use std::fs;

use dutyline::announcement::{Measure, QUESTIONS, ReadError, WARNINGS};
use dutyline::domain::call::{CallKind, CallOutcome};
use dutyline::domain::caller::CallerKind;
use dutyline::domain::consultation::PhoneMode;
use dutyline::domain::contribution::{ContributionState, IntakeChannel};
use dutyline::domain::coverage::{Staffing, Verdict};
use dutyline::domain::fault::Fault;
use dutyline::domain::finding::{LimitOf, Severity};
use dutyline::domain::holidays::POLAND;
use dutyline::domain::language::Locale;
use dutyline::domain::position::{PositionState, USUAL};
use dutyline::domain::publication::Prevented;
use dutyline::domain::roster::change::StepKind;
use dutyline::domain::roster::reason::PublicReason;
use dutyline::domain::roster::sheet::Column;
use dutyline::domain::roster::{SlotMode, SlotState};
use dutyline::http::errors::STATUSES;
use dutyline::i18n::has;

use crate::i18n::{files_under, messages, root};

/// The program and the templates, without unit tests and samples: name and source.
fn sources() -> Vec<(String, String)> {
    let mut files = files_under(&root().join("templates"), &["html", "txt"]);
    files.extend(files_under(&root().join("src"), &["rs"]));
    let read = |file: std::path::PathBuf| {
        let source = fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
        (file.display().to_string(), code)
    };
    let sources = files.into_iter().map(read);
    // One speaks of keys, the others are compiled for tests only.
    sources
        .filter(|(file, _)| !file.ends_with("i18n/mod.rs") && !file.contains("/sample"))
        .collect()
}

/// A message is used when its key is written out, or when its beginning is, before a code, and the code is:
/// `"call-kind-{}"` and `"question"`. Statuses of errors are numbers.
#[test]
fn every_message_is_used() {
    let sources = sources();
    let quoted: BTreeSet<&str> = sources.iter().flat_map(|(_, source)| source.split('"')).collect();
    let families: BTreeSet<&str> = quoted
        .iter()
        .filter_map(|text| text.split_once("-{"))
        .map(|(family, _)| family)
        .filter(|family| family.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        .collect();
    let is_code = |family: &str, code: &str| {
        let status = code.split('-').next().and_then(|status| status.parse::<u16>().ok());
        quoted.contains(code)
            || quoted.contains(code.replace('-', "_").as_str())
            || (family == "error"
                && STATUSES
                    .iter()
                    .any(|(name, one)| Some(one.as_u16()) == status || code.strip_suffix("-text") == Some(name)))
    };
    let is_used = |key: &str| {
        let of_family = |family: &&str| {
            let code = key.strip_prefix(family).and_then(|rest| rest.strip_prefix('-'));
            code.is_some_and(|code| is_code(family, code))
        };
        quoted.contains(key) || families.iter().any(of_family)
    };
    let unused: Vec<String> = messages(Locale::Pl).into_keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:#?}");
}

/// Keys written out where words are asked for: `say("key"`, `text(locale, "key"`.
fn asked_for(source: &str) -> Vec<String> {
    let asked = [".say(", ".say_n(", ".say_one(", ".say_with(", "text(locale,"]
        .iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"'))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned);
    asked.collect()
}

/// The keys made of a code: `call-kind-question`.
fn of_codes() -> Vec<String> {
    let mut keys = Vec::new();
    let mut family = |name: &str, codes: Vec<&str>| keys.extend(codes.iter().map(|code| format!("{name}-{code}")));
    macro_rules! coded {
        ($($name:literal $enum:ident),+) => {$(family($name, $enum::ALL.iter().map(|value| value.code()).collect());)+};
    }
    coded!(
        "fault" Fault, "call-kind" CallKind, "call-outcome" CallOutcome, "contribution-state" ContributionState,
        "intake" IntakeChannel, "caller-kind" CallerKind, "position-state" PositionState,
        "phone-mode" PhoneMode, "slot-mode" SlotMode, "slot-state" SlotState, "verdict" Verdict,
        "staffing" Staffing, "severity" Severity, "manage-step" StepKind, "sheet-column" Column,
        "cancel-reason" PublicReason, "finding" LimitOf, "manage-prevented" Prevented
    );
    family("position-verdict", USUAL.to_vec());
    family("holiday", POLAND.iter().map(|holiday| holiday.key).collect());
    family("question", QUESTIONS.to_vec());
    family("warning", WARNINGS.to_vec());
    keys
}

#[test]
fn every_key_asked_for_exists() {
    let mut asked: Vec<(String, String)> = of_codes().into_iter().map(|key| (key, "a code".to_owned())).collect();
    for (file, source) in sources() {
        asked.extend(asked_for(&source).into_iter().map(|key| (key, file.clone())));
    }
    assert!(asked.len() > 200, "the search found only {} keys", asked.len());
    for locale in Locale::ALL {
        let missing: Vec<_> = asked.iter().filter(|(key, _)| !has(locale, key)).collect();
        assert!(missing.is_empty(), "{locale} lacks {missing:#?}");
    }
}

#[test]
fn every_reason_not_to_read_an_announcement_has_its_words() {
    for error in [
        ReadError::TooLarge,
        ReadError::TooMuch(Measure::Text),
        ReadError::TooSlow,
        ReadError::Empty,
        ReadError::NotReadable(String::new()),
        ReadError::NotAnAnnouncement,
    ] {
        let key = format!("manage-import-{}", error.code().replace('_', "-"));
        for locale in Locale::ALL {
            assert!(has(locale, &key), "{key} in {locale}");
        }
    }
}

/// The page of an error needs a title; what to do may be said by the code instead of the status.
#[test]
fn every_status_has_its_title() {
    for (code, status) in STATUSES {
        let status = status.as_u16();
        let keys = [
            format!("error-{status}-text"),
            format!("error-{code}-text"),
            format!("problem-{code}"),
        ];
        let is_said = keys.iter().any(|key| has(Locale::Pl, key));
        assert!(is_said, "{status} {code}");
    }
}
