//! A line of text → tokens: numbers, words, punctuation, cell borders.

use crate::announcement::budget::{Budget, within};
use crate::announcement::container::line::{BREAK, RAISED};
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::lex::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Digits; the value saturates.
    Number(u64),
    /// Letters.
    Word,
    /// One mark; every dash is `-`.
    Mark(char),
    /// Digits with letters among them that scanners take for digits (`l3`, `78O4`).
    Garbled,
    Cell,
    /// An address of a page or mailbox.
    Address,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: TokenKind,
    /// Digits of a number, folded letters of a word; empty for the others.
    pub low: String,
    /// First byte in the line.
    pub at: usize,
    /// Byte after the last.
    pub end: usize,
    /// Whether white space stands before it.
    pub gap: bool,
    /// Index of its table cell.
    pub cell: u16,
}

impl Token {
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// A word of the list.
    pub fn any(&self, list: &[&str]) -> bool {
        self.kind == TokenKind::Word && list.contains(&self.low.as_str())
    }

    /// A number of that many digits.
    pub fn digits(&self, count: usize) -> bool {
        matches!(self.kind, TokenKind::Number(_)) && self.low.len() == count
    }
}

/// The longest run of digits and letters taken for a garbled number.
const LONGEST_GARBLED: usize = 40;

/// Cuts a line into tokens. Marks of emphasis and quotation vanish.
pub fn tokens(line: &str, budget: &mut Budget<'_>) -> Result<Vec<Token>, ReadError> {
    let mut out: Vec<Token> = Vec::new();
    let mut cell = 0_u16;
    let mut gap = true;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        within(Measure::WordsOfLine, out.len())?;
        within(Measure::CellsOfLine, usize::from(cell))?;
        let width = c.len_utf8();
        let rest = &line[at..];
        let mut push = |kind: TokenKind, low: String, end: usize, gap: bool, cell: u16| {
            out.push(Token {
                kind,
                low,
                at,
                end,
                gap,
                cell,
            });
        };
        if c == '\t' || c == '|' {
            push(TokenKind::Cell, String::new(), at + width, gap, cell);
            cell = cell.saturating_add(1);
            gap = true;
            at += width;
        } else if c == BREAK {
            push(TokenKind::Mark(BREAK), String::new(), at + width, gap, cell);
            gap = true;
            at += width;
        } else if c.is_whitespace() {
            gap = true;
            at += width;
        } else if let Some(len) = garbled(rest) {
            push(TokenKind::Garbled, rest[..len].to_owned(), at + len, gap, cell);
            gap = false;
            at += len;
        } else if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            let digits = &rest[..len];
            push(
                TokenKind::Number(digits.parse().unwrap_or(u64::MAX)),
                digits.to_owned(),
                at + len,
                gap,
                cell,
            );
            gap = false;
            at += len;
            if line[at..].starts_with('@') {
                at += line[at..]
                    .chars()
                    .take_while(|c| !c.is_whitespace())
                    .map(char::len_utf8)
                    .sum::<usize>();
            }
            // Raised minutes, as in 15⁰⁰, are minutes.
            let raised: String = line[at..].chars().map_while(raised_digit).collect();
            if raised.len() == 2 {
                let end = at + line[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
                out.push(Token {
                    kind: TokenKind::Mark(':'),
                    low: String::new(),
                    at,
                    end: at,
                    gap: false,
                    cell,
                });
                out.push(Token {
                    kind: TokenKind::Number(raised.parse().unwrap_or(99)),
                    low: raised,
                    at,
                    end,
                    gap: false,
                    cell,
                });
                at = end;
            }
        } else if c.is_alphabetic() {
            let len: usize = rest.chars().take_while(|c| letter(*c)).map(char::len_utf8).sum();
            let word = &rest[..len];
            if rest[len..].starts_with('@') || rest[len..].starts_with("://") || word.eq_ignore_ascii_case("www") {
                let len: usize = rest
                    .chars()
                    .take_while(|c| !c.is_whitespace() && !matches!(c, ')' | '|'))
                    .map(char::len_utf8)
                    .sum();
                push(TokenKind::Address, String::new(), at + len, gap, cell);
                at += len;
            } else {
                push(TokenKind::Word, words::fold(word), at + len, gap, cell);
                at += len;
            }
            gap = false;
        } else if matches!(
            c,
            '*' | '_' | '#' | '[' | ']' | '{' | '}' | '"' | '„' | '”' | '“' | '«' | '»' | '\\' | '`'
        ) {
            at += width;
        } else {
            match c {
                '–' | '—' | '−' | '‑' | '‒' | '―' | '‐' | '÷' => {
                    push(TokenKind::Mark('-'), String::new(), at + width, gap, cell)
                }
                other => push(TokenKind::Mark(other), String::new(), at + width, gap, cell),
            }
            gap = false;
            at += width;
        }
    }
    budget.take(Measure::Words, out.len())?;
    Ok(out)
}

fn letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ' | '‘' | '\u{301}')
}

/// The length of a run of digits with at least one `l`, `I`, `O`, `o`, `S` or `B` among them and no other letter.
fn garbled(rest: &str) -> Option<usize> {
    let looks_like_digit = |byte: &u8| byte.is_ascii_digit() || b"lIOoSB".contains(byte);
    let length = rest
        .bytes()
        .take(LONGEST_GARBLED + 1)
        .take_while(looks_like_digit)
        .count();
    let run = &rest[..length];
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let ends = !rest[length..].starts_with(|c: char| letter(c) || c.is_ascii_digit() || c == '@');
    (length <= LONGEST_GARBLED && digits > 0 && digits < length && ends).then_some(length)
}

fn raised_digit(c: char) -> Option<char> {
    let value = (0..10).zip(RAISED).find(|(_, raised)| *raised == c)?.0;
    char::from_digit(value, 10)
}
