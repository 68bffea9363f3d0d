//! A network in which units flow from groups to one sink: Dinic's algorithm, one search from the sink at a time.

const FAR: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Arc {
    to: u32,
    /// The same arc the other way round.
    back: u32,
    /// What can still flow.
    left: u32,
    /// What can still flow the other way.
    sent: u32,
}

/// The arcs of a network while it is drawn: from, to, capacity.
#[derive(Default)]
pub struct Drawing {
    pub nodes: u32,
    arcs: Vec<(u32, u32, u32)>,
}

impl Drawing {
    pub fn node(&mut self) -> u32 {
        self.nodes += 1;
        self.nodes - 1
    }

    /// How many arcs there are; the next one's number.
    pub fn arcs(&self) -> usize {
        self.arcs.len()
    }

    /// Its number among the arcs that were drawn.
    pub fn arc(&mut self, from: u32, to: u32, capacity: u32) -> usize {
        self.arcs.push((from, to, capacity));
        self.arcs.len() - 1
    }
}

pub struct Network {
    arcs: Vec<Arc>,
    /// Where the arcs of each node begin; one more at the end.
    first: Vec<u32>,
    /// Where the arc that was drawn as the nth is.
    drawn: Vec<u32>,
    sink: u32,
    /// What each of the first nodes has to send.
    pub supply: Vec<u32>,
    distance: Vec<u32>,
    next: Vec<u32>,
}

impl Network {
    /// The first nodes are those with a supply.
    pub fn of(drawing: &Drawing, sink: u32, supply: Vec<u32>) -> Self {
        let nodes = drawing.nodes as usize;
        let mut first = vec![0; nodes + 1];
        for (from, to, _) in &drawing.arcs {
            first[*from as usize + 1] += 1;
            first[*to as usize + 1] += 1;
        }
        for at in 0..nodes {
            first[at + 1] += first[at];
        }
        let mut free = first.clone();
        let mut take = |node: u32| {
            free[node as usize] += 1;
            free[node as usize] - 1
        };
        let mut arcs = vec![
            Arc {
                to: 0,
                back: 0,
                left: 0,
                sent: 0
            };
            2 * drawing.arcs.len()
        ];
        let mut drawn = Vec::with_capacity(drawing.arcs.len());
        for (from, to, capacity) in &drawing.arcs {
            let (there, back) = (take(*from), take(*to));
            arcs[there as usize] = Arc {
                to: *to,
                back,
                left: *capacity,
                sent: 0,
            };
            arcs[back as usize] = Arc {
                to: *from,
                back: there,
                left: 0,
                sent: *capacity,
            };
            drawn.push(there);
        }
        Self {
            arcs,
            first,
            drawn,
            sink,
            supply,
            distance: vec![FAR; nodes],
            next: vec![0; nodes],
        }
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    pub fn left(&self, drawn: usize) -> u32 {
        self.arcs[self.drawn[drawn] as usize].left
    }

    pub fn flow(&self, drawn: usize) -> u32 {
        self.arcs[self.drawn[drawn] as usize].sent
    }

    /// Lets more through an arc.
    pub fn widen(&mut self, drawn: usize, by: u32) {
        let arc = self.drawn[drawn] as usize;
        self.arcs[arc].left += by;
        let back = self.arcs[arc].back as usize;
        self.arcs[back].sent += by;
    }

    fn send(&mut self, arc: usize) {
        self.arcs[arc].left -= 1;
        self.arcs[arc].sent += 1;
        let back = self.arcs[arc].back as usize;
        self.arcs[back].left += 1;
        self.arcs[back].sent -= 1;
    }

    /// Sends as much more as can be, which is known to be no more than `most`; how much that was. Stops early when told to.
    pub fn fill(&mut self, most: usize, stop: &dyn Fn() -> bool) -> usize {
        let mut sent = 0;
        while sent < most && !stop() && self.measure() {
            for node in 0..self.next.len() {
                self.next[node] = self.first[node];
            }
            for source in 0..self.supply.len() {
                while sent < most
                    && self.supply[source] > 0
                    && self.send_from(u32::try_from(source).unwrap_or_default())
                {
                    self.supply[source] -= 1;
                    sent += 1;
                }
            }
        }
        sent
    }

    /// Distances to the sink, up to the nearest nodes with a supply; false when there are none.
    fn measure(&mut self) -> bool {
        self.distance.fill(FAR);
        self.distance[self.sink as usize] = 0;
        let mut queue = vec![self.sink];
        let mut nearest = FAR;
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            let distance = self.distance[node as usize] + 1;
            if distance > nearest {
                break;
            }
            for arc in self.range(node) {
                let (from, could_come) = (self.arcs[arc].to, self.arcs[arc].sent);
                if could_come > 0 && self.distance[from as usize] == FAR {
                    self.distance[from as usize] = distance;
                    queue.push(from);
                    if self.supply.get(from as usize).is_some_and(|supply| *supply > 0) {
                        nearest = distance;
                    }
                }
            }
        }
        nearest != FAR
    }

    /// One unit along a shortest way.
    fn send_from(&mut self, source: u32) -> bool {
        if self.distance[source as usize] == FAR {
            return false;
        }
        let mut way: Vec<u32> = Vec::new();
        let mut node = source;
        while node != self.sink {
            let arc = self.next[node as usize];
            if arc == self.first[node as usize + 1] {
                // A dead end.
                self.distance[node as usize] = FAR;
                let Some(arc) = way.pop() else {
                    return false;
                };
                node = self.arcs[self.arcs[arc as usize].back as usize].to;
                self.next[node as usize] += 1;
                continue;
            }
            let ahead = self.arcs[arc as usize];
            let distance = self.distance[ahead.to as usize];
            if ahead.left > 0 && distance != FAR && distance + 1 == self.distance[node as usize] {
                way.push(arc);
                node = ahead.to;
            } else {
                self.next[node as usize] += 1;
            }
        }
        for arc in way {
            self.send(arc as usize);
        }
        true
    }

    /// Which nodes could be reached by what has not been sent, if arcs into the sink were never full.
    pub fn reached(&self) -> Vec<bool> {
        let mut reached = vec![false; self.distance.len()];
        let mut queue: Vec<u32> = Vec::new();
        for (source, supply) in (0..).zip(&self.supply) {
            if *supply > 0 {
                reached[source as usize] = true;
                queue.push(source);
            }
        }
        while let Some(node) = queue.pop() {
            for arc in self.range(node) {
                let ahead = self.arcs[arc];
                if ahead.left > 0 && ahead.to != self.sink && !reached[ahead.to as usize] {
                    reached[ahead.to as usize] = true;
                    queue.push(ahead.to);
                }
            }
        }
        reached
    }

    /// Sends units round in circles as long as that makes the whole cheaper. `costs` has the cost of the next unit on each
    /// arc that was drawn, and what the last one saved would save.
    pub fn cheapen(&mut self, costs: &dyn Fn(&Self, usize) -> (i128, i128), stop: &dyn Fn() -> bool) {
        let mut which = vec![0; self.arcs.len()];
        for (drawn, arc) in self.drawn.iter().enumerate() {
            which[*arc as usize] = drawn;
            which[self.arcs[*arc as usize].back as usize] = drawn;
        }
        while let Some(circle) = self.circle(&which, costs, stop) {
            for step in circle {
                match step {
                    Step::Along(arc) => self.send(arc as usize),
                    Step::Withdraw(source) => self.supply[source as usize] += 1,
                    Step::Supply(source) => self.supply[source as usize] -= 1,
                }
            }
        }
    }

    /// A circle of negative cost, if there is one (Bellman, Ford and Moore, from everywhere at once). What is not sent
    /// yet is one more node, the last.
    fn circle(
        &self,
        which: &[usize],
        costs: &dyn Fn(&Self, usize) -> (i128, i128),
        stop: &dyn Fn() -> bool,
    ) -> Option<Vec<Step>> {
        let unsent = self.distance.len();
        let mut cost = vec![0i128; unsent + 1];
        let mut before: Vec<Option<(usize, Step)>> = vec![None; unsent + 1];
        let mut changed: Vec<usize> = (0..=unsent).collect();
        let mut queued = vec![true; unsent + 1];
        for _ in 0..=unsent + 1 {
            if changed.is_empty() || stop() {
                return None;
            }
            let mut next = Vec::new();
            for node in changed {
                queued[node] = false;
                for (step, to, price) in self.steps(node, which, costs) {
                    if cost[node] + price < cost[to] {
                        cost[to] = cost[node] + price;
                        before[to] = Some((node, step));
                        if !queued[to] {
                            queued[to] = true;
                            next.push(to);
                        }
                    }
                }
            }
            if let Some(circle) = closed(&before) {
                return Some(circle);
            }
            changed = next;
        }
        None
    }

    fn steps(
        &self,
        node: usize,
        which: &[usize],
        costs: &dyn Fn(&Self, usize) -> (i128, i128),
    ) -> Vec<(Step, usize, i128)> {
        let unsent = self.distance.len();
        let mut steps = Vec::new();
        let source = |at: usize| u32::try_from(at).unwrap_or_default();
        if node == unsent {
            let waiting = self.supply.iter().enumerate().filter(|(_, supply)| **supply > 0);
            return waiting.map(|(at, _)| (Step::Supply(source(at)), at, 0)).collect();
        }
        for arc in self.range(source(node)) {
            let ahead = self.arcs[arc];
            if ahead.left > 0 {
                let drawn = which[arc];
                let along = self.drawn[drawn] as usize == arc;
                let (next, last) = costs(self, drawn);
                steps.push((
                    Step::Along(source(arc)),
                    ahead.to as usize,
                    if along { next } else { -last },
                ));
            }
        }
        let sends = |arc: usize| self.drawn[which[arc]] as usize == arc && self.arcs[arc].sent > 0;
        if node < self.supply.len() && self.range(source(node)).any(sends) {
            steps.push((Step::Withdraw(source(node)), unsent, 0));
        }
        steps
    }
}

#[derive(Clone, Copy)]
enum Step {
    Along(u32),
    /// A source sends one unit less, or one more.
    Withdraw(u32),
    Supply(u32),
}

/// A circle among the steps that lead to each node.
fn closed(before: &[Option<(usize, Step)>]) -> Option<Vec<Step>> {
    let mut seen = vec![0; before.len()];
    for start in 0..before.len() {
        let mut node = start;
        while seen[node] == 0 {
            seen[node] = start + 1;
            match before[node] {
                Some((previous, _)) => node = previous,
                None => break,
            }
        }
        if seen[node] == start + 1 && before[node].is_some() {
            let mut steps = Vec::new();
            let mut at = node;
            while let Some((previous, step)) = before[at] {
                steps.push(step);
                at = previous;
                if at == node {
                    return Some(steps);
                }
            }
        }
    }
    None
}
