//! Sentences whose ranges stay on one line.

use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};

/// A text as HTML, in which a range (`15.00–18.00`, `22–23 czerwca`) does not break at its dash.
#[derive(Debug, Clone, Copy)]
pub struct Unbroken<'a>(pub &'a str);

impl HtmlSafe for Unbroken<'_> {}

impl fmt::Display for Unbroken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.0.split_inclusive(' ') {
            let word = piece.trim_end_matches(' ');
            let Ok(escaped) = escape(word, Html);
            if is_range(word) {
                write!(f, "<span class=\"num\">{escaped}</span>")?;
            } else {
                write!(f, "{escaped}")?;
            }
            f.write_str(&piece[word.len()..])?;
        }
        Ok(())
    }
}

/// A dash between two digits.
fn is_range(word: &str) -> bool {
    word.split_once('–').is_some_and(|(from, to)| {
        from.ends_with(|c: char| c.is_ascii_digit()) && to.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_kept_whole_and_the_rest_is_escaped() {
        for (text, html) in [
            (
                "Brakuje 15.00–18.00 (3 h).",
                "Brakuje <span class=\"num\">15.00–18.00</span> (3 h).",
            ),
            ("22–23\u{a0}czerwca", "<span class=\"num\">22–23\u{a0}czerwca</span>"),
            ("13 czerwca – 5 lipca", "13 czerwca – 5 lipca"),
            ("Ulica Wschód–Zachód  ", "Ulica Wschód–Zachód  "),
            ("<b> 1–2<i>", "&#60;b&#62; <span class=\"num\">1–2&#60;i&#62;</span>"),
        ] {
            assert_eq!(Unbroken(text).to_string(), html);
        }
    }
}
