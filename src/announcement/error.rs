//! Why nothing was read.

use std::fmt;

use crate::announcement::reading::MAX_BYTES;

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// More than [`MAX_BYTES`], packed or unpacked.
    #[error("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// More of something than reading one announcement may use up.
    #[error("there is more in it than can be read at once: too many {0}")]
    TooMuch(Measure),
    /// The time was up before it was read.
    #[error("reading it takes too long")]
    TooSlow,
    #[error("the file is empty")]
    Empty,
    /// Bytes that are none of the formats, or a broken file of one.
    #[error("the file cannot be read: {0}")]
    NotReadable(String),
    /// Readable, but no period, duty or meeting in it.
    #[error("this is not an announcement of a consultation: no period, telephone duty or meeting was found in it")]
    NotAnAnnouncement,
}

impl ReadError {
    /// A stable code, also the end of its message's key.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooMuch(_) => "too_much",
            Self::TooSlow => "too_slow",
            Self::Empty => "empty",
            Self::NotReadable(_) => "not_readable",
            Self::NotAnAnnouncement => "not_an_announcement",
        }
    }
}

/// What an announcement may have too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Bytes of extracted text, copies of repeated cells included.
    Text,
    /// Lines of extracted text.
    Lines,
    /// Table cells, empty ones included.
    Cells,
    CellsOfLine,
    /// Words, numbers and marks.
    Words,
    WordsOfLine,
    /// Elements and texts of a page.
    Nodes,
    /// Elements of a page, each in the one before.
    Depth,
    /// Attributes of one element.
    Attributes,
    /// Sheets of a workbook.
    Sheets,
    /// Days that are named, and days that ranges and weekdays are spread over.
    Days,
    /// Bytes of lines that come with a reading: those of duties, meetings, questions, and what was not understood.
    Quoted,
    /// Questions, warnings, and lines that were not understood.
    Notes,
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = Self::Notes as usize + 1;
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "letters",
            Self::Lines => "lines",
            Self::Cells => "table cells",
            Self::CellsOfLine => "table cells in one line",
            Self::Words => "words",
            Self::WordsOfLine => "words in one line",
            Self::Nodes => "elements",
            Self::Depth => "elements within each other",
            Self::Attributes => "attributes in one element",
            Self::Sheets => "sheets",
            Self::Days => "days",
            Self::Quoted => "long lines with something to check",
            Self::Notes => "lines with something to check",
        })
    }
}
