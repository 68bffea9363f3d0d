//! Words, plurals, dates and numbers in three languages.
//!
//! Messages are in `locales/{pl,en,uk}/` (Fluent), a file per page, named in [`FILES`]; dates and hours come from the
//! tables in [`dates`]. Isolation marks are off, so that a number put into a sentence is the number and nothing else.

pub mod dates;
pub mod languages;
pub mod sentences;
pub mod sharing;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::domain::language::Locale;

/// Name and contents of each file in Polish, English and Ukrainian. One that is missing in a language does not compile.
macro_rules! files {
    (@of $locale:literal $file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/", $locale, "/", $file, ".ftl"))
    };
    ($($file:literal),+ $(,)?) => {
        &[$(($file, [files!(@of "pl" $file), files!(@of "en" $file), files!(@of "uk" $file)])),+]
    };
}

static FILES: &[(&str, [&str; 3])] = files![
    "absence/absences",
    "announcement",
    "common",
    "confirm/confirm",
    "desk/call",
    "desk/call_form",
    "desk/calls",
    "desk/choose",
    "desk/conflict",
    "desk/feed",
    "desk/home",
    "desk/kept",
    "desk/offer",
    "errors/fields",
    "errors/problems",
    "errors/status",
    "manage/agenda/days",
    "manage/announcement/paste",
    "manage/announcement/preview",
    "manage/calendar/days",
    "manage/call/call",
    "manage/call/register",
    "manage/common",
    "manage/consultation/list",
    "manage/consultation/new",
    "manage/consultation/settings",
    "manage/contribution/form",
    "manage/contribution/list",
    "manage/contribution/one",
    "manage/contribution/verdicts",
    "manage/message/demo_outbox",
    "manage/message/outbox",
    "manage/nav",
    "manage/revision/list",
    "manage/revision/publish",
    "manage/roster/generate",
    "manage/roster/grid",
    "manage/roster/day_sheet",
    "manage/revision/seen",
    "manage/roster/history",
    "manage/roster/office_table",
    "manage/roster/pick",
    "manage/roster/roster",
    "manage/roster/several",
    "manage/roster/share",
    "manage/roster/sheet",
    "manage/roster/slot",
    "manage/staff/list",
    "manage/staff/member",
    "manage/swap/list",
    "manage/swap/one",
    "message/common",
    "message/duty_reminder",
    "message/address_changed",
    "message/publication_prevented",
    "message/sign_in_link",
    "message/swap",
    "page",
    "public/consultation",
    "public/list",
    "rules",
    "session/link",
    "session/link_sent",
    "session/password",
    "session/sign_in",
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| [Locale::Pl, Locale::En, Locale::Uk].map(bundle));

fn bundle(locale: Locale) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![locale.code().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    for (file, sources) in FILES {
        // A test reads every file strictly; here what can be read is used and the rest is reported.
        let source = in_language(locale, sources);
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%locale, file, ?errors, "messages cannot be read");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%locale, file, ?errors, "messages defined twice");
        }
    }
    bundle
}

/// The one of the language, of values in the order Polish, English, Ukrainian.
fn in_language<T>(locale: Locale, [pl, en, uk]: &[T; 3]) -> &T {
    match locale {
        Locale::Pl => pl,
        Locale::En => en,
        Locale::Uk => uk,
    }
}

/// What is put into a message: words, or a number that chooses the plural form.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Words(Cow<'a, str>),
    Count(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(words: &'a String) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<String> for Value<'_> {
    fn from(words: String) -> Self {
        Self::Words(Cow::Owned(words))
    }
}

macro_rules! counts {
    ($($number:ty),+) => {$(
        impl From<$number> for Value<'_> {
            fn from(count: $number) -> Self {
                Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
            }
        }
        impl Valued for $number {
            fn valued(&self) -> Value<'_> {
                Value::from(*self)
            }
        }
    )+};
}
counts!(i32, u32, i64, u64, usize);

/// What can be put into a message, by whatever number of references a template reaches it.
pub trait Valued {
    fn valued(&self) -> Value<'_>;
}

impl Valued for str {
    fn valued(&self) -> Value<'_> {
        Value::from(self)
    }
}

impl Valued for String {
    fn valued(&self) -> Value<'_> {
        Value::from(self)
    }
}

impl<T: Valued + ?Sized> Valued for &T {
    fn valued(&self) -> Value<'_> {
        (**self).valued()
    }
}

/// The message in the language, with its values put in. A key that no file has comes out as `⟦key⟧` and is logged; the
/// tests let none through.
pub fn text(locale: Locale, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let bundle = in_language(locale, &BUNDLES);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(%locale, key, "message missing");
        return format!("⟦{key}⟧");
    };
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        let value: FluentValue<'_> = match value {
            Value::Words(words) => FluentValue::from(words.as_ref()),
            Value::Count(count) => FluentValue::from(*count),
        };
        args.set(*name, value);
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(%locale, key, ?errors, "message lacks a value");
        return format!("⟦{key}⟧ {said}");
    }
    said
}

/// For keys made of codes.
pub fn has(locale: Locale, key: &str) -> bool {
    in_language(locale, &BUNDLES).has_message(key)
}

/// The words of one language, to hand to a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    locale: Locale,
}

impl Texts {
    pub fn new(locale: Locale) -> Self {
        Self { locale }
    }

    pub fn locale(self) -> Locale {
        self.locale
    }

    /// Its BCP 47 code, for `lang` and addresses.
    pub fn lang(self) -> &'static str {
        self.locale.code()
    }

    /// Whether there is such a message.
    pub fn has(self, key: &str) -> bool {
        has(self.locale, key)
    }

    /// A message without values.
    pub fn say(self, key: &str) -> String {
        text(self.locale, key, &[])
    }

    /// A message that counts: its value is `$n`.
    pub fn say_n(self, key: &str, n: impl Valued) -> String {
        text(self.locale, key, &[("n", n.valued())])
    }

    /// A message with one value.
    pub fn say_one(self, key: &str, name: &str, value: impl Valued) -> String {
        text(self.locale, key, &[(name, value.valued())])
    }

    /// A message with values.
    pub fn say_with(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        text(self.locale, key, values)
    }
}

/// A list in a sentence: `A, B i C`, `A, B and C`, `A, B і C`.
pub fn list<S: AsRef<str>>(items: &[S], locale: Locale) -> String {
    let and = match locale {
        Locale::Pl => " i ",
        Locale::En => " and ",
        Locale::Uk => " і ",
    };
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_lists_as_each_language_does() {
        let abc = ["A", "B", "C"];
        assert_eq!(list(&abc, Locale::Pl), "A, B i C");
        assert_eq!(list(&abc, Locale::En), "A, B and C");
        assert_eq!(list(&abc, Locale::Uk), "A, B і C");
        assert_eq!(list(&abc[..1], Locale::Pl), "A");
        assert_eq!(list::<&str>(&[], Locale::Pl), "");
    }

    #[test]
    fn a_missing_key_is_seen() {
        assert_eq!(text(Locale::Pl, "no-such-message", &[]), "⟦no-such-message⟧");
        assert!(!has(Locale::Pl, "no-such-message"));
    }

    #[test]
    fn values_come_out_without_isolation_marks() {
        let said = text(Locale::Uk, "duty-phone", &[("phone", "12 616 5769".into())]);
        assert!(!said.contains(['\u{2068}', '\u{2069}']), "{said:?}");
    }
}
