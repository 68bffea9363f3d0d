//! From bytes to a reading, stage by stage.

use chrono::NaiveDate;

use crate::announcement::budget::Budget;
use crate::announcement::classifier::Classifier;
use crate::announcement::error::ReadError;
use crate::announcement::hints::{american_dates, mentioned_years, title};
use crate::announcement::lex::fact::Keyword;
use crate::announcement::reading::{Input, Reading, warning};
use crate::announcement::segments::{Segment, segments};
use crate::announcement::years::DateResolver;
use crate::announcement::{container, lex, neighbours};

/// Reads an announcement. `today` is only for what the text itself leaves to it: `br.`, and which year to propose. `is_late` is
/// asked again and again, and ends it once there is no time left.
///
/// # Errors
/// [`ReadError`], each with a sentence of its own; [`ReadError::TooMuch`] and [`ReadError::TooSlow`] before much memory or
/// time was spent.
pub fn read(input: Input<'_>, today: NaiveDate, is_late: &dyn Fn() -> bool) -> Result<Reading, ReadError> {
    let mut budget = Budget::new(is_late);
    let lines = container::lines(input, &mut budget)?;
    let month_first = american_dates(&lines);
    let lexed = lines
        .iter()
        .map(|line| lex::facts(&line.text, month_first, &mut budget));
    let mut facts = lexed.collect::<Result<Vec<_>, _>>()?;
    neighbours::combine(&lines, &mut facts);
    let title = title(&lines, &facts);
    let years = mentioned_years(&lines, title.as_deref());
    budget.in_time()?;
    let segments = segments(&lines, facts);
    budget.in_time()?;
    let resolver = DateResolver::of(&segments, years, today);
    let mut classifier = Classifier::new(&lines, &segments, &resolver, title, budget);
    classifier.duties()?;
    classifier.drop_answered();
    classifier.overlaps()?;
    classifier.in_person()?;
    classifier.weekdays_elsewhere()?;
    classifier.events()?;
    classifier.days_missing()?;
    let reading = classifier.done()?;
    if announces(&reading, &segments) {
        Ok(reading)
    } else {
        Err(ReadError::NotAnAnnouncement)
    }
}

/// A period alone announces a consultation only beside a word for one.
fn announces(reading: &Reading, segments: &[Segment]) -> bool {
    let consultation = segments
        .iter()
        .any(|segment| segment.says(Keyword::Consultation) || segment.kind.is_duty());
    let period = reading.consultation.first_day.is_some() || reading.consultation.last_day.is_some();
    !reading.slots.is_empty()
        || !reading.proposals.is_empty()
        || !reading.events.is_empty()
        || !reading.questions.is_empty()
        || reading.warnings.iter().any(|note| note.code == warning::IN_PERSON)
        || period && consultation
}
