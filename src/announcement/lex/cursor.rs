//! The tokens of a line, and what the grammar asks of them.

use std::cell::Cell;

use crate::announcement::budget::Budget;
use crate::announcement::error::ReadError;
use crate::announcement::lex::token::{self, Token, TokenKind};
use crate::announcement::lex::words;

/// A line with its tokens.
pub struct Lexer<'a> {
    pub line: &'a str,
    pub tokens: Vec<Token>,
    /// `06/13` is 13 June in this text.
    pub month_first: bool,
    /// From any token before this one, no enumeration of days can be read.
    pub no_list_before: Cell<usize>,
    /// How often a token was looked at.
    #[cfg(test)]
    pub looks: Cell<usize>,
}

impl<'a> Lexer<'a> {
    pub fn new(line: &'a str, month_first: bool, budget: &mut Budget<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            line,
            tokens: token::tokens(line, budget)?,
            month_first,
            no_list_before: Cell::new(0),
            #[cfg(test)]
            looks: Cell::new(0),
        })
    }

    pub fn get(&self, index: usize) -> Option<&Token> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.tokens.get(index)
    }

    pub fn is(&self, index: usize, mark: char) -> bool {
        self.get(index).is_some_and(|token| token.is(mark))
    }

    pub fn any(&self, index: usize, list: &[&str]) -> bool {
        self.get(index).is_some_and(|token| token.any(list))
    }

    pub fn number(&self, index: usize) -> Option<(&Token, u64)> {
        match self.get(index) {
            Some(token) => match token.kind {
                TokenKind::Number(value) => Some((token, value)),
                _ => None,
            },
            None => None,
        }
    }

    pub fn gap(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.gap)
    }

    pub fn ends_cell(&self, index: usize) -> bool {
        self.get(index).is_none_or(|token| token.kind == TokenKind::Cell)
    }

    pub fn starts_cell(&self, index: usize) -> bool {
        index == 0 || self.get(index - 1).is_some_and(|token| token.kind == TokenKind::Cell)
    }

    pub fn original(&self, token: &Token) -> &str {
        &self.line[token.at..token.end]
    }

    /// The word before a token, over a full stop: the `tel` of `tel. 12`.
    pub fn word_before(&self, index: usize) -> Option<&Token> {
        let mut before = index.checked_sub(1)?;
        while self.is(before, '.') || self.is(before, ':') || self.is(before, '(') {
            before = before.checked_sub(1)?;
        }
        self.get(before).filter(|token| token.kind == TokenKind::Word)
    }

    pub fn month_word(&self, index: usize) -> bool {
        self.get(index)
            .is_some_and(|token| token.kind == TokenKind::Word && words::month(&token.low).is_some())
    }

    /// A full stop before a capital, unless an abbreviation ends there.
    pub fn sentence_ends(&self, index: usize) -> bool {
        if !self.is(index, '.') {
            return true;
        }
        let capital = self.get(index + 1).is_some_and(|next| {
            next.gap
                && next.kind == TokenKind::Word
                && self.original(next).chars().next().is_some_and(char::is_uppercase)
        });
        let abbreviation = index
            .checked_sub(1)
            .and_then(|before| self.get(before))
            .is_none_or(|before| {
                before.kind == TokenKind::Word
                    && (before.low.chars().count() <= 2 && !before.any(&["r", "р"])
                        || before.any(&[
                            "godz", "tel", "wew", "inz", "prof", "mgr", "hab", "ref", "wydz", "год", "тел", "вул",
                            "ext",
                        ]))
            });
        capital && !abbreviation
    }
}
