//! Holds the three languages to each other, to the templates and sources, and to the codes of the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::*;
use crate::announcement::{QUESTIONS, WARNINGS};
use crate::domain::access::Role;
use crate::domain::call::{CallFault, CallKind, CallOutcome, TextPlace};
use crate::domain::contribution::ContributionState;
use crate::domain::holidays::POLAND;
use crate::i18n::sentences;

/// Every message of a language: key and source.
fn messages(locale: Locale) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in FILES
        .iter()
        .filter(|(of, ..)| *of == locale)
        .flat_map(|(_, _, source)| source.lines())
    {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (key, value) = line.split_once('=').unwrap_or((line, ""));
            let key = key.trim().to_owned();
            let before = messages.insert(key.clone(), value.to_owned());
            assert!(before.is_none(), "{key} twice in {locale}");
            last = Some(key);
        } else if let Some(message) = last.as_ref().and_then(|key| messages.get_mut(key))
            && !line.starts_with('#')
        {
            message.push('\n');
            message.push_str(line);
        }
    }
    messages
}

fn arguments(source: &str) -> BTreeSet<String> {
    source
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
                .collect()
        })
        .collect()
}

#[test]
fn every_file_is_read_without_a_fault() {
    for (locale, area, source) in FILES {
        let read = FluentResource::try_new((*source).to_owned());
        assert!(
            read.is_ok(),
            "{locale}/{area}.ftl: {:?}",
            read.err().map(|(_, faults)| faults)
        );
    }
}

#[test]
fn no_message_is_missing_in_any_language_and_all_take_the_same_values() {
    let polish = messages(Locale::Pl);
    for locale in [Locale::En, Locale::Uk] {
        let other = messages(locale);
        let missing: Vec<_> = polish.keys().filter(|key| !other.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{locale} lacks {missing:?}");
        let extra: Vec<_> = other.keys().filter(|key| !polish.contains_key(*key)).collect();
        assert!(extra.is_empty(), "pl lacks {extra:?}");
        for (key, source) in &polish {
            assert_eq!(arguments(source), arguments(&other[key]), "{key} in {locale}");
        }
    }
}

#[test]
fn every_count_has_all_forms_of_its_language() {
    for locale in Locale::ALL {
        for (key, source) in messages(locale) {
            if !source.contains("$n ->") {
                continue;
            }
            assert!(source.contains("[one]"), "{key} in {locale}");
            // A genitive has the same form for few and many; then the default says it.
            let rest = if locale == Locale::En { "*[other]" } else { "*[many]" };
            assert!(source.contains(rest), "{key} in {locale} lacks {rest}");
        }
    }
}

#[test]
fn words_are_calm() {
    for locale in Locale::ALL {
        for (key, source) in messages(locale) {
            assert!(!source.contains('!'), "{key} in {locale} cries out");
            assert!(!source.contains("..."), "{key} in {locale}: use …");
            assert!(!source.contains(['\'', 'ʼ']), "{key} in {locale}: use ’");
            // `2024 r.` and `2024 р.` end a sentence by themselves.
            assert!(
                locale == Locale::En || !source.contains("{ $period }."),
                "{key} in {locale}: two full stops"
            );
            assert!(
                !source.contains("  ") || source.contains('\n'),
                "{key} in {locale}: two spaces"
            );
        }
    }
}

fn files_under(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_under(&path, extensions, found);
        } else if path
            .extension()
            .is_some_and(|e| extensions.iter().any(|wanted| e == *wanted))
        {
            found.push(path);
        }
    }
}

/// Keys written out where words are asked for: `say("key"`, `say_n("key"`, `text(locale, "key"`, a tag's key in a table.
fn keys_asked_for(source: &str) -> Vec<String> {
    let asked = [".say(", ".say_n(", ".say_one(", ".say_with(", "text(locale,"]
        .iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"'))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned);
    let faults = source
        .split("\"fault-")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|rest| !rest.is_empty())
        .map(|rest| format!("fault-{rest}"));
    asked.chain(faults).collect()
}

#[test]
fn every_key_asked_for_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_under(&root.join("templates"), &["html", "txt"], &mut files);
    files_under(&root.join("src"), &["rs"], &mut files);
    // This storey speaks of keys; the SMTP test's server says other things.
    let others = ["i18n/mod.rs", "i18n/checks.rs", "delivery/smtp.rs"];
    files.retain(|file| others.iter().all(|other| !file.ends_with(other)));
    let mut asked = 0;
    for file in files {
        for key in keys_asked_for(&fs::read_to_string(&file).unwrap()) {
            assert!(has(Locale::Pl, &key), "{}: no message {key}", file.display());
            asked += 1;
        }
    }
    assert!(asked > 50, "the search found only {asked} keys");
}

#[test]
fn every_code_of_the_rules_has_its_words() {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(CallKind::ALL.iter().map(|kind| format!("call-kind-{}", kind.code())));
    keys.extend(
        CallOutcome::ALL
            .iter()
            .map(|outcome| format!("call-outcome-{}", outcome.code())),
    );
    keys.extend(
        ContributionState::ALL
            .iter()
            .map(|state| format!("contribution-state-{}", state.code())),
    );
    keys.extend(POLAND.iter().map(|holiday| format!("holiday-{}", holiday.key)));
    keys.extend([Role::Administrator, Role::Coordinator, Role::Staff].map(|role| format!("role-{}", role.code())));
    keys.extend(
        [
            CallFault::ContributionMissing,
            CallFault::InformsOnly,
            CallFault::TextTooLong(TextPlace::Note),
            CallFault::TooManyContributions,
            CallFault::InFuture,
            CallFault::UnknownTopic,
            CallFault::Unprintable(TextPlace::Contribution(0)),
        ]
        .map(|fault| fault.message().to_owned()),
    );
    keys.extend(["covered", "partly", "uncovered", "not_required"].map(|code| format!("verdict-{code}")));
    keys.extend(["blocks", "warns"].map(|code| format!("severity-{code}")));
    keys.extend(QUESTIONS.iter().map(|code| format!("question-{code}")));
    keys.extend(WARNINGS.iter().map(|code| format!("warning-{code}")));
    keys.extend(["too_large", "empty", "not_readable", "not_an_announcement"].map(|code| format!("read-error-{code}")));
    for locale in Locale::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !has(locale, key)).collect();
        assert!(missing.is_empty(), "{locale} lacks {missing:?}");
    }
}

#[test]
fn every_finding_has_its_sentence() {
    use crate::domain::coverage::{Finding, Problem, Severity};
    use crate::domain::time::Hours;
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = Hours {
        start: at(10),
        end: at(14),
    };
    let gaps = vec![hours];
    let problems = [
        Problem::EmptyRoster,
        Problem::DayUncovered {
            gaps: gaps.clone(),
            minutes: 240,
        },
        Problem::DayPartlyCovered { gaps, minutes: 240 },
        Problem::SlotWithoutExtension,
        Problem::ExtensionTwice {
            display: "12 616 5769".to_owned(),
        },
        Problem::StaffTwice,
        Problem::OutsidePeriod,
        Problem::OnDayOff,
        Problem::Unassigned,
        Problem::StaffAbsent,
    ];
    for problem in problems {
        let finding = Finding {
            problem,
            severity: Severity::Blocks,
            date: chrono::NaiveDate::from_ymd_opt(2024, 6, 18),
            hours: Some(hours),
            slot: None,
        };
        for locale in Locale::ALL {
            let sentence = sentences::finding_sentence(&finding, locale);
            assert!(!sentence.contains('⟦'), "{sentence}");
        }
        if finding.code() == "day_uncovered" {
            assert_eq!(
                sentences::finding_sentence(&finding, Locale::Pl),
                "Wtorek, 18\u{a0}czerwca: nikt nie dyżuruje. Brakuje 10.00–14.00 (4\u{a0}h)."
            );
        }
    }
}

#[test]
fn plurals_are_right_in_all_languages() {
    let say = |locale, key, n: i64| text(locale, key, &[("n", n.into())]);
    for (n, pl, en, uk) in [
        (0, "0 dyżurów", "0 duties", "0 чергувань"),
        (1, "1 dyżur", "1 duty", "1 чергування"),
        (2, "2 dyżury", "2 duties", "2 чергування"),
        (5, "5 dyżurów", "5 duties", "5 чергувань"),
        (11, "11 dyżurów", "11 duties", "11 чергувань"),
        (12, "12 dyżurów", "12 duties", "12 чергувань"),
        (21, "21 dyżurów", "21 duties", "21 чергування"),
        (22, "22 dyżury", "22 duties", "22 чергування"),
        (25, "25 dyżurów", "25 duties", "25 чергувань"),
        (101, "101 dyżurów", "101 duties", "101 чергування"),
    ] {
        assert_eq!(say(Locale::Pl, "count-duties", n), pl);
        assert_eq!(say(Locale::En, "count-duties", n), en);
        assert_eq!(say(Locale::Uk, "count-duties", n), uk);
    }
    // Polish 21 takes the genitive plural, Ukrainian 21 the nominative singular.
    for (n, pl, uk) in [
        (0, "0 rozmów", "0 розмов"),
        (1, "1 rozmowa", "1 розмова"),
        (2, "2 rozmowy", "2 розмови"),
        (5, "5 rozmów", "5 розмов"),
        (11, "11 rozmów", "11 розмов"),
        (12, "12 rozmów", "12 розмов"),
        (21, "21 rozmów", "21 розмова"),
        (22, "22 rozmowy", "22 розмови"),
        (25, "25 rozmów", "25 розмов"),
        (101, "101 rozmów", "101 розмова"),
    ] {
        assert_eq!(say(Locale::Pl, "count-calls", n), pl);
        assert_eq!(say(Locale::Uk, "count-calls", n), uk);
    }
}
