//! Telephones: the full numbers of the text complete those of which only the end is printed.

use std::collections::HashMap;

use crate::announcement::lex::fact::{FactKind, RawPhone};
use crate::announcement::reading::question;
use crate::announcement::rows::PrintedPhone;
use crate::announcement::segments::Segment;
use crate::domain::extension::Phone;

/// The full numbers of the text by those last digits that stand in it alone.
pub struct KnownPhones {
    by_tail: HashMap<String, Ending>,
}

/// Whose ending some digits are.
enum Ending {
    Nobody,
    Of(Phone),
    /// An ending that two numbers share belongs to none.
    Shared,
}

impl KnownPhones {
    pub fn of(segments: &[Segment]) -> Self {
        let facts = || segments.iter().flat_map(|segment| &segment.facts);
        let tails = facts().filter_map(|fact| match &fact.kind {
            FactKind::Tail(tail) => Some((tail.digits.clone(), Ending::Nobody)),
            _ => None,
        });
        let mut by_tail: HashMap<String, Ending> = tails.collect();
        for fact in facts() {
            let FactKind::Phone(raw) = &fact.kind else { continue };
            let Some(phone) = raw.phone.as_ref().filter(|_| !raw.fax && !raw.doubtful) else {
                continue;
            };
            let digits = phone.e164().trim_start_matches('+');
            for length in 3..=7.min(digits.len()) {
                if let Some(ending) = by_tail.get_mut(&digits[digits.len() - length..]) {
                    *ending = match ending {
                        Ending::Nobody => Ending::Of(phone.clone()),
                        Ending::Of(known) if known == phone => continue,
                        _ => Ending::Shared,
                    };
                }
            }
        }
        Self { by_tail }
    }

    fn ending(&self, digits: &str) -> Option<Phone> {
        match self.by_tail.get(digits) {
            Some(Ending::Of(phone)) => Some(phone.clone()),
            _ => None,
        }
    }

    /// Telephones as they are dialled and as they are printed, each once; what is doubtful about them joins the doubts.
    pub fn dialled(&self, printed: &[PrintedPhone], doubts: &mut Vec<&'static str>) -> (Vec<Phone>, Vec<String>) {
        let (mut phones, mut displays): (Vec<Phone>, Vec<String>) = (Vec::new(), Vec::new());
        for printed in printed {
            let found = match printed {
                PrintedPhone::Full(raw) => {
                    if raw.doubtful {
                        doubts.push(question::NUMBER_DIGITS);
                    }
                    raw.phone.clone().map(|phone| (phone, raw.display.clone()))
                }
                PrintedPhone::Tail(tail) => {
                    let before = phones
                        .last()
                        .filter(|_| tail.joined)
                        .and_then(Phone::polish_digits)
                        .filter(|digits| digits.len() > tail.digits.len());
                    let variant = before.and_then(|digits| {
                        format!("{}{}", &digits[..digits.len() - tail.digits.len()], tail.digits)
                            .parse::<Phone>()
                            .ok()
                    });
                    let phone = self.ending(&tail.digits).or(variant);
                    if phone.is_none() {
                        doubts.push(question::NUMBER_SHORT);
                    }
                    phone.map(|phone| {
                        let grouped = phone.grouped();
                        (phone, grouped)
                    })
                }
            };
            if let Some((phone, display)) = found
                && !phones.contains(&phone)
            {
                phones.push(phone);
                displays.push(display);
            }
        }
        if phones.is_empty() && doubts.is_empty() {
            doubts.push(question::NUMBER_MISSING);
        }
        doubts.sort_unstable();
        doubts.dedup();
        (phones, displays)
    }
}

/// `tel. 12 616 …` in the heading, the last digits in the rows.
pub fn complete(phones: &mut [PrintedPhone], stem: &str) {
    for printed in phones {
        if let PrintedPhone::Tail(tail) = printed
            && !tail.joined
            && stem.len() + tail.digits.len() == 9
        {
            let digits = format!("{stem}{}", tail.digits);
            if let Ok(phone) = digits.parse::<Phone>() {
                let display = phone.grouped();
                *printed = PrintedPhone::Full(RawPhone {
                    phone: Some(phone),
                    display,
                    digits,
                    doubtful: false,
                    fax: false,
                });
            }
        }
    }
}
