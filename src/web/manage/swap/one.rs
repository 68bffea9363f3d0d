//! One published duty: who could stand in, and what is to become of its offer.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::actions::swap::{self, StandIns};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::swap::SwapState;
use crate::domain::time::local;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{dates, languages, sentences};
use crate::web::manage::swap::words::{StandInRow, standing};
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::FieldReader;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::{Id, Visit};

/// So many colleagues are listed.
const LISTED: usize = 100;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/swaps/{id}")
        .get(show)
        .post(settle)
        .draws::<SwapPage>()
}

#[derive(Template)]
#[template(path = "manage/swap/one.html")]
struct SwapPage {
    page: Layout,
    slot: SlotId,
    heading: String,
    /// How far it is, numbers, languages.
    facts: Vec<String>,
    holder: String,
    /// How its offer stands, while something can come of it.
    standing: Vec<String>,
    waits: bool,
    /// Whether it is still ahead.
    is_ahead: bool,
    can_settle: bool,
    stand_ins: Vec<StandInRow>,
}

impl SwapPage {
    fn new(page: Layout, duty: &StandIns, now: DateTime<Utc>) -> Self {
        let (of, slot) = (&duty.consultation, &duty.slot);
        let page = page
            .at(format!("/manage/c/{}/swaps/{}", of.slug, slot.id))
            .in_consultation(of, "swaps");
        let (t, locale) = (page.t, page.locale());
        let today = local(now, of.zone).date();
        let numbers: Vec<&str> = slot.extensions.iter().map(|one| one.display.as_str()).collect();
        let facts = [
            Some(dates::relative_day(slot.date, today, locale)),
            Some(numbers.join(", ")),
            languages::names(&slot.languages, locale),
        ];
        let ranked = duty.ranked.iter();
        let mut names: BTreeMap<StaffId, String> = ranked.map(|one| (one.candidate.staff, one.name.clone())).collect();
        names.insert(duty.holder, duty.holder_name.clone());
        let offer = duty.offer.as_ref().filter(|offer| offer.state.is_live());
        Self {
            slot: slot.id,
            heading: sentences::capital(&sentences::duty(slot.date, slot.hours, locale)),
            facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
            holder: t.say_one("manage-swap-holder", "name", duty.holder_name.as_str()),
            standing: offer
                .map(|offer| standing(offer, &names, of.zone, t))
                .unwrap_or_default(),
            waits: offer.is_some_and(|offer| offer.state == SwapState::AwaitingApproval),
            is_ahead: now < slot.span.starts_at,
            can_settle: page.can_in(Right::EditRoster, of.unit.id),
            stand_ins: duty
                .ranked
                .iter()
                .take(LISTED)
                .map(|one| StandInRow::new(one, t))
                .collect(),
            page,
        }
    }
}

async fn duty(visit: &Visit<Slug>, id: SlotId) -> Result<StandIns, HttpError> {
    let duty = swap::stand_ins(visit.cx(), &visit.actor, id).await?;
    if duty.consultation.slug == visit.named {
        Ok(duty)
    } else {
        Err(HttpError::NotFound("duty"))
    }
}

async fn show(visit: Visit<(Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    allow(&visit.actor, Right::SeeRoster)?;
    html(&SwapPage::new(visit.layout(), &duty(&visit, id).await?, visit.now()))
}

/// What is to become of a duty or its offer.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SettleForm {
    /// `give`, `approve`, `refuse` or `withdraw`.
    what: String,
    /// Who gets it.
    to: String,
}

async fn settle(Editor(visit, Form(form)): Editor<Form<SettleForm>, (Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    duty(&visit, id).await?;
    let swaps = |done| visit.link(&format!("/manage/c/{}/swaps?done={done}", visit.named));
    let outcome = act(&visit, id, &form).await.map(swaps);
    answer(visit.t(), outcome, async |refusal| {
        explain(refusal, &visit);
        Ok(SwapPage::new(visit.layout(), &duty(&visit, id).await?, visit.now()))
    })
    .await
}

async fn act(visit: &Visit<Slug>, id: SlotId, form: &SettleForm) -> Result<&'static str, ActionError> {
    let (cx, actor) = (visit.cx(), &visit.actor);
    match form.what.as_str() {
        "give" => {
            let mut reader = FieldReader::default();
            let to = reader.required("to", &form.to, Fault::Choice, |text| text.parse().ok());
            let to = reader.finish(|| to)?;
            swap::give(cx, actor, id, to).await.map(|_| "duty-given")
        }
        "approve" => swap::approve(cx, actor, id).await.map(|_| "duty-given"),
        "refuse" => swap::refuse(cx, actor, id).await.map(|()| "swap-refused"),
        "withdraw" => swap::withdraw(cx, actor, id).await.map(|()| "swap-withdrawn"),
        _ => Err(ActionError::field("what", Fault::Choice)),
    }
}

fn explain(refusal: &mut Refusal, visit: &Visit<Slug>) {
    if let ActionError::Conflict(code) = &refusal.error {
        let notice = visit.t().say(&format!("problem-{}", code.replace('_', "-")));
        refusal.say(notice);
    }
}

impl Page for SwapPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::sample::{self, at};
        let draw = |duty: &StandIns| {
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow/swaps/1");
            Self::new(page, duty, at(6, 20, 16, 0))
        };
        let [none, open, waits] = sample::stand_ins();
        let mut busy = draw(&waits);
        busy.page.notice = Some(busy.page.say("problem-swap-busy"));
        let alone = StandIns {
            ranked: Vec::new(),
            ..none.clone()
        };
        vec![
            ("swap-none", draw(&none)),
            ("swap-open", draw(&open)),
            ("swap-waits", draw(&waits)),
            ("swap-busy", busy),
            ("swap-alone", draw(&alone)),
        ]
    }
}
