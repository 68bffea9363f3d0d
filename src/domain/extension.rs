//! Telephone numbers: E.164 inside, the office's own grouping on paper.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::domain::ids::ExtensionId;

/// A telephone number in E.164: `+` and 7 to 15 digits (ITU-T E.164, §6), `+48126165769` for example.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The longest printed form.
const LONGEST: usize = 40;

/// Why a text is not a telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// A character that no number has.
    #[error("{0:?} does not belong in a telephone number")]
    Character(char),
    /// Too few or too many digits; a Polish number has nine after `+48`.
    #[error("a telephone number cannot have {0} digits here")]
    Length(usize),
    /// More characters than any office prints.
    #[error("no telephone number is printed that long")]
    Long,
}

impl Phone {
    /// The number as `+48126165769`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The nine national digits of a Polish number, `None` for any other country's.
    pub fn polish_digits(&self) -> Option<&str> {
        self.0.strip_prefix("+48")
    }

    /// Grouped for reading: `12 616 5769` for a Polish number, E.164 for any other.
    pub fn grouped(&self) -> String {
        match self.polish_digits() {
            Some(d) => format!("{} {} {}", &d[..2], &d[2..5], &d[5..]),
            None => self.0.clone(),
        }
    }

    /// The last four digits: what an office calls a number by.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    /// Reads `12 616 5769`, `(12) 616-57-69`, `012 …`, `0048 …`, `+48 …`. Without a country code a number is Polish.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut digits = String::new();
        let mut plus = false;
        if text.chars().count() > LONGEST {
            return Err(PhoneError::Long);
        }
        for c in text.trim().chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus => plus = true,
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2011}' | '–' | '(' | ')' | '.' | '/' => {}
                other => return Err(PhoneError::Character(other)),
            }
        }
        if let Some(rest) = digits.strip_prefix("00").filter(|_| !plus) {
            digits = rest.to_owned();
            plus = true;
        }
        if !plus {
            // The trunk prefix of the old numbering plan, "(012) …", is not part of the number.
            if digits.len() == 10 && digits.starts_with('0') {
                digits.remove(0);
            }
            if digits.len() == 11 && digits.starts_with("48") {
                digits.drain(..2);
            }
            if digits.len() != 9 || digits.starts_with('0') {
                return Err(PhoneError::Length(digits.len()));
            }
            digits.insert_str(0, "48");
        }
        let wrong_length = !(7..=15).contains(&digits.len()) || (digits.starts_with("48") && digits.len() != 11);
        if wrong_length || digits.starts_with('0') {
            return Err(PhoneError::Length(digits.len()));
        }
        Ok(Self(format!("+{digits}")))
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A telephone line of the office. The number is its identity; two extensions never share one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Identifier.
    pub id: ExtensionId,
    /// The number residents dial.
    pub phone: Phone,
    /// The form the office prints, `12 616 5769` for example.
    pub display: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_notations_of_real_announcements() {
        for (text, e164) in [
            ("12 616 5769", "+48126165769"),
            ("(12) 616-57-69", "+48126165769"),
            ("(012) 636-95-95", "+48126369595"),
            ("12-616-8898", "+48126168898"),
            ("885 870-574", "+48885870574"),
            ("+48 22 522 5570", "+48225225570"),
            ("0048 22 522 55 70", "+48225225570"),
            ("48126165769", "+48126165769"),
            ("+38 (095) 08-22-680", "+380950822680"),
            ("325065640", "+48325065640"),
        ] {
            assert_eq!(
                text.parse::<Phone>().map(|p| p.e164().to_owned()),
                Ok(e164.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn refuses_what_is_too_short_too_long_or_no_number() {
        assert_eq!("12 616 576".parse::<Phone>(), Err(PhoneError::Length(8)));
        assert_eq!("12 616 57690".parse::<Phone>(), Err(PhoneError::Length(10)));
        assert_eq!("+48 12 616 57".parse::<Phone>(), Err(PhoneError::Length(9)));
        assert_eq!("wew. 12".parse::<Phone>(), Err(PhoneError::Character('w')));
        assert_eq!("".parse::<Phone>(), Err(PhoneError::Length(0)));
        let spread = |spaces: usize| format!("12616{}5769", " ".repeat(spaces)).parse::<Phone>();
        assert_eq!(spread(31).unwrap().e164(), "+48126165769");
        assert_eq!(spread(32), Err(PhoneError::Long));
    }

    #[test]
    fn groups_as_the_office_prints() -> Result<(), PhoneError> {
        assert_eq!("126165769".parse::<Phone>()?.grouped(), "12 616 5769");
        assert_eq!("126165769".parse::<Phone>()?.last_four(), "5769");
        Ok(())
    }
}
