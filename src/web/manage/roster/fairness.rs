//! How the duties are shared out, beside the roster: a bar for each person, and the numbers.

use crate::domain::staff::StaffMember;
use crate::domain::workload::{Share, Workload};
use crate::i18n::dates;
use crate::web::manage::roster::presenter::RosterPresenter;

/// So many people are shown; the others are only counted.
const SHOWN: usize = 50;

/// Who has how much.
pub struct Fairness {
    /// Most hours first.
    pub people: Vec<PersonLoad>,
    /// Of the first person, for the length of the bars.
    pub most_minutes: i64,
    /// How many people have no line.
    pub others: usize,
    /// Whether anybody has duties in other consultations.
    pub has_elsewhere: bool,
}

/// What one person has.
pub struct PersonLoad {
    pub name: String,
    /// Part-time share, where it is not the whole.
    pub part: Option<String>,
    pub duties: usize,
    pub minutes: i64,
    pub hours: String,
    /// Of all hours somebody has: `34 %`.
    pub share: String,
    /// Hours in other consultations: `9 h`, or a dash.
    pub elsewhere: String,
}

impl Fairness {
    /// Everybody who takes duties for the office or has one, also those who have nothing yet. Nobody while nothing is given.
    pub fn new(roster: &RosterPresenter, load: &Workload) -> Self {
        let share = |member: &StaffMember| load.per_person.get(&member.id).copied().unwrap_or_default();
        let unit = roster.draft.consultation.unit.id;
        let people = roster.standing.people.iter();
        let people = people.filter(|member| member.serves(unit) || load.per_person.contains_key(&member.id));
        let mut people: Vec<(Share, &StaffMember)> = people.map(|member| (share(member), member)).collect();
        people.sort_by(|(a, one), (b, other)| (b.minutes, &one.name).cmp(&(a.minutes, &other.name)));
        if load.per_person.is_empty() {
            people.clear();
        }
        let given: i64 = people.iter().map(|(share, _)| share.minutes).sum();
        let others = people.len().saturating_sub(SHOWN);
        people.truncate(SHOWN);
        let elsewhere = |member: &StaffMember| roster.standing.elsewhere.get(&member.id);
        Self {
            most_minutes: people.first().map_or(1, |(most, _)| most.minutes.max(1)),
            has_elsewhere: people.iter().any(|(_, member)| elsewhere(member).is_some()),
            people: people
                .into_iter()
                .map(|(share, member)| PersonLoad::new(roster, member, share, given))
                .collect(),
            others,
        }
    }
}

impl PersonLoad {
    fn new(roster: &RosterPresenter, member: &StaffMember, share: Share, given: i64) -> Self {
        let t = roster.t;
        let elsewhere = roster.standing.elsewhere.get(&member.id).copied().unwrap_or_default();
        let percent = member.share.percent;
        Self {
            name: member.name.clone(),
            part: (percent != 100).then(|| t.say_one("manage-load-part", "percent", percent)),
            duties: share.duties,
            minutes: share.minutes,
            hours: dates::length(share.minutes, t.locale()),
            share: t.say_one("manage-load-percent", "percent", percent_of(share.minutes, given)),
            elsewhere: match elsewhere.minutes {
                0 => "–".to_owned(),
                minutes => dates::length(minutes, t.locale()),
            },
        }
    }
}

/// Rounded to the nearest whole; of nothing, nothing.
fn percent_of(part: i64, whole: i64) -> i64 {
    match whole {
        0 => 0,
        whole => (200 * part + whole) / (2 * whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_percent() {
        for (part, whole, percent) in [
            (0, 0, 0),
            (0, 600, 0),
            (1, 3, 33),
            (2, 3, 67),
            (1, 200, 1),
            (600, 600, 100),
        ] {
            assert_eq!(percent_of(part, whole), percent, "{part} of {whole}");
        }
    }
}
