//! The desk: my running duty, what colleagues ask of me, my next duties.

use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::actions::duty::{self, MyDuty};
use crate::actions::swap::{self, Mine};
use crate::actions::{ActionError, call};
use crate::domain::consultation::Consultation;
use crate::domain::fault::Fault;
use crate::domain::ids::SlotId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::roster::SlotState;
use crate::domain::swap::SwapState;
use crate::domain::time::local;
use crate::http::forms::Form;
use crate::i18n::{Texts, dates};
use crate::web::desk::duty::{extensions_of, zone_of};
use crate::web::desk::offered::{OfferNote, OfferedRow, explain};
#[cfg(test)]
use crate::web::desk::sample;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Swapper;
use crate::web::page::visit::{Id, Visit};

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/desk").get(show).draws::<DeskPage>(),
        page("/desk/duties/{id}/answer").post(reply).form_above(3),
    ]
}

#[derive(Template)]
#[template(path = "desk/home.html")]
struct DeskPage {
    page: Layout,
    running: Option<Running>,
    next_line: Option<String>,
    today: String,
    is_staff: bool,
    /// What colleagues ask.
    offered: Vec<OfferedRow>,
    duties: Vec<DutyRow>,
}

struct Running {
    head: String,
    extensions: String,
    consultation: String,
    log_call: String,
}

struct DutyRow {
    slot: SlotId,
    day: String,
    distance: String,
    hours: String,
    extensions: String,
    consultation: String,
    confirmed: bool,
    /// What there is to say of an offer of it.
    offer: Option<OfferNote>,
}

/// What the desk is made of.
#[derive(Default)]
struct Desk {
    duties: Vec<MyDuty>,
    swaps: Mine,
    /// Whether the account belongs to somebody who takes duties.
    is_staff: bool,
    calls_today: i64,
}

impl DeskPage {
    fn new(page: Layout, desk: &Desk, now: DateTime<Utc>) -> Self {
        let t = page.t;
        let live = || desk.duties.iter().filter(|duty| duty.slot.state == SlotState::Planned);
        let running = live().find(|duty| duty.slot.span.contains(now));
        let coming = live().filter(|duty| duty.slot.span.starts_at > now);
        let coming: Vec<DutyRow> = coming.map(|duty| DutyRow::new(duty, &desk.swaps, t, now)).collect();
        let offered = desk.swaps.offered.iter();
        Self {
            running: running.map(|duty| Running::new(duty, t)),
            next_line: coming.first().map(|duty| {
                let when = format!("{}, {} ({})", duty.day, duty.hours, duty.distance);
                t.say_one("desk-next-line", "when", when)
            }),
            today: t.say_one("desk-today", "calls", t.say_n("count-calls", desk.calls_today)),
            is_staff: desk.is_staff,
            offered: offered.map(|one| OfferedRow::new(one, t, now)).collect(),
            duties: coming,
            page,
        }
    }

    fn waits(&self) -> bool {
        self.duties.iter().any(|duty| !duty.confirmed)
    }
}

impl Running {
    fn new(MyDuty { consultation, slot, .. }: &MyDuty, t: Texts) -> Self {
        let until = dates::time(local(slot.span.ends_at, consultation.zone).time(), t.locale());
        Self {
            head: t.say_one("desk-running", "time", until),
            extensions: extensions_of(slot),
            consultation: title(consultation, t),
            log_call: format!("/{}/desk/calls/new?consultation={}", t.lang(), consultation.slug),
        }
    }
}

impl DutyRow {
    /// Whether it is not offered now.
    fn can_offer(&self) -> bool {
        self.offer.as_ref().is_none_or(|offer| !offer.is_live)
    }

    fn new(duty: &MyDuty, swaps: &Mine, t: Texts, now: DateTime<Utc>) -> Self {
        let MyDuty { consultation, slot, .. } = duty;
        let offer = swaps.offers.get(&slot.id);
        let today = local(now, consultation.zone).date();
        Self {
            slot: slot.id,
            offer: offer.map(|offer| OfferNote::new(offer, consultation.zone, t)),
            day: dates::weekday_day(slot.date, t.locale()),
            distance: dates::relative_day(slot.date, today, t.locale()),
            hours: dates::hours(slot.hours, t.locale()),
            extensions: extensions_of(slot),
            consultation: title(consultation, t),
            confirmed: duty.confirmed_at.is_some(),
        }
    }
}

fn title(consultation: &Consultation, t: Texts) -> String {
    consultation.texts.title(t.locale()).text.to_owned()
}

async fn desk<P>(visit: &Visit<P>) -> Result<Desk, ActionError> {
    let duties = duty::mine(visit.cx(), &visit.actor).await?;
    let today = local(visit.now(), zone_of(&duties)).date();
    Ok(Desk {
        is_staff: visit.actor.staff.is_some(),
        swaps: swap::mine(visit.cx(), &visit.actor).await?,
        calls_today: call::count_mine(visit.cx(), &visit.actor, today, zone_of(&duties)).await?,
        duties,
    })
}

async fn show(visit: Visit) -> Answer {
    html(&DeskPage::new(visit.layout(), &desk(&visit).await?, visit.now()))
}

/// What one answers to an offer, or that one's own is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReplyForm {
    /// `accept`, `decline` or `withdraw`.
    what: String,
}

async fn reply(Swapper(visit, Form(form)): Swapper<Form<ReplyForm>, Id<SlotId>>) -> Answer {
    let (cx, actor, slot) = (visit.cx(), &visit.actor, visit.named.0);
    let replied = match form.what.as_str() {
        "accept" => swap::accept(cx, actor, slot).await.map(|swap| match swap.state {
            SwapState::AwaitingApproval => "duty-waits",
            _ => "duty-taken",
        }),
        "decline" => swap::decline(cx, actor, slot).await.map(|()| "duty-declined"),
        "withdraw" => swap::withdraw(cx, actor, slot).await.map(|()| "offer-withdrawn"),
        _ => Err(ActionError::field("what", Fault::Choice)),
    };
    let outcome = replied.map(|done| visit.link(&format!("/desk?done={done}")));
    answer(visit.t(), outcome, async |refusal| {
        explain(refusal, visit.t());
        Ok(DeskPage::new(
            visit.layout().at("/desk"),
            &desk(&visit).await?,
            visit.now(),
        ))
    })
    .await
}

impl Page for DeskPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use chrono::Datelike;

        use crate::web::public::sample::{at, otwarty_krakow};
        let facts = otwarty_krakow();
        let slots = facts.slots;
        let mine = slots
            .iter()
            .filter(|slot| [20, 27].contains(&slot.date.day()) || slot.date > slots[12].date);
        let duties = mine.map(|slot| MyDuty {
            consultation: facts.consultation.clone(),
            slot: slot.clone(),
            confirmed_at: Some(at(6, 14, 12, 0)).filter(|_| slot.date < slots[10].date),
        });
        let desk = Desk {
            duties: duties.collect(),
            is_staff: true,
            calls_today: 3,
            swaps: Mine::default(),
        };
        let asked = Desk {
            swaps: sample::swaps(&desk.duties),
            duties: desk.duties.clone(),
            ..Desk {
                is_staff: true,
                ..Desk::default()
            }
        };
        let mut refused = Self::new(sample::staff(locale, "/desk"), &asked, at(6, 20, 12, 0));
        refused.page.notice = Some(refused.page.say("problem-swap-taken"));
        let nothing = Desk {
            is_staff: true,
            ..Desk::default()
        };
        let draw = |desk: &Desk, hour, minute| Self::new(sample::staff(locale, "/desk"), desk, at(6, 20, hour, minute));
        vec![
            ("desk", draw(&desk, 15, 40)),
            ("desk-before", draw(&desk, 12, 0)),
            ("desk-empty", draw(&nothing, 12, 0)),
            ("desk-swaps", draw(&asked, 15, 40)),
            ("desk-swap-refused", refused),
            ("desk-no-staff", draw(&Desk::default(), 12, 0)),
        ]
    }
}
