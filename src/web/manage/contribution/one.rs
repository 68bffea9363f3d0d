//! One contribution: what it says, how far it is, what is answered, what says the same, and what it was before.

use askama::Template;

use crate::actions::contribution::change::{confirm, restore, rewrite, set_state};
use crate::actions::contribution::group::ungroup;
use crate::actions::contribution::{self, Entry, position};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::contribution::{Body, Confirmation, ContributionState, IntakeChannel};
use crate::domain::fault::Fault;
use crate::domain::ids::ContributionId;
use crate::domain::position::{NewPosition, PositionState};
use crate::domain::slug::Slug;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates};
use crate::web::manage::contribution::form::{ContributionForm, Offers};
use crate::web::manage::contribution::words;
use crate::web::manage::fields;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Keeper;
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::{
    domain::language::Locale,
    web::manage::contribution::sample,
    web::sample::{at, coordinator},
};

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/contributions/{id}")
        .get(show)
        .post(change)
        .draws::<OnePage>()
}

#[derive(Template)]
#[template(path = "manage/contribution/one.html")]
struct OnePage {
    page: Layout,
    /// Whether it can be changed by who looks.
    can_keep: bool,
    title: String,
    state: String,
    /// How and when it came in, from where, who entered it.
    facts: Vec<String>,
    /// Address of the call it came in.
    call: Option<String>,
    /// How it was confirmed in writing.
    confirmed: Option<String>,
    awaits: bool,
    withdrawn: bool,
    /// What it can become: code of the state and the words of the button.
    next: Vec<(&'static str, String)>,
    form: ContributionForm,
    offers: Offers,
    translated_by: Option<String>,
    position: String,
    decided: Option<String>,
    verdicts: Vec<Choice>,
    position_states: Vec<Choice>,
    /// Those that say the same: address, number and text.
    same: Vec<(String, i32, String)>,
    past: Vec<PastView>,
    body: BodyView,
}

/// What it was before a change.
struct PastView {
    title: String,
    body: BodyView,
}

/// What it says, to be read: name and text of all that is there.
struct BodyView(Vec<(String, String)>);

impl BodyView {
    fn new(body: &Body, entry: &Entry, t: Texts) -> Self {
        let some = |key: &str, text: Option<&String>| Some((t.say(key), text?.clone()));
        let topics: Vec<String> = body.topics.iter().map(|topic| topic.label.clone()).collect();
        let topics = Some(topics.join(" · ")).filter(|topics| !topics.is_empty());
        let position = words::position(&body.position, &entry.verdicts, t);
        let reasons = Some(&body.position.reasons).filter(|reasons| !reasons.is_empty());
        let said = [
            some("manage-field-text", Some(&body.text)),
            some("manage-field-public-text", body.public_text.as_ref()),
            some("manage-field-polish-text", body.polish_text.as_ref()),
            some("manage-contribution-topics", topics.as_ref()),
            some("manage-field-part", body.part.as_ref()),
            some("manage-field-proposed-wording", body.proposed_wording.as_ref()),
            some("manage-field-submitter", body.submitter.as_ref()),
            some("manage-contribution-state-title", Some(&words::state(body.state, t))),
            some("manage-contribution-position", Some(&position)),
            some("manage-field-reasons", reasons),
        ];
        Self(said.into_iter().flatten().collect())
    }
}

impl OnePage {
    fn new(page: Layout, entry: &Entry, form: ContributionForm) -> Self {
        let page = page.in_consultation(&entry.consultation, "contributions");
        let (t, one, zone) = (page.t, &entry.contribution, entry.consultation.zone);
        let (body, locale) = (&one.body, page.locale());
        let moment = |at| dates::moment(local(at, zone), locale);
        let day = dates::day(one.received_on, locale);
        let came = format!("{} · {day}", words::channel(one.channel, t));
        let entered = [
            ("who", entry.entered_by.as_str().into()),
            ("when", moment(one.entered_at).into()),
        ];
        let entered = t.say_with("manage-contribution-entered", &entered);
        let confirmed = body.confirmation.as_ref().map(|confirmation| {
            let values = [
                ("channel", words::channel(confirmation.channel, t).into()),
                ("day", dates::day(confirmation.received_on, locale).into()),
                ("source", confirmation.source.as_str().into()),
            ];
            t.say_with("manage-contribution-confirmed", &values)
        });
        let decided = body.position.decided.map(|(_, at)| {
            let who = entry.decided_by.clone().unwrap_or_default();
            t.say_with(
                "manage-contribution-decided",
                &[("who", who.into()), ("when", moment(at).into())],
            )
        });
        let next = body.state.next().iter();
        let next = next.map(|state| (state.code(), t.say(&format!("manage-contribution-to-{}", state.code()))));
        let past = entry.past.iter().rev().map(|(past, who)| {
            let values = [
                ("version", past.version.to_string().into()),
                ("who", who.as_str().into()),
                ("when", moment(past.replaced_at).into()),
            ];
            PastView {
                title: t.say_with("manage-contribution-until", &values),
                body: BodyView::new(&past.body, entry, t),
            }
        });
        let same = entry.same.iter().filter(|other| other.id != one.id);
        Self {
            can_keep: page.can_in(Right::KeepContributions, entry.consultation.unit.id),
            title: t.say_one("manage-contribution-number", "number", one.number.to_string()),
            state: words::state(body.state, t),
            facts: [Some(came), one.source.clone(), Some(entered)]
                .into_iter()
                .flatten()
                .collect(),
            call: one.call.map(|call| page.address(&format!("register/{call}"))),
            confirmed,
            awaits: body.state == ContributionState::AwaitingConfirmation,
            withdrawn: body.state == ContributionState::Withdrawn,
            next: next.collect(),
            offers: Offers::new(&form, &entry.topics, &body.topics, t),
            translated_by: entry
                .translated_by
                .as_ref()
                .map(|who| t.say_one("manage-contribution-translated", "who", who)),
            position: words::position(&body.position, &entry.verdicts, t),
            decided,
            verdicts: words::verdicts(&entry.verdicts, "manage-contribution-no-verdict", &form.verdict, t),
            position_states: PositionState::ALL
                .iter()
                .map(|state| Choice::new(state.code(), words::position_state(*state, t), &form.state))
                .collect(),
            same: same
                .map(|other| {
                    let address = page.address(&format!("contributions/{}", other.id));
                    (address, other.number, other.body.text.clone())
                })
                .collect(),
            past: past.collect(),
            body: BodyView::new(body, entry, t),
            page,
            form,
        }
    }
}

/// The contribution as stored, in this consultation.
async fn stored(visit: &Visit<(Slug, Id<ContributionId>)>) -> Result<Entry, HttpError> {
    let (slug, Id(id)) = &visit.named;
    let entry = contribution::one(visit.cx(), &visit.actor, *id).await?;
    if entry.consultation.slug == *slug {
        Ok(entry)
    } else {
        Err(HttpError::NotFound("contribution"))
    }
}

/// The form of a contribution as stored.
fn form_of(entry: &Entry) -> ContributionForm {
    ContributionForm {
        version: entry.contribution.version.to_string(),
        ..ContributionForm::of(&entry.contribution.body)
    }
}

async fn show(visit: Visit<(Slug, Id<ContributionId>)>) -> Answer {
    let entry = stored(&visit).await?;
    let form = form_of(&entry);
    html(&OnePage::new(visit.layout(), &entry, form))
}

async fn change(Keeper(visit, Form(form)): Keeper<Form<ContributionForm>, (Slug, Id<ContributionId>)>) -> Answer {
    allow(&visit.actor, Right::KeepContributions)?;
    let (slug, Id(id)) = (&visit.named.0, visit.named.1);
    let here = |done| visit.link(&format!("/manage/c/{slug}/contributions/{id}?done={done}"));
    let changed = carry_out(&visit, id, &form).await.map(here);
    answer(visit.t(), changed, async |refusal| {
        let entry = stored(&visit).await?;
        if matches!(refusal.error, ActionError::Stale) {
            refusal.say(visit.t().say("manage-contributions-stale"));
        }
        let version = refusal.version(&form.version, entry.contribution.version);
        Ok(OnePage::new(
            visit.layout(),
            &entry,
            again(form, form_of(&entry), version),
        ))
    })
    .await
}

/// What was typed in the section that was sent, and what is stored in the others.
fn again(typed: ContributionForm, stored: ContributionForm, version: String) -> ContributionForm {
    match typed.what.as_str() {
        "content" => ContributionForm {
            version,
            verdict: stored.verdict,
            reasons: stored.reasons,
            state: stored.state,
            ..typed
        },
        "position" => ContributionForm {
            version,
            verdict: typed.verdict,
            reasons: typed.reasons,
            state: typed.state,
            ..stored
        },
        _ => ContributionForm {
            version,
            channel: typed.channel,
            received_on: typed.received_on,
            source: typed.source,
            ..stored
        },
    }
}

/// What the button that was pressed does, and the code of what was done.
async fn carry_out(
    visit: &Visit<(Slug, Id<ContributionId>)>,
    id: ContributionId,
    form: &ContributionForm,
) -> Result<&'static str, ActionError> {
    let (cx, actor, mut reader) = (visit.cx(), &visit.actor, FieldReader::default());
    let version = reader.version(&form.version);
    match form.what.as_str() {
        "content" => {
            let content = form.content(&mut reader);
            let (content, version) = reader.finish(|| content.zip(version))?;
            rewrite(cx, actor, id, content, version).await?;
            Ok("contribution-saved")
        }
        "position" => {
            let verdict = reader.optional("verdict", &form.verdict, Fault::Choice, |text| text.parse().ok());
            let state = reader.required("state", &form.state, Fault::Choice, PositionState::from_code);
            let (state, version) = reader.finish(|| state.zip(version))?;
            let new = NewPosition {
                verdict,
                reasons: form.reasons.clone(),
                state,
            };
            position::set(cx, actor, id, new, version).await?;
            Ok("position-set")
        }
        "confirm" => {
            let channel = reader.required("channel", &form.channel, Fault::Choice, IntakeChannel::from_code);
            let day = reader.required("received_on", &form.received_on, Fault::Date, fields::date);
            let (version, (channel, received_on)) = reader.finish(|| version.zip(channel.zip(day)))?;
            let confirmation = Confirmation {
                channel,
                received_on,
                source: form.source.trim().to_owned(),
            };
            confirm(cx, actor, id, confirmation, version).await?;
            Ok("contribution-confirmed")
        }
        "restore" => {
            restore(cx, actor, id, reader.finish(|| version)?).await?;
            Ok("contribution-state")
        }
        "ungroup" => {
            ungroup(cx, actor, id, reader.finish(|| version)?).await?;
            Ok("contribution-ungrouped")
        }
        state => {
            let state = reader.required("state", state, Fault::Choice, ContributionState::from_code);
            let (state, version) = reader.finish(|| state.zip(version))?;
            set_state(cx, actor, id, state, version).await?;
            Ok("contribution-state")
        }
    }
}

impl Page for OnePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::domain::contribution::Past;
        let layout = || coordinator(locale, "/manage/c/otwarty-krakow/contributions/1");
        let entry = |index: usize| {
            let all = sample::contributions();
            let one = all[index].clone();
            let past = Past {
                version: 1,
                body: all[3].body.clone(),
                replaced_at: at(6, 21, 9, 30),
                replaced_by: one.entered_by,
            };
            Entry {
                consultation: sample::page().consultation,
                topics: sample::page().topics,
                verdicts: sample::page().verdicts,
                same: if index < 2 { all[..2].to_vec() } else { Vec::new() },
                past: vec![(past, "Stanowisko 5769".to_owned())],
                entered_by: "Stanowisko 5769".to_owned(),
                decided_by: Some("Anna".to_owned()),
                translated_by: one.body.polish_text.as_ref().map(|_| "Oksana".to_owned()),
                contribution: one,
            }
        };
        let draw = |page: Layout, index: usize| {
            let entry = entry(index);
            Self::new(page, &entry, form_of(&entry))
        };
        let done = |code| layout().done(Some(code));
        let refused = layout().refused(&[
            ("text", Fault::Required),
            ("topics", Fault::UnknownTopic),
            ("verdict", Fault::Required),
            ("reasons", Fault::Required),
            ("received_on", Fault::InFuture),
        ]);
        let mut reader = draw(layout(), 2);
        reader.can_keep = false;
        vec![
            ("contribution", draw(done("contribution-saved"), 0)),
            ("contribution-awaiting", draw(done("contribution-entered"), 1)),
            ("contribution-refused", draw(refused, 1)),
            ("contribution-long", draw(done("position-set"), 2)),
            ("contribution-withdrawn", draw(done("contribution-state"), 3)),
            ("contribution-there", draw(done("contribution-there"), 2)),
            ("contribution-confirmed", draw(done("contribution-confirmed"), 0)),
            ("contribution-ungrouped", draw(done("contribution-ungrouped"), 0)),
            ("contribution-reader", reader),
        ]
    }
}
