//! The contributions of a consultation by number; those ticked are grouped, or answered alike.

use actix_web::web;
use askama::Template;
use serde::Deserialize;
use url::form_urlencoded;

use crate::actions::contribution::group::{Seen, group};
use crate::actions::contribution::position::{PositionChange, set_several};
use crate::actions::contribution::{self, ContributionPage};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::contribution::{Contribution, ContributionFilter, ContributionState, IntakeChannel};
use crate::domain::fault::Fault;
use crate::domain::position::PositionState;
use crate::domain::slug::Slug;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates};
use crate::web::manage::contribution::words;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Keeper;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::manage::contribution::sample, web::sample::coordinator};

/// Contributions on a page.
const LIMIT: i64 = 50;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/contributions")
        .get(show)
        .post(change)
        .draws::<ListPage>()
}

#[derive(Template)]
#[template(path = "manage/contribution/list.html")]
struct ListPage {
    page: Layout,
    /// Whether they can be changed by who looks.
    can_keep: bool,
    total: String,
    counts: Vec<String>,
    filters: Vec<(&'static str, String, Vec<Choice>)>,
    rows: Vec<Row>,
    form: ChangeForm,
    verdicts: Vec<Choice>,
    position_states: Vec<Choice>,
    /// Address of the next ones.
    next: Option<String>,
}

struct Row {
    number: i32,
    /// Where a message about it stands.
    field: String,
    address: String,
    /// What is sent when it is ticked: its id and version.
    value: String,
    ticked: bool,
    text: String,
    facts: Vec<String>,
    came: String,
    state: String,
    position: String,
    reasons: String,
    /// Whether others say the same.
    grouped: bool,
}

/// Which are shown.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct ShowQuery {
    state: String,
    channel: String,
    topic: String,
    position: String,
    verdict: String,
    after: String,
}

impl ShowQuery {
    /// What cannot be read leaves nothing out.
    fn filter(&self) -> ContributionFilter {
        ContributionFilter {
            state: ContributionState::from_code(&self.state),
            channel: IntakeChannel::from_code(&self.channel),
            topic: self.topic.parse().ok(),
            position: PositionState::from_code(&self.position),
            verdict: self.verdict.parse().ok(),
            group: None,
        }
    }

    /// The same from another number on.
    fn address(&self, after: i32) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([
                ("state", &self.state),
                ("channel", &self.channel),
                ("topic", &self.topic),
                ("position", &self.position),
                ("verdict", &self.verdict),
                ("after", &after.to_string()),
            ])
            .finish();
        format!("contributions?{query}")
    }
}

/// What is done with those ticked; `what` names the button.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    what: String,
    /// Id and version of each: `0192….3`.
    ticked: Vec<String>,
    verdict: String,
    reasons: String,
    position_state: String,
}

impl ChangeForm {
    fn seen(&self, reader: &mut FieldReader) -> Option<Seen> {
        let one = |text: &String| {
            let (id, version) = text.split_once('.')?;
            Some((id.parse().ok()?, version.parse().ok()?))
        };
        let seen: Option<Seen> = self.ticked.iter().map(one).collect();
        if seen.as_ref().is_none_or(Seen::is_empty) {
            reader.refuse("ticked", Fault::Required);
        }
        seen
    }

    fn position(&self, reader: &mut FieldReader) -> PositionChange {
        PositionChange {
            verdict: reader.optional("verdict", &self.verdict, Fault::Choice, |text| text.parse().ok()),
            reasons: Some(self.reasons.clone()).filter(|text| !text.trim().is_empty()),
            state: reader.optional(
                "position_state",
                &self.position_state,
                Fault::Choice,
                PositionState::from_code,
            ),
        }
    }
}

impl ListPage {
    fn new(page: Layout, shown: &ContributionPage, query: &ShowQuery, form: ChangeForm) -> Self {
        let page = page.in_consultation(&shown.consultation, "contributions");
        let (t, all) = (page.t, "manage-contributions-all");
        let total: i64 = shown.counts.iter().map(|(_, count)| count).sum();
        let counts = shown.counts.iter();
        let counts = counts.map(|(state, count)| format!("{}: {count}", words::state(*state, t)));
        let filters = vec![
            (
                "state",
                "manage-contributions-state",
                words::states(all, &query.state, t),
            ),
            (
                "channel",
                "manage-field-channel",
                words::channels_of(IntakeChannel::ALL, all, &query.channel, t),
            ),
            (
                "topic",
                "manage-contributions-topic",
                words::topics(&shown.topics, all, &query.topic, t),
            ),
            (
                "position",
                "manage-field-position-state",
                words::position_states(all, &query.position, t),
            ),
            (
                "verdict",
                "manage-field-verdict",
                words::verdicts(&shown.verdicts, all, &query.verdict, t),
            ),
        ];
        let leave = "manage-contributions-leave";
        Self {
            can_keep: page.can_in(Right::KeepContributions, shown.consultation.unit.id),
            total: t.say_n("count-contributions", total),
            counts: counts.collect(),
            filters: filters
                .into_iter()
                .map(|(id, key, choices)| (id, t.say(key), choices))
                .collect(),
            rows: shown
                .contributions
                .iter()
                .map(|one| row(one, shown, &form, &page))
                .collect(),
            verdicts: words::verdicts(&shown.verdicts, leave, &form.verdict, t),
            position_states: words::position_states(leave, &form.position_state, t),
            next: shown.next.map(|number| page.address(&query.address(number))),
            page,
            form,
        }
    }
}

fn row(one: &Contribution, shown: &ContributionPage, form: &ChangeForm, page: &Layout) -> Row {
    let (t, body) = (page.t, &one.body);
    let day = dates::day(one.received_on, t.locale());
    let id = one.id.to_string();
    let is_group = body.group.is_some() || shown.contributions.iter().any(|other| other.body.group == Some(one.id));
    Row {
        number: one.number,
        field: format!("number-{}", one.number),
        address: page.address(&format!("contributions/{id}")),
        value: format!("{id}.{}", one.version),
        ticked: form.ticked.iter().any(|ticked| ticked.starts_with(&id)),
        text: body.polish_text.clone().unwrap_or_else(|| body.text.clone()),
        facts: words::facts(body, t),
        came: format!("{} · {day}", words::channel(one.channel, t)),
        state: words::state(body.state, t),
        position: words::position(&body.position, &shown.verdicts, t),
        reasons: body.position.reasons.clone(),
        grouped: is_group,
    }
}

async fn shown(visit: &Visit<Slug>, query: &ShowQuery) -> Result<ContributionPage, ActionError> {
    let after = query.after.parse().unwrap_or_default();
    let slug = visit.named.clone();
    contribution::page(visit.cx(), &visit.actor, slug, query.filter(), after, LIMIT).await
}

async fn show(visit: Visit<Slug>, query: web::Query<ShowQuery>) -> Answer {
    let page = shown(&visit, &query).await?;
    html(&ListPage::new(visit.layout(), &page, &query, ChangeForm::default()))
}

async fn change(Keeper(visit, Form(form)): Keeper<Form<ChangeForm>, Slug>, query: web::Query<ShowQuery>) -> Answer {
    allow(&visit.actor, Right::KeepContributions)?;
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let list = |done| visit.link(&format!("/manage/c/{}/contributions?done={done}", slug()));
    let changed = async {
        let mut reader = FieldReader::default();
        let seen = form.seen(&mut reader);
        if form.what == "group" {
            let seen = reader.finish(|| seen)?;
            group(cx, actor, slug(), seen).await?;
            return Ok(list("contributions-grouped"));
        }
        let change = form.position(&mut reader);
        let seen = reader.finish(|| seen)?;
        set_several(cx, actor, slug(), seen, change).await?;
        Ok(list("positions-set"))
    };
    answer(visit.t(), changed.await, async |refusal| {
        let t = visit.t();
        match refusal.error {
            ActionError::Conflict("positions-differ") => refusal.say(t.say("manage-contributions-differ")),
            ActionError::Stale => refusal.say(t.say("manage-contributions-stale")),
            _ => {}
        }
        let number = |field: &str| field.strip_prefix("number-").map(|number| number_words(number, t));
        refusal.place(|errors| errors.renamed("state", "position_state").within(number));
        let page = shown(&visit, &query).await?;
        Ok(ListPage::new(visit.layout(), &page, &query, form))
    })
    .await
}

fn number_words(number: &str, t: Texts) -> String {
    t.say_one("manage-contribution-number", "number", number)
}

impl Page for ListPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || coordinator(locale, "/manage/c/otwarty-krakow/contributions");
        let draw = |page: Layout, shown: &ContributionPage, form| Self::new(page, shown, &ShowQuery::default(), form);
        let ticked = ChangeForm {
            ticked: vec![format!("{}.1", sample::contributions()[0].id)],
            reasons: "Bo tak.".to_owned(),
            ..ChangeForm::default()
        };
        let faults = [
            ("number-12", Fault::Required),
            ("ticked", Fault::Required),
            ("verdict", Fault::Choice),
            ("reasons", Fault::TooLong),
        ];
        let mut reader = draw(layout(), &sample::page(), ChangeForm::default());
        reader.can_keep = false;
        vec![
            (
                "contributions",
                draw(
                    layout().done(Some("contributions-grouped")),
                    &sample::page(),
                    ChangeForm::default(),
                ),
            ),
            (
                "contributions-refused",
                draw(layout().refused(&faults), &sample::page(), ticked),
            ),
            (
                "contributions-none",
                draw(
                    layout().done(Some("positions-set")),
                    &sample::no_page(),
                    ChangeForm::default(),
                ),
            ),
            (
                "contributions-verdicts",
                draw(
                    layout().done(Some("verdicts-saved")),
                    &sample::page(),
                    ChangeForm::default(),
                ),
            ),
            ("contributions-reader", reader),
        ]
    }
}
