//! Better plans by chains: somebody takes a slot and gives another away, whose new holder gives one away, until somebody
//! takes one beside what they have. Every chain ends within the rules, so a plan only ever gets better.

use crate::domain::assignment::plan::Plan;

/// A group in a search: how it came to be given away.
#[derive(Clone, Copy)]
struct Given {
    group: u32,
    /// Who gives it away, and the place of what they take instead; nobody for an uncovered slot.
    by: Option<(u32, Option<usize>)>,
}

/// A way to improve: the last taker, and the place of what they take.
struct Chain {
    taker: u32,
    place: usize,
    /// By how much the squares and the extras grow.
    cost: (i128, i128),
}

/// Gives each uncovered slot to whom it makes the least difference among those who have room for it. A rule of thumb, for
/// when there is no time left.
pub fn fill(plan: &mut Plan<'_>) {
    for (at, group) in (0..).zip(&plan.scheme().groups) {
        while plan.is_open(at) {
            let free = group.able.iter().copied().filter(|who| plan.fits(*who, at, None));
            let Some(taker) = free.min_by_key(|who| (plan.dearer(*who, group.load), group.extra(*who))) else {
                break;
            };
            plan.give(taker, at);
        }
    }
}

/// Covers uncovered slots as long as a chain is found.
pub fn cover(plan: &mut Plan<'_>, stop: &dyn Fn() -> bool) {
    for group in (0..).take(plan.scheme().groups.len()) {
        while plan.is_open(group) && !stop() {
            let start = Given { group, by: None };
            let mut search = Search::of(plan, vec![start]);
            let Some(chain) = search.run(None, stop) else {
                break;
            };
            let steps = search.steps(&chain);
            apply(plan, &steps);
        }
    }
}

/// Moves duties from those with much to those with little as long as a chain makes the whole fairer, or as fair with less
/// extras. `enough` is a cost of squares that cannot be beaten.
pub fn balance(plan: &mut Plan<'_>, enough: Option<i128>, stop: &dyn Fn() -> bool) {
    let people = u32::try_from(plan.scheme().people.len()).unwrap_or(u32::MAX);
    let mut improved = true;
    while improved && !stop() {
        improved = false;
        let mut by_load: Vec<(i128, u32)> = (0..people)
            .filter_map(|who| {
                let least = plan
                    .held(who)
                    .iter()
                    .map(|group| plan.scheme().groups[*group as usize].load)
                    .min()?;
                Some((plan.dearer(who, -least), who))
            })
            .collect();
        by_load.sort_unstable();
        // Those to whom one duty less means equally much are searched from together.
        for alike in by_load.chunk_by(|one, other| one.0 == other.0) {
            if !plan.scheme().has_extras && enough.is_some_and(|enough| plan.squares() <= enough) {
                return;
            }
            let start = |who: u32| {
                let given = plan.held(who).iter().map(move |group| Given {
                    group: *group,
                    by: Some((who, None)),
                });
                given.collect::<Vec<_>>()
            };
            let starts: Vec<Given> = alike.iter().flat_map(|(_, who)| start(*who)).collect();
            let mut search = Search::of(plan, starts);
            if let Some(chain) = search.run(Some((0, 0)), stop) {
                let steps = search.steps(&chain);
                apply(plan, &steps);
                improved = true;
                break;
            }
        }
    }
}

/// Pairs of person and group.
type Steps = Vec<(u32, u32)>;

/// The groups whose holders a search for somebody who can cover this one would ask, and the group itself.
pub fn near(plan: &Plan<'_>, group: u32) -> Vec<u32> {
    let mut search = Search::of(plan, vec![Given { group, by: None }]);
    search.run(None, &|| false);
    search.places.iter().map(|given| given.group).collect()
}

struct Search<'a, 'b> {
    plan: &'a Plan<'b>,
    places: Vec<Given>,
    seen: Vec<bool>,
}

impl<'a, 'b> Search<'a, 'b> {
    fn of(plan: &'a Plan<'b>, starts: Vec<Given>) -> Self {
        let mut seen = vec![false; plan.scheme().groups.len()];
        let mut places = Vec::new();
        for start in starts {
            if !std::mem::replace(&mut seen[start.group as usize], true) {
                places.push(start);
            }
        }
        Self { plan, places, seen }
    }

    /// The cheapest chain among the shortest for each group; only one cheaper than `below`, if that is given.
    fn run(&mut self, below: Option<(i128, i128)>, stop: &dyn Fn() -> bool) -> Option<Chain> {
        let mut best: Option<Chain> = None;
        let mut at = 0;
        while let Some(given) = self.places.get(at).copied() {
            if at.is_multiple_of(64) && stop() {
                return best;
            }
            let so_far = self.cost(at);
            let group = &self.plan.scheme().groups[given.group as usize];
            for taker in &group.able {
                if self.plan.has(*taker, given.group) {
                    continue;
                }
                if let Some(start) = self.part(at, *taker) {
                    // Who began the chain may close it.
                    if let Some(cost) = self.closed(start, so_far, *taker, given.group) {
                        offer(
                            &mut best,
                            below,
                            Chain {
                                taker: *taker,
                                place: at,
                                cost,
                            },
                        );
                    }
                    continue;
                }
                if self.plan.fits(*taker, given.group, None) {
                    let end = (self.plan.dearer(*taker, group.load), i128::from(group.extra(*taker)));
                    let cost = (so_far.0 + end.0, so_far.1 + end.1);
                    offer(
                        &mut best,
                        below,
                        Chain {
                            taker: *taker,
                            place: at,
                            cost,
                        },
                    );
                    continue;
                }
                for other in self.plan.held(*taker) {
                    if !self.seen[*other as usize] && self.plan.fits(*taker, given.group, Some(*other)) {
                        self.seen[*other as usize] = true;
                        self.places.push(Given {
                            group: *other,
                            by: Some((*taker, Some(at))),
                        });
                    }
                }
            }
            at += 1;
        }
        best
    }

    /// What giving away costs up to a place.
    fn cost(&self, place: usize) -> (i128, i128) {
        let scheme = self.plan.scheme();
        let (mut cost, mut next) = ((0, 0), Some(place));
        while let Some(given) = next.map(|at| self.places[at]) {
            let group = &scheme.groups[given.group as usize];
            next = None;
            if let Some((giver, instead)) = given.by {
                let taken = instead.map(|at| &scheme.groups[self.places[at].group as usize]);
                cost.0 += self
                    .plan
                    .dearer(giver, taken.map_or(0, |taken| taken.load) - group.load);
                cost.1 += i128::from(taken.map_or(0, |taken| taken.extra(giver)) - group.extra(giver));
                next = instead;
            }
        }
        cost
    }

    /// The place at which somebody has a part already in how another place came about.
    fn part(&self, place: usize, person: u32) -> Option<usize> {
        let mut next = Some(place);
        while let Some((at, (giver, instead))) = next.and_then(|at| Some((at, self.places[at].by?))) {
            if giver == person {
                return Some(at);
            }
            next = instead;
        }
        None
    }

    /// The cost of a chain at whose end its first giver takes a group in place of what they gave.
    fn closed(&self, start: usize, so_far: (i128, i128), person: u32, group: u32) -> Option<(i128, i128)> {
        let given = self.places[start];
        let is_first = given.by == Some((person, None));
        if !is_first || given.group == group || !self.plan.fits(person, group, Some(given.group)) {
            return None;
        }
        let groups = &self.plan.scheme().groups;
        let (gave, takes) = (&groups[given.group as usize], &groups[group as usize]);
        let squares = self.plan.dearer(person, takes.load - gave.load) - self.plan.dearer(person, -gave.load);
        Some((so_far.0 + squares, so_far.1 + i128::from(takes.extra(person))))
    }

    /// Who gives or takes which group.
    fn steps(&self, chain: &Chain) -> Steps {
        let mut steps = vec![(chain.taker, self.places[chain.place].group)];
        let mut place = chain.place;
        while let Some((giver, instead)) = self.places[place].by {
            steps.push((giver, self.places[place].group));
            let Some(taken) = instead else {
                break;
            };
            steps.push((giver, self.places[taken].group));
            place = taken;
        }
        steps
    }
}

/// Keeps the cheaper chain, if it is cheap enough.
fn offer(best: &mut Option<Chain>, below: Option<(i128, i128)>, chain: Chain) {
    let limit = best.as_ref().map(|best| best.cost).or(below);
    if limit.is_none_or(|limit| chain.cost < limit) {
        *best = Some(chain);
    }
}

/// Who has a group gives it away, who has it not takes it.
fn apply(plan: &mut Plan<'_>, steps: &[(u32, u32)]) {
    let (gives, takes): (Steps, Steps) = steps.iter().copied().partition(|(who, group)| plan.has(*who, *group));
    for (who, group) in gives {
        plan.take(who, group);
    }
    for (who, group) in takes {
        plan.give(who, group);
    }
}
