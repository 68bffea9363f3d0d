//! Telephone numbers by their grouping: `12 616 5769`, `(12) 421-41-66`, `885 870-574`, `+38 (095) 08-22-680`.
//!
//! A telephone number has a country code, or its area in brackets, or a word for telephone before it, or one of the
//! groupings in which Polish numbers are printed. One with too many or too few digits is read too, as doubtful.

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::dates;
use crate::announcement::lex::day;
use crate::announcement::lex::fact::{FactKind, RawPhone, RawTail};
use crate::announcement::lex::hours;
use crate::announcement::lex::token::TokenKind;
use crate::announcement::lex::words;
use crate::domain::extension::Phone;

/// Digits in each group of a Polish number.
const GROUPINGS: &[&[usize]] = &[
    &[9],
    &[2, 7],
    &[2, 3, 4],
    &[2, 3, 2, 2],
    &[3, 3, 3],
    &[3, 2, 2, 2],
    &[3, 6],
];

/// Words before a number.
const LABELS: &[&str] = &[
    "tel",
    "telefon",
    "telefonu",
    "telefony",
    "telefonow",
    "telefonem",
    "telefoniczny",
    "telefonicznie",
    "nr",
    "numer",
    "numery",
    "numerem",
    "numerami",
    "numeru",
    "kom",
    "phone",
    "telephone",
    "number",
    "numbers",
    "call",
    "mobile",
    "тел",
    "телефон",
    "телефону",
    "телефони",
    "телефоном",
    "номер",
    "номером",
    "номери",
    "infolinia",
    "hotline",
    "nry",
    "dzwonic",
    "zadzwon",
];
/// Words before the last digits of a number.
const SHORT_LABELS: &[&str] = &[
    "wew",
    "wewnetrzny",
    "wewn",
    "ext",
    "extension",
    "вн",
    "tel",
    "telefon",
    "telefony",
    "nr",
    "numer",
    "numerem",
    "numery",
    "phone",
    "тел",
    "телефон",
    "номер",
    "extensions",
    "внутр",
    "lub",
    "oraz",
    "albo",
    "or",
    "або",
    "oder",
];
/// Words before what is dialled after a switchboard has answered.
const BEHIND_SWITCHBOARD: &[&str] = &["wew", "wewnetrzny", "wewn", "ext", "extension", "вн", "внутр"];
const FAX: &[&str] = &["fax", "faks", "faksu", "faxu", "faksem", "telefax", "telefaks", "факс"];

struct DigitGroup {
    digits: String,
    /// The token that ends it.
    at: usize,
    bracket: bool,
    garbled: bool,
}

/// A number that begins at a token.
pub(super) fn phone(lexer: &Lexer<'_>, index: usize) -> Option<(Vec<FactKind>, usize)> {
    if index > 0
        && !lexer.gap(index)
        && lexer.get(index - 1).is_some_and(|token| {
            token.is('/')
                || token.is('-')
                || token.kind == TokenKind::Word
                    && token.end == lexer.tokens[index].at
                    && !token.any(LABELS)
                    && !token.any(SHORT_LABELS)
        })
        && lexer.number(index).is_some_and(|(token, _)| token.low.len() < 9)
    {
        return None;
    }
    let in_bracket = lexer.is(index, '(') && lexer.is(index + 1, '+');
    let plus = lexer.is(index, '+') || in_bracket;
    let first = if plus && !in_bracket { index + 1 } else { index };
    let groups = groups(lexer, first);
    let lead = groups.first()?;
    let labelled = lexer
        .word_before(index)
        .is_some_and(|word| word.any(LABELS) || word.any(FAX));
    let international = plus || lead.digits.len() == 4 && lead.digits.starts_with("00");
    let taken = if international {
        international_length(&groups)
    } else {
        national_length(&groups, labelled)
    };
    let (count, complete) = taken?;
    // `Dyżur telefoniczny: 13.06.24`
    if !complete && !plus && day::date(lexer, index).is_some() {
        return None;
    }
    let last = &groups[count - 1];
    let mut next = last.at + 1;
    if last.bracket && lexer.is(next, ')') {
        next += 1;
    }
    let display = printed(lexer, index, next);
    let digits: String = groups[..count].iter().map(|group| group.digits.as_str()).collect();
    // Ten digits with a zero are a number of Ukraine where Ukrainian is written, and an old Polish one elsewhere.
    let foreign = complete && !plus && digits.len() == 10 && digits.starts_with('0') && cyrillic(lexer, index);
    let garbled = groups[..count].iter().any(|group| group.garbled);
    let certain = complete && !foreign && !garbled;
    let phone: Option<Phone> = if certain { in_print(&display).parse().ok() } else { None };
    if certain && phone.is_none() && !labelled {
        return None;
    }
    let mut doubtful = phone.is_none();
    // `12 616 57 69 1`: a digit belongs to nothing.
    if let Some((token, _)) = lexer.number(next)
        && (token.gap || lexer.is(next, '-'))
        && dates::days(lexer, next).is_none()
        && hours::hours(lexer, next, true).is_none()
        && groups_make_phone(lexer, next).is_none()
    {
        doubtful = true;
    }
    if lexer.is(next, '-')
        && !lexer.gap(next)
        && !lexer.gap(next + 1)
        && lexer.number(next + 1).is_some()
        && hours::hours(lexer, next + 1, false).is_none()
        && dates::days(lexer, next + 1).is_none()
    {
        doubtful = true;
        next += 2;
    }
    let fax = is_fax(lexer, index);
    let raw = RawPhone {
        phone,
        display,
        digits,
        doubtful,
        fax,
    };
    let mut kinds = vec![FactKind::Phone(raw)];
    // `12 616 7804 lub 7821`, `/ 78 21`: variants of the number before.
    for _ in 0..8 {
        let Some((tail, after)) = variant(lexer, next) else {
            break;
        };
        kinds.push(FactKind::Tail(tail));
        next = after;
    }
    Some((kinds, next))
}

/// `tel./fax` is a telephone too; `fax` alone is not.
fn is_fax(lexer: &Lexer<'_>, index: usize) -> bool {
    let Some(word) = lexer.word_before(index) else {
        return false;
    };
    if !word.any(FAX) {
        return false;
    }
    let at = lexer.tokens[..index]
        .iter()
        .rposition(|token| token.at == word.at)
        .unwrap_or_default();
    !(at > 0 && (lexer.is(at - 1, '/') || lexer.is(at - 1, '.') && at > 1 && lexer.is(at - 2, '/')))
}

fn groups_make_phone(lexer: &Lexer<'_>, index: usize) -> Option<(usize, bool)> {
    if lexer.is(index, '+') {
        return None;
    }
    national_length(&groups(lexer, index), false).filter(|(_, complete)| *complete)
}

fn printed(lexer: &Lexer<'_>, from: usize, next: usize) -> String {
    let text = &lexer.line[lexer.tokens[from].at..lexer.tokens[next - 1].end];
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Up to nine groups of digits that spaces, hyphens, dots, slashes and brackets hold together.
fn groups(lexer: &Lexer<'_>, index: usize) -> Vec<DigitGroup> {
    let mut groups: Vec<DigitGroup> = Vec::new();
    let mut at = index;
    while groups.len() < 9 {
        let bracket = lexer.is(at, '(');
        if bracket {
            let Some((digits, next)) = bracketed(lexer, at) else {
                break;
            };
            groups.push(DigitGroup {
                digits,
                at: next - 2,
                bracket,
                garbled: false,
            });
            at = next;
        } else {
            let Some(token) = lexer.get(at) else { break };
            let garbled = token.kind == TokenKind::Garbled && !groups.is_empty();
            if !(garbled || matches!(token.kind, TokenKind::Number(_))) || token.low.len() > 15 {
                break;
            }
            groups.push(DigitGroup {
                digits: token.low.clone(),
                at,
                bracket,
                garbled,
            });
            at += 1;
        }
        let joint = lexer
            .get(at)
            .is_some_and(|token| token.is('-') || token.is('.') || token.is('/'));
        let tight = !lexer.gap(at + 1) && (!lexer.gap(at) || lexer.is(at, '-'));
        // `09421/ 973-401`
        let area = lexer.is(at, '/') && groups.len() == 1 && !lexer.gap(at);
        // `(12)-616…`, `12 - 616 - 8898`
        let spaced = lexer.is(at, '-') && lexer.gap(at) && lexer.gap(at + 1);
        let more = lexer.number(at + 1).is_some()
            || lexer
                .get(at + 1)
                .is_some_and(|token| token.kind == TokenKind::Garbled && !token.gap);
        if joint && (tight || area || spaced) && more {
            at += 1;
        }
    }
    groups
}

/// `(12)`, `(0-12)`, `(0 12)`, `(+48 12)`: the digits in brackets and the token behind them.
fn bracketed(lexer: &Lexer<'_>, index: usize) -> Option<(String, usize)> {
    let mut at = index + 1 + usize::from(lexer.is(index + 1, '+'));
    let mut digits = String::new();
    for _ in 0..3 {
        let (token, _) = lexer.number(at)?;
        digits.push_str(&token.low);
        at += 1;
        if lexer.is(at, ')') {
            return (digits.len() <= 5).then_some((digits, at + 1));
        }
        at += usize::from(lexer.is(at, '-'));
    }
    None
}

/// Whether the words around a token are written in Cyrillic letters.
fn cyrillic(lexer: &Lexer<'_>, index: usize) -> bool {
    let around = &lexer.tokens[index.saturating_sub(20)..lexer.tokens.len().min(index + 20)];
    around
        .iter()
        .any(|token| token.low.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)))
}

/// `lub 7821`, `/ 78 21`, `, 7808` after a full number.
fn variant(lexer: &Lexer<'_>, index: usize) -> Option<(RawTail, usize)> {
    let token = lexer.get(index)?;
    let mark = token.is('/') || token.is(',');
    if !(mark || token.any(words::OR) || token.any(&["i", "oraz", "and", "та", "і"])) {
        return None;
    }
    let mut at = index + 1;
    if lexer.any(at, &["wew", "tel", "nr"]) {
        at += 1 + usize::from(lexer.is(at + 1, '.'));
    }
    if lexer.is(at, '-') {
        at += 1;
    }
    let (first, _) = lexer.number(at)?;
    if dates::days(lexer, at).is_some()
        || hours::hours(lexer, at, token.any(&["oraz"])).is_some_and(|(_, next)| next > at + 1)
        || groups_make_phone(lexer, at).is_some()
    {
        return None;
    }
    let (digits, next) = match (first.low.len(), lexer.number(at + 1)) {
        (2, Some((second, _))) if second.low.len() == 2 && second.gap && lexer.number(at + 2).is_none() => {
            (format!("{}{}", first.low, second.low), at + 2)
        }
        (3 | 4, None) => (first.low.clone(), at + 1),
        (2, None) if token.is('/') => (first.low.clone(), at + 1),
        _ => return None,
    };
    let goes_on = lexer.is(next, '.') || lexer.is(next, ':') || lexer.is(next, '/');
    let ends = !goes_on || lexer.gap(next + 1) || lexer.get(next + 1).is_none();
    ends.then_some((RawTail { digits, joined: true }, next))
}

/// `wew. 7821`, `tel. 78 21`, or a cell with nothing but `7821`.
pub(super) fn tail(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    let (first, _) = lexer.number(index)?;
    let behind_switchboard = lexer
        .word_before(index)
        .is_some_and(|word| word.any(BEHIND_SWITCHBOARD));
    let (digits, next) = match (first.low.len(), lexer.number(index + 1)) {
        (2, Some((second, _))) if second.low.len() == 2 && second.gap => {
            (format!("{}{}", first.low, second.low), index + 2)
        }
        (3, Some((second, _))) if matches!(second.low.len(), 4) => (format!("{}{}", first.low, second.low), index + 2),
        (3, Some((second, _)))
            if second.low.len() == 2 && lexer.number(index + 2).is_some_and(|(third, _)| third.low.len() == 2) =>
        {
            let third = lexer
                .number(index + 2)
                .map(|(third, _)| third.low.clone())
                .unwrap_or_default();
            (format!("{}{}{third}", first.low, second.low), index + 3)
        }
        (3..=5, _) => (first.low.clone(), index + 1),
        (1 | 2, _) if behind_switchboard => (first.low.clone(), index + 1),
        _ => return None,
    };
    if lexer.number(next).is_some() {
        return None;
    }
    let label = lexer.word_before(index).is_some_and(|word| word.any(SHORT_LABELS));
    let comma_list =
        index > 1 && (lexer.is(index - 1, ',') || lexer.is(index - 1, '/')) && lexer.number(index - 2).is_some();
    let alone = (lexer.starts_cell(index) || comma_list)
        && (lexer.ends_cell(next) || lexer.is(next, ',') || lexer.is(next, '/'))
        && lexer.tokens[index].cell > 0;
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if !label && (year || !alone) {
        return None;
    }
    Some((FactKind::Tail(RawTail { digits, joined: false }), next))
}

/// `(+48 12) 616…` with its plus before the bracket, where [`Phone`] looks for it.
fn in_print(display: &str) -> String {
    let plus = display.starts_with("(+");
    let bare: String = display.chars().filter(|c| !plus || *c != '+').collect();
    if plus { format!("+{bare}") } else { bare }
}

/// How many groups belong to a number with a country code, and whether it is complete.
fn international_length(groups: &[DigitGroup]) -> Option<(usize, bool)> {
    let all: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let digits = all.trim_start_matches("00");
    let zeros = all.len() - digits.len();
    let wanted = if digits.starts_with("48") {
        11
    } else if digits.starts_with("38") {
        12
    } else {
        0
    };
    let mut sum = 0;
    for (index, group) in groups.iter().enumerate() {
        sum += group.digits.len();
        let length = sum - zeros.min(sum);
        if wanted > 0 && length >= wanted {
            return Some((index + 1, length == wanted));
        }
        if wanted == 0 && length > 15 {
            return Some((index.max(1), index > 0));
        }
    }
    let length = digits.len();
    (length >= 5).then_some((groups.len(), wanted == 0 && (8..=15).contains(&length)))
}

/// How many groups belong to a Polish number, and whether it is complete.
fn national_length(groups: &[DigitGroup], labelled: bool) -> Option<(usize, bool)> {
    let lead = groups.first()?;
    // 48 is the area of Radom as well as the country.
    if lead.digits == "48" {
        let sizes: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
        if let Some(count) = (3..=sizes.len().min(4)).find(|count| GROUPINGS.contains(&&sizes[..*count])) {
            return Some((count, true));
        }
    }
    // `(48 12)`: the country is in the brackets too.
    let with_country = lead.bracket && lead.digits.len() == 4 && lead.digits.starts_with("48");
    if lead.bracket && !with_country && !(2..=3).contains(&lead.digits.len()) {
        return None;
    }
    let wanted = if lead.digits.starts_with('0') && lead.digits.len() != 4 {
        10
    } else if lead.digits == "48" || with_country || lead.digits.len() == 11 && lead.digits.starts_with("48") {
        11
    } else {
        9
    };
    let firm = labelled || lead.bracket;
    let mut sizes: Vec<usize> = Vec::new();
    let mut sum = 0;
    for (index, group) in groups.iter().enumerate() {
        if index > 0 && group.bracket {
            break;
        }
        sizes.push(group.digits.len());
        sum += group.digits.len();
        if sum == wanted {
            let shape = if wanted == 11 && sizes.len() > 1 {
                &sizes[1..]
            } else {
                &sizes[..]
            };
            let zero = lead.digits.starts_with('0') && (lead.digits.len() == 1 || lead.digits.len() == 3);
            let known = GROUPINGS.contains(&shape) || wanted == 11 && sizes == [11] || wanted == 10 && zero;
            return (firm || known).then_some((index + 1, true));
        }
        if sum > wanted {
            if wanted == 11 {
                return None;
            }
            // The groups before the surplus look like a number: `12 616 57691`, `616 123 4567`.
            let looks = matches!(sizes[..], [2, 3, ..] | [3, 3, ..] | [2, 4, ..]) || sizes.len() == 1 && sum <= 12;
            return ((firm || looks) && sum <= wanted + 6).then_some((index + 1, false));
        }
    }
    if wanted != 9 && !firm {
        return None;
    }
    // A digit is missing; eight in one piece may also be a date.
    let date = lead.digits.starts_with("19") || lead.digits.starts_with("20");
    let looks =
        matches!(sizes[..], [2, 3, 3] | [2, 3, 2, 1] | [3, 3, 2] | [2, 6] | [2, 3, 1, 2]) || sizes == [8] && !date;
    (looks || firm && sum >= 6 && sum < wanted && sizes.len() > 1 && !matches!(sizes[..], [3, 2, 2] | [3, 4]))
        .then_some((groups.len(), false))
}
