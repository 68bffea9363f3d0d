//! Who has what, while it is being worked out. Always within the rules.

use crate::domain::assignment::scheme::{Group, Scheme};

#[derive(Clone)]
pub struct Plan<'a> {
    scheme: &'a Scheme,
    /// Of each person the groups they have a slot of, ascending.
    held: Vec<Vec<u32>>,
    /// Of each person what that adds to their load.
    added: Vec<i64>,
    /// Of each group how many slots nobody has.
    open: Vec<usize>,
}

impl<'a> Plan<'a> {
    pub fn empty(scheme: &'a Scheme) -> Self {
        Self {
            scheme,
            held: vec![Vec::new(); scheme.people.len()],
            added: vec![0; scheme.people.len()],
            open: scheme.groups.iter().map(Group::count).collect(),
        }
    }

    pub fn scheme(&self) -> &'a Scheme {
        self.scheme
    }

    pub fn held(&self, person: u32) -> &[u32] {
        &self.held[person as usize]
    }

    pub fn has(&self, person: u32, group: u32) -> bool {
        self.held(person).binary_search(&group).is_ok()
    }

    pub fn added(&self, person: u32) -> i64 {
        self.added[person as usize]
    }

    pub fn is_open(&self, group: u32) -> bool {
        self.open[group as usize] > 0
    }

    pub fn uncovered(&self) -> usize {
        self.open.iter().sum()
    }

    /// The cost of the squared loads.
    pub fn squares(&self) -> i128 {
        self.scheme
            .people
            .iter()
            .zip(&self.added)
            .map(|(person, added)| person.cost(*added))
            .sum()
    }

    /// The cost of changes and wishes.
    pub fn extras(&self) -> i128 {
        if !self.scheme.has_extras {
            return 0;
        }
        let pairs = (0..)
            .zip(&self.held)
            .flat_map(|(who, held)| held.iter().map(move |group| (who, *group)));
        pairs
            .map(|(who, group)| i128::from(self.scheme.groups[group as usize].extra(who)))
            .sum()
    }

    /// Whether an able person can have a slot of a group beside what they have, or in place of one of that.
    pub fn fits(&self, person: u32, group: u32, in_place_of: Option<u32>) -> bool {
        let scheme = self.scheme;
        let (wanted, rules) = (&scheme.groups[group as usize], &scheme.people[person as usize]);
        let (mut count, mut day, mut week) = (0, 0, 0);
        for other in self.held(person).iter().filter(|other| Some(**other) != in_place_of) {
            let has = &scheme.groups[*other as usize];
            if *other == group || scheme.clash(person, group, *other) {
                return false;
            }
            count += 1;
            day += u32::from(has.day == wanted.day);
            week += u32::from(has.week == wanted.week);
        }
        count < rules.most && day < rules.days.at(wanted.day) && week < rules.weeks.at(wanted.week)
    }

    pub fn give(&mut self, person: u32, group: u32) {
        let held = &mut self.held[person as usize];
        held.insert(held.partition_point(|other| *other < group), group);
        self.added[person as usize] += self.scheme.groups[group as usize].load;
        self.open[group as usize] -= 1;
    }

    pub fn take(&mut self, person: u32, group: u32) {
        self.held[person as usize].retain(|other| *other != group);
        self.added[person as usize] -= self.scheme.groups[group as usize].load;
        self.open[group as usize] += 1;
    }

    /// What a person's load costs more when it changes by this.
    pub fn dearer(&self, person: u32, by: i64) -> i128 {
        let (rules, added) = (&self.scheme.people[person as usize], self.added(person));
        rules.cost(added + by) - rules.cost(added)
    }
}
