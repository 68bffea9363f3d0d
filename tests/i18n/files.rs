use std::collections::BTreeSet;

use dutyline::domain::language::Locale;
use dutyline::i18n::has;
use fluent_bundle::FluentResource;

use crate::i18n::{files, messages};

#[test]
fn every_file_is_there_in_every_language_and_read_without_a_fault() {
    let polish: Vec<String> = files(Locale::Pl).into_keys().collect();
    for locale in Locale::ALL {
        let files = files(locale);
        assert!(files.keys().eq(&polish), "{locale}: {:?}", files.keys());
        for (name, source) in files {
            let read = FluentResource::try_new(source);
            assert!(
                read.is_ok(),
                "{locale}/{name}.ftl: {:?}",
                read.err().map(|(_, faults)| faults)
            );
        }
    }
}

/// A file that `src/i18n/mod.rs` does not name is in nobody's words.
#[test]
fn every_message_is_in_the_binary() {
    for locale in Locale::ALL {
        let lost: Vec<String> = messages(locale).into_keys().filter(|key| !has(locale, key)).collect();
        assert!(lost.is_empty(), "{locale}: {lost:?}");
    }
}

/// The names of the values a message takes.
fn values(source: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        rest.chars().take_while(is_part).collect()
    };
    source.split('$').skip(1).map(name).collect()
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
            assert_eq!(values(source), values(&other[key]), "{key} in {locale}");
        }
    }
}
