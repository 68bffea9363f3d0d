//! What can be wrong with a field of a form or a request.

use crate::domain::code::codes;

codes! {
    /// Its sentence is the message `fault-{code}`; programs get the code.
    Fault {
        Required => "required",
        TooLong => "too-long",
        Unprintable => "unprintable",
        Email => "email",
        EmailKnown => "email-known",
        /// The address of an account that is more than staff; only an administrator changes that.
        EmailOfAccount => "email-of-account",
        Phone => "phone",
        PeriodOrder => "period-order",
        PeriodLong => "period-long",
        OutsidePeriod => "outside-period",
        Unknown => "unknown",
        Twice => "twice",
        TooMany => "too-many",
        WrongPassword => "wrong-password",
        CurrentPassword => "current-password",
        PasswordShort => "password-short",
        PasswordGuessable => "password-guessable",
        Choice => "choice",
        Date => "date",
        Version => "version",
        Year => "year",
        Time => "time",
        Hours => "hours",
        Leads => "leads",
        EndIsStart => "end-is-start",
        Slug => "slug",
        SlugTaken => "slug-taken",
        Undecided => "undecided",
        Id => "id",
        Instant => "instant",
        Language => "language",
        Number => "number",
        List => "list",
        Object => "object",
        Text => "text",
        UnknownField => "unknown-field",
        ContributionMissing => "contribution-missing",
        InformsOnly => "informs-only",
        TextTooLong => "text-too-long",
        TooManyContributions => "too-many-contributions",
        InFuture => "in-future",
        ImpossibleYear => "impossible-year",
        UnknownTopic => "unknown-topic",
        TooManyTopics => "too-many-topics",
        KindMissing => "kind-missing",
        StartedBad => "started-bad",
        IdTaken => "id-taken",
        StaffUnknown => "staff-unknown",
        SlotPublished => "slot-published",
        Taken => "taken",
        /// Several people have this name.
        StaffTwice => "staff-twice",
        LanguageName => "language-name",
        ModeName => "mode-name",
        StateName => "state-name",
        /// A reason is that of a cancelled duty.
        ReasonOfPlanned => "reason-of-planned",
        /// A cell whose value is worked out.
        Formula => "formula",
        ColumnMissing => "column-missing",
        /// A workbook that was not written here.
        SheetUnknown => "sheet-unknown",
        /// The sheet of another consultation.
        SheetElsewhere => "sheet-elsewhere",
        SheetLong => "sheet-long",
        /// A file has to be chosen.
        FileMissing => "file-missing",
        /// A free reason seems to name one of the people on duty.
        NamesPerson => "names-person",
        /// A free reason seems to speak of somebody's health.
        NamesHealth => "names-health",
        NotInside => "not-inside",
        ClockChange => "clock-change",
        NotAdjoining => "not-adjoining",
        Unlike => "unlike",
        TooSoon => "too-soon",
        AfterEnd => "after-end",
        /// Not between now and the start of the duty.
        AnswerBy => "answer-by",
        /// A verdict that positions have.
        VerdictUsed => "verdict-used",
        /// Away, or on another duty.
        StaffCannot => "staff-cannot",
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Its name in the form or the request: `last_day`, `contributions[2].text`.
    pub field: String,
    pub fault: Fault,
}

impl FieldError {
    pub fn new(field: impl Into<String>, fault: Fault) -> Self {
        Self {
            field: field.into(),
            fault,
        }
    }
}
