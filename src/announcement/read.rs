//! From bytes to a reading, stage by stage.

use chrono::NaiveDate;

use crate::announcement::classifier::Classifier;
use crate::announcement::hints::{american_dates, mentioned_years, title};
use crate::announcement::lex::fact::Keyword;
use crate::announcement::reading::{Input, ReadError, Reading, warning};
use crate::announcement::segments::{Segment, segments};
use crate::announcement::years::DateResolver;
use crate::announcement::{container, lex, neighbours};

/// Reads an announcement. `today` is only for what the text itself leaves to it: `br.`, and which year to propose.
pub fn read(input: Input<'_>, today: NaiveDate) -> Result<Reading, ReadError> {
    let lines = container::lines(input)?;
    let month_first = american_dates(&lines);
    let mut facts: Vec<_> = lines.iter().map(|line| lex::facts(&line.text, month_first)).collect();
    neighbours::combine(&lines, &mut facts);
    let title = title(&lines, &facts);
    let years = mentioned_years(&lines, title.as_deref());
    let segments = segments(&lines, facts);
    let resolver = DateResolver::of(&segments, years, today);
    let mut classifier = Classifier::new(&lines, &segments, &resolver, title);
    classifier.duties();
    classifier.drop_answered();
    classifier.overlaps();
    classifier.in_person();
    classifier.weekdays_elsewhere();
    classifier.events();
    classifier.days_missing();
    let reading = classifier.done();
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
