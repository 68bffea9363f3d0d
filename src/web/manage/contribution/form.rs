//! The fields of what a contribution says: as typed, and what they mean.

use serde::Deserialize;

use crate::domain::caller::CallerKind;
use crate::domain::contribution::{Body, Confirmation, Content, IntakeChannel, NewEntry};
use crate::domain::fault::Fault;
use crate::domain::ids::ContributionId;
use crate::domain::slug::Slug;
use crate::domain::topic::{KeptTopic, Topic};
use crate::i18n::Texts;
use crate::web::manage::contribution::words;
use crate::web::manage::fields;
use crate::web::page::form::{Choice, FieldReader};

/// Everything a page of contributions can send; `what` names the button.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContributionForm {
    pub what: String,
    pub version: String,
    pub text: String,
    pub public_text: String,
    pub language: String,
    pub polish_text: String,
    pub part: String,
    pub proposed_wording: String,
    pub topics: Vec<String>,
    pub caller: String,
    pub submitter: String,
    pub read_back: String,
    pub channel: String,
    pub received_on: String,
    pub source: String,
    pub state: String,
    pub verdict: String,
    pub reasons: String,
}

impl ContributionForm {
    /// What is stored, as it would be typed.
    pub fn of(body: &Body) -> Self {
        let content = body.content();
        let text = |text: Option<String>| text.unwrap_or_default();
        Self {
            text: content.text,
            public_text: text(content.public_text),
            language: text(content.language.map(|language| language.to_string())),
            polish_text: text(content.polish_text),
            part: text(content.part),
            proposed_wording: text(content.proposed_wording),
            topics: content.topics.iter().map(Slug::to_string).collect(),
            caller: text(content.caller.map(|caller| caller.code().to_owned())),
            submitter: text(content.submitter),
            read_back: if content.read_back { "on" } else { "" }.to_owned(),
            verdict: text(body.position.verdict.as_ref().map(ToString::to_string)),
            reasons: body.position.reasons.clone(),
            state: body.position.state.code().to_owned(),
            ..Self::default()
        }
    }

    pub fn content(&self, reader: &mut FieldReader) -> Option<Content> {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        let language = reader.optional("language", &self.language, Fault::Language, |text| text.parse().ok());
        let caller = reader.optional("caller", &self.caller, Fault::Choice, CallerKind::from_code);
        let topics: Option<Vec<Slug>> = self.topics.iter().map(|code| code.parse().ok()).collect();
        if topics.is_none() {
            reader.refuse("topics", Fault::UnknownTopic);
        }
        Some(Content {
            text: self.text.clone(),
            public_text: some(&self.public_text),
            language,
            polish_text: some(&self.polish_text),
            part: some(&self.part),
            proposed_wording: some(&self.proposed_wording),
            topics: topics?,
            caller,
            submitter: some(&self.submitter),
            read_back: !self.read_back.is_empty(),
        })
    }

    /// A contribution to be entered.
    pub fn entry(&self, id: ContributionId, slug: &Slug, reader: &mut FieldReader) -> Option<NewEntry> {
        let channel = reader.required("channel", &self.channel, Fault::Choice, IntakeChannel::from_code);
        let received_on = reader.required("received_on", &self.received_on, Fault::Date, fields::date);
        let content = self.content(reader);
        Some(NewEntry {
            id,
            consultation: slug.clone(),
            channel: channel?,
            received_on: received_on?,
            source: Some(self.source.clone()),
            content: content?,
        })
    }
}

/// What the fields of a contribution offer.
pub struct Offers {
    pub topics: Vec<Choice>,
    pub callers: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub channels: Vec<Choice>,
    /// How a confirmation can come.
    pub confirming: Vec<Choice>,
}

impl Offers {
    pub fn new(form: &ContributionForm, all: &[Topic], kept: &[KeptTopic], t: Texts) -> Self {
        Self {
            topics: words::topic_ticks(all, kept, &form.topics, t),
            callers: words::callers(&form.caller, t),
            languages: words::language_choices(&form.language, t),
            confirming: words::channels_of(&Confirmation::CHANNELS, "manage-contribution-choose", &form.channel, t),
            channels: words::channels_of(IntakeChannel::ALL, "manage-contribution-choose", &form.channel, t),
        }
    }
}
