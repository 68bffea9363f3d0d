//! The offers of a consultation: what waits, and what was.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::actions::swap::{self, Live, OfConsultation};
use crate::domain::access::Right;
use crate::domain::ids::SlotId;
#[cfg(test)]
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::local;
use crate::i18n::{dates, sentences};
use crate::web::manage::swap::words::{StandInRow, standing};
use crate::web::page::answer::{Answer, Page, html};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::Visit;

/// So many who could stand in are offered at once; the others on the page of the duty.
const BEST: usize = 4;

pub fn route() -> PageRoute {
    page("/manage/c/{slug}/swaps").get(show).draws::<SwapsPage>()
}

#[derive(Template)]
#[template(path = "manage/swap/list.html")]
struct SwapsPage {
    page: Layout,
    live: Vec<LiveRow>,
    past: Vec<PastRow>,
    /// Whether who looks may settle them.
    can_settle: bool,
}

struct LiveRow {
    slot: SlotId,
    duty: String,
    /// How it stands, a sentence each.
    standing: Vec<String>,
    waits: bool,
    /// Nobody took it by when an answer was wanted.
    late: bool,
    best: Vec<StandInRow>,
}

struct PastRow {
    duty: String,
    from: String,
    what: String,
    when: String,
}

impl SwapsPage {
    fn new(page: Layout, swaps: &OfConsultation, now: DateTime<Utc>) -> Self {
        let page = page.in_consultation(&swaps.consultation, "swaps");
        Self {
            live: swaps
                .live
                .iter()
                .map(|live| LiveRow::new(live, swaps, &page, now))
                .collect(),
            past: swaps.past.iter().map(|past| PastRow::new(past, swaps, &page)).collect(),
            can_settle: page.can_in(Right::EditRoster, swaps.consultation.unit.id),
            page,
        }
    }
}

impl LiveRow {
    fn new(live: &Live, swaps: &OfConsultation, page: &Layout, now: DateTime<Utc>) -> Self {
        let waits = live.swap.state == SwapState::AwaitingApproval;
        let free = live.ranked.iter().filter(|one| one.candidate.cannot.is_none());
        Self {
            slot: live.slot.id,
            duty: sentences::capital(&sentences::duty(live.slot.date, live.slot.hours, page.locale())),
            standing: standing(&live.swap, &swaps.names, swaps.consultation.zone, page.t),
            waits,
            late: !waits && live.swap.answer_by <= now,
            best: free.take(BEST).map(|one| StandInRow::new(one, page.t)).collect(),
        }
    }
}

impl PastRow {
    fn new(swap: &Swap, swaps: &OfConsultation, page: &Layout) -> Self {
        let (t, locale, zone) = (page.t, page.locale(), swaps.consultation.zone);
        let name = |id| swaps.names.get(&id).cloned().unwrap_or_default();
        let taker = swap.taken_by.map(name).unwrap_or_default();
        let ended = swap.settled_at.unwrap_or(swap.span.starts_at);
        Self {
            duty: sentences::capital(&dates::moment(local(swap.span.starts_at, zone), locale)),
            from: name(swap.from),
            what: match swap.state {
                SwapState::Done => t.say_one("manage-swap-done", "name", taker),
                SwapState::Withdrawn => t.say("manage-swap-withdrawn"),
                _ => t.say("manage-swap-stale"),
            },
            when: dates::short_moment(local(ended, zone), locale),
        }
    }
}

async fn show(visit: Visit<Slug>) -> Answer {
    let swaps = swap::of_consultation(visit.cx(), &visit.actor, visit.named.clone()).await?;
    html(&SwapsPage::new(visit.layout(), &swaps, visit.now()))
}

impl Page for SwapsPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::sample::{self, at};
        let draw = |swaps: &OfConsultation, done: Option<&str>| {
            let page = sample::coordinator(locale, "/manage/c/otwarty-krakow/swaps").done(done);
            Self::new(page, swaps, at(6, 20, 16, 0))
        };
        let none = OfConsultation {
            live: Vec::new(),
            past: Vec::new(),
            ..sample::swaps()
        };
        vec![
            ("swaps", draw(&sample::swaps(), Some("duty-given"))),
            ("swaps-none", draw(&none, None)),
        ]
    }
}
