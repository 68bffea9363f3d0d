//! Languages spoken: `(j. polski, j. ukraiński)`, `po polsku i ukraińsku`, `in Polish or Ukrainian`, `PL/UA`.

use crate::announcement::lex::cursor::Lexer;
use crate::announcement::lex::fact::FactKind;
use crate::announcement::lex::token::{Token, TokenKind};
use crate::announcement::lex::words;
use crate::domain::language::Language;
use crate::i18n::languages;

/// Languages that begin at a word: after a word for language, or with nothing else in their cell or brackets.
pub(super) fn languages(lexer: &Lexer<'_>, index: usize) -> Option<(FactKind, usize)> {
    let before = index.checked_sub(1).and_then(|before| lexer.get(before));
    let led = lexer.word_before(index).is_some_and(introduces);
    let opened = before.is_none_or(|token| token.kind == TokenKind::Cell || token.is('('));
    let mut found: Vec<Language> = Vec::new();
    let mut at = index;
    let mut named_language = led;
    for _ in 0..16 {
        let Some(token) = lexer.get(at) else { break };
        if let Some(language) = language(lexer, token) {
            if !found.contains(&language) {
                found.push(language);
            }
            at += 1;
        } else if introduces(token) {
            named_language = true;
            at += 1;
        } else if token.is(',')
            || token.is('/')
            || token.is('.')
            || token.is('-')
            || token.is('+')
            || token.is(';')
            || token.any(words::AND)
            || token.any(words::OR)
            || token.any(&["w", "in"])
        {
            at += 1;
        } else {
            break;
        }
    }
    if found.is_empty() {
        return None;
    }
    // A mark after the last language belongs to the sentence.
    while at > index + 1
        && lexer
            .get(at - 1)
            .is_some_and(|token| language(lexer, token).is_none() && !introduces(token))
    {
        at -= 1;
    }
    let closed = lexer.ends_cell(at) || lexer.is(at, ')') || lexer.is(at, '.') && lexer.ends_cell(at + 1);
    let suffix = lexer.any(at, &["speaking", "language", "languages", "мовою", "мовами"]);
    let capitals = lexer
        .get(index)
        .is_some_and(|token| lexer.original(token).chars().all(|c| c.is_uppercase()));
    let only_cell = opened
        && closed
        && !(lexer.starts_cell(index) && lexer.tokens[index].cell == 0 && capitals && found.len() == 1);
    let alone = only_cell && (lexer.tokens[index].cell > 0 || lexer.is(index.wrapping_sub(1), '(') || found.len() > 1);
    (named_language && !capitals || alone || suffix).then_some((FactKind::Languages(found), at))
}

fn language(lexer: &Lexer<'_>, token: &Token) -> Option<Language> {
    if token.kind != TokenKind::Word {
        return None;
    }
    let original = lexer.original(token);
    if original.chars().all(char::is_uppercase) {
        if let Some(language) = languages::abbreviated(original) {
            return Some(language);
        }
        // Any other code is read only in a column of languages, alone.
        let code = original.is_ascii() && (2..=3).contains(&original.len()) && token.cell > 2;
        if code {
            return original.parse().ok();
        }
    }
    languages::named(&token.low)
}

fn introduces(token: &Token) -> bool {
    token.any(&[
        "j",
        "jez",
        "jezyk",
        "jezyku",
        "jezyki",
        "jezykach",
        "jezykiem",
        "po",
        "in",
        "language",
        "languages",
        "мова",
        "мовою",
        "мови",
        "мовами",
    ])
}
