//! Content lines: escaped, folded, ended by CRLF (RFC 5545, §3.1 and §3.3.11).

use std::fmt::Display;

/// Octets of a line before it must be folded.
const WIDTH: usize = 75;

/// The lines of a calendar.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A property whose value needs no escapes: a number, a date, a URI.
    pub fn line(&mut self, name: &str, value: impl Display) {
        // A URI or a name with a line break would bring lines of its own.
        let line = format!("{name}:{value}").replace(['\r', '\n'], "");
        self.fold(&line);
    }

    /// A property of type TEXT.
    pub fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                '\t' => line.push(' '),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.fold(&line);
    }

    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.0
    }
}
