//! Offers in words: those of colleagues, and what became of one's own.

use chrono::{DateTime, Utc};

use crate::actions::ActionError;
use crate::actions::swap::{MyOffer, Offered};
use crate::domain::candidate::Cannot;
use crate::domain::ids::SlotId;
use crate::domain::swap::SwapState;
use crate::domain::time::local;
use crate::i18n::{Texts, dates, languages};
use crate::web::desk::duty::extensions_of;
use crate::web::page::answer::Refusal;

/// So many names of those who were asked are said; the others are counted.
const NAMED: usize = 5;

/// A colleague's duty one is asked to take.
pub struct OfferedRow {
    pub slot: SlotId,
    /// Who asks.
    pub asks: String,
    pub day: String,
    pub hours: String,
    /// How far it is, numbers, languages, consultation.
    pub facts: Vec<String>,
    /// By when an answer is wanted, or why there are no buttons.
    pub note: String,
    /// Whether it can be taken.
    pub can_take: bool,
    /// Whether one can still say no.
    pub can_decline: bool,
}

impl OfferedRow {
    pub fn new(one: &Offered, t: Texts, now: DateTime<Utc>) -> Self {
        let (locale, of, slot) = (t.locale(), &one.consultation, &one.slot);
        let today = local(now, of.zone).date();
        let is_open = one.swap.state == SwapState::Open;
        let until = dates::moment(local(one.swap.answer_by, of.zone), locale);
        let note = match (one.swap.state, one.cannot) {
            (SwapState::Open, None) => t.say_one("desk-offered-until", "until", until),
            (SwapState::Open, Some(Cannot::Absent(_))) => t.say("desk-offered-absent"),
            (SwapState::Open, Some(Cannot::Busy(_))) => t.say("desk-offered-busy"),
            (SwapState::AwaitingApproval, _) => t.say("desk-offered-waits"),
            _ => t.say("desk-offered-stale"),
        };
        let facts = [
            Some(dates::relative_day(slot.date, today, locale)),
            Some(extensions_of(slot)),
            languages::names(&slot.languages, locale),
            Some(of.texts.title(locale).text.to_owned()),
        ];
        Self {
            slot: slot.id,
            asks: t.say_one("desk-offered-asks", "name", one.from.as_str()),
            day: dates::long_day(slot.date, locale),
            hours: dates::hours(slot.hours, locale),
            facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
            note,
            can_take: is_open && one.cannot.is_none(),
            can_decline: is_open,
        }
    }
}

/// What there is to say of an offer of one's own duty.
pub struct OfferNote {
    /// A sentence each.
    pub sentences: Vec<String>,
    /// Whether it can be withdrawn; else the duty can be offered again.
    pub is_live: bool,
}

impl OfferNote {
    pub fn new(offer: &MyOffer, zone: chrono_tz::Tz, t: Texts) -> Self {
        let sentences = match offer.swap.state {
            SwapState::AwaitingApproval => {
                let taker = offer.taker.as_deref().unwrap_or_default();
                vec![t.say_one("desk-offer-waits", "name", taker), t.say("desk-offer-stays")]
            }
            SwapState::Open => {
                let until = dates::moment(local(offer.swap.answer_by, zone), t.locale());
                vec![
                    asked(offer, t),
                    t.say_one("desk-offer-until", "until", until),
                    t.say("desk-offer-stays"),
                ]
            }
            _ => vec![t.say("desk-offer-stale")],
        };
        Self {
            sentences,
            is_live: offer.swap.state.is_live(),
        }
    }
}

/// `Zapytano: Anna, Borys i jeszcze 3.`
fn asked(offer: &MyOffer, t: Texts) -> String {
    let names = offer.asked.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match offer.asked.len() {
        0 => t.say("desk-offer-nobody"),
        all if all > NAMED => {
            let values = [("names", names.into()), ("n", (all - NAMED).into())];
            t.say_with("desk-offer-asked-more", &values)
        }
        _ => t.say_one("desk-offer-asked", "names", names),
    }
}

/// Says why a duty could not be offered, taken or left.
pub fn explain(refusal: &mut Refusal, t: Texts) {
    let ActionError::Conflict(code) = &refusal.error else {
        return;
    };
    let notice = t.say(&format!("problem-{}", code.replace('_', "-")));
    refusal.say(notice);
}
