//! Why a duty is called off, as residents read it.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::fault::Fault;
use crate::domain::text::fold_polish;

codes! {
    /// A reason every reader reads in their own language: the message `cancel-reason-{code}`. None says anything of a person.
    PublicReason {
        Organisational => "organisational",
        PhoneFault => "phone_fault",
        /// To another day or other hours.
        Moved => "moved",
        /// A meeting at the same time.
        Meeting => "meeting",
        Holiday => "holiday",
        OfficeClosed => "office_closed",
        /// It is part of the duty before it.
        Joined => "joined",
    }
}

/// Why a duty is called off. As a text it is the code of a reason of the list, or the office's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum CancelReason {
    Listed(PublicReason),
    /// In the office's words, in Polish.
    Words(String),
}

impl CancelReason {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Listed(reason) => reason.code(),
            Self::Words(words) => words,
        }
    }

    /// The one of the list, if it is one.
    pub fn listed(&self) -> Option<PublicReason> {
        match self {
            Self::Listed(reason) => Some(*reason),
            Self::Words(_) => None,
        }
    }
}

impl From<String> for CancelReason {
    fn from(text: String) -> Self {
        PublicReason::from_code(&text).map_or(Self::Words(text), Self::Listed)
    }
}

impl From<&str> for CancelReason {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<CancelReason> for String {
    fn from(reason: CancelReason) -> Self {
        reason.as_str().to_owned()
    }
}

/// Words that begin so speak of somebody's health, without Polish marks.
const HEALTH_BEGINNINGS: &[&str] = &[
    "choro",
    "chory",
    "chora",
    "zachoro",
    "l4",
    "zwolnieni",
    "lekarz",
    "lekarsk",
    "szpital",
    "przezieb",
    "goraczk",
    "gryp",
    "covid",
    "ciaz",
    "operacj",
    "rehabilit",
    "zabieg",
    "zlamal",
    "sick",
    "ill",
    "illness",
    "disease",
    "hospital",
    "doctor",
    "surger",
    "pregnan",
    "injur",
    "хвор",
    "захвор",
    "лікар",
    "грип",
    "ковід",
    "вагітн",
    "операці",
    "травм",
    "застуд",
    "лікуван",
];

/// Of these the whole word is meant: others that begin so are harmless.
const WHOLE: &[&str] = &["ill", "l4"];

/// The letters that a case of a Polish or Ukrainian name may add to it.
const LONGEST_ENDING: usize = 3;

/// What residents should not read in a free reason: a name of one of these people, somebody's health. Better one warning
/// too many than too few: who means something else says so.
pub fn doubts<'a>(words: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<Fault> {
    let said = letters(words);
    let names: Vec<String> = names.into_iter().flat_map(letters).collect();
    let is_name = |word: &String| names.iter().any(|name| is_case_of(word, name));
    let is_health = |word: &String| {
        HEALTH_BEGINNINGS
            .iter()
            .any(|of| word == *of || (word.starts_with(of) && !WHOLE.contains(of)))
    };
    let found = [
        (said.iter().any(is_name), Fault::NamesPerson),
        (said.iter().any(is_health), Fault::NamesHealth),
    ];
    found
        .into_iter()
        .filter_map(|(is, fault)| is.then_some(fault))
        .collect()
}

/// Its words in small letters without Polish marks.
fn letters(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let small = words.map(|word| word.chars().flat_map(char::to_lowercase).map(fold_polish).collect());
    small.filter(|word: &String| !word.is_empty()).collect()
}

/// `kowalskiej` is of `kowalska`: they share all but the ending. Numbers and short words are no names.
fn is_case_of(word: &str, name: &str) -> bool {
    let length = name.chars().count();
    if length < 3 || name.starts_with(|letter: char| letter.is_numeric()) {
        return false;
    }
    let kept = if length > 3 { length - 1 } else { length };
    let stem: String = name.chars().take(kept).collect();
    word.starts_with(&stem) && word.chars().count() <= length + LONGEST_ENDING
}
