//! Which days of a long roster stand on one page.

use chrono::NaiveDate;

use crate::domain::roster::Slot;

/// So many duties stand on a page, and the other duties of the last of their days.
const SHOWN: usize = 100;

/// Days from the first to the last, both included, of all the days there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first: NaiveDate,
    last: NaiveDate,
    /// A day of the page before, and of the one after.
    pub earlier: Option<NaiveDate>,
    pub later: Option<NaiveDate>,
}

impl Window {
    /// The page on which a day stands. The slots come by start.
    pub fn on(day: NaiveDate, slots: &[Slot]) -> Self {
        let mut begins = Vec::new();
        let (mut shown, mut at) = (SHOWN, None);
        for slot in slots {
            if at != Some(slot.date) && shown >= SHOWN {
                begins.push(slot.date);
                shown = 0;
            }
            shown += 1;
            at = Some(slot.date);
        }
        let page = begins.iter().rposition(|begin| *begin <= day).unwrap_or_default();
        let earlier = page.checked_sub(1).and_then(|before| begins.get(before)).copied();
        let later = begins.get(page + 1).copied();
        Self {
            first: match earlier {
                Some(_) => begins.get(page).copied().unwrap_or(NaiveDate::MIN),
                None => NaiveDate::MIN,
            },
            last: later.and_then(|later| later.pred_opt()).unwrap_or(NaiveDate::MAX),
            earlier,
            later,
        }
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether there are other pages.
    pub fn is_part(&self) -> bool {
        self.earlier.is_some() || self.later.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::sample;

    fn slots(days: &[(u32, usize)]) -> Vec<Slot> {
        let like = sample::covered().draft.slots.remove(0);
        let days = days.iter().flat_map(|(day, count)| vec![sample::date(6, *day); *count]);
        days.map(|date| Slot { date, ..like.clone() }).collect()
    }

    fn shown(window: Window) -> Vec<u32> {
        (1..=30).filter(|day| window.contains(sample::date(6, *day))).collect()
    }

    #[test]
    fn a_short_roster_stands_on_one_page() {
        for slots in [slots(&[]), slots(&[(3, 75), (4, 75)])] {
            let window = Window::on(sample::date(6, 20), &slots);
            assert!(!window.is_part());
            assert_eq!(shown(window).len(), 30);
        }
    }

    #[test]
    fn every_day_stands_on_exactly_one_page() {
        let slots = slots(&[(3, 60), (5, 60), (6, 10), (7, 250), (10, 100), (12, 1)]);
        let mut window = Window::on(sample::date(6, 1), &slots);
        let mut pages = vec![shown(window)];
        while let Some(later) = window.later {
            let next = Window::on(later, &slots);
            assert!(next.earlier.is_some_and(|earlier| window.contains(earlier)));
            window = next;
            pages.push(shown(window));
        }
        let whole: Vec<u32> = (1..=30).collect();
        assert_eq!(pages.concat(), whole);
        let begins: Vec<u32> = pages.iter().map(|days| days[0]).collect();
        assert_eq!(begins, [1, 6, 10, 12]);
        for (day, page) in [(4, 0), (5, 0), (6, 1), (9, 1), (11, 2), (30, 3)] {
            assert_eq!(shown(Window::on(sample::date(6, day), &slots)), pages[page], "{day}");
        }
    }
}
