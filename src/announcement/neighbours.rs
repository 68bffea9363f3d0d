//! Lines that mean something only beside their neighbours: a weekday alone under its day, the head of a calendar.

use chrono::Weekday;

use crate::announcement::container::line::Line;
use crate::announcement::lex::fact::{Fact, FactKind};

/// Completes facts with what the lines beside them tell.
pub fn combine(lines: &[Line], facts: &mut [Vec<Fact>]) {
    let filled: Vec<usize> = (0..facts.len().min(lines.len()))
        .filter(|index| !lines[*index].text.trim().is_empty())
        .collect();
    for (place, &at) in filled.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| filled.get(place)).copied();
        let after = filled.get(place + 1).copied();
        if let Some(weekday) = lone_weekday(&facts[at]) {
            // One cell in each line: `13.06.2024`, `czwartek` or the other way round.
            let beside = [before, after]
                .into_iter()
                .flatten()
                .find(|index| lone_date(&facts[*index]));
            if let Some(Fact {
                kind: FactKind::Date(date),
                ..
            }) = beside.and_then(|index| facts[index].first_mut())
            {
                date.weekday = Some(weekday);
                if let Some(fact) = facts[at].first_mut() {
                    fact.kind = FactKind::PartOfNeighbour;
                }
            }
        } else if heads_calendar(&facts[at]) && after.is_some_and(|index| is_week(&lines[index].text)) {
            // The marks on the days that are meant are lost in text, so all lines are shown as unread.
            facts[at] = vec![grid(&lines[at].text)];
            for &row in filled[place + 1..].iter().take_while(|row| is_week(&lines[**row].text)) {
                facts[row] = vec![grid(&lines[row].text)];
            }
        }
    }
}

fn lone_weekday(facts: &[Fact]) -> Option<Weekday> {
    let [
        Fact {
            kind: FactKind::Week(week),
            ..
        },
    ] = facts
    else {
        return None;
    };
    let mut named = (0..7_u8).filter(|day| week.days.get(usize::from(*day)).copied().unwrap_or_default());
    let only = named
        .next()
        .filter(|_| named.next().is_none() && !week.returns && !week.alternate)?;
    Weekday::try_from(only).ok()
}

fn lone_date(facts: &[Fact]) -> bool {
    matches!(facts, [Fact { kind: FactKind::Date(date), .. }] if date.weekday.is_none() && date.day.is_some())
}

/// `pn⇥wt⇥śr⇥czw⇥pt`
fn heads_calendar(facts: &[Fact]) -> bool {
    facts.len() > 2
        && facts.iter().all(|fact| matches!(fact.kind, FactKind::Week(_)))
        && facts.windows(2).all(|pair| pair[0].cell < pair[1].cell)
}

fn grid(text: &str) -> Fact {
    Fact {
        kind: FactKind::Grid,
        at: 0,
        end: text.len(),
        cell: 0,
        after_digits: false,
    }
}

/// `10⇥11⇥12⇥13⇥14`
fn is_week(text: &str) -> bool {
    let mut days = 0;
    for cell in text.split(['\t', '|']).map(str::trim).filter(|cell| !cell.is_empty()) {
        if cell.len() > 2 || !cell.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        days += 1;
    }
    days > 0
}
