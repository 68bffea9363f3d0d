//! The linear program that finds prices for slots: each person takes a mix of schedules, each group is covered by the mix
//! or open. Its dual values are the prices at which the bound is best; its mix shows where to branch.
//!
//! Solved by the revised simplex method with an explicit inverse, in floating point. Nothing hangs on its precision: a
//! bound is computed anew from the rounded prices, in whole numbers.

/// A way to use up rows: an open slot, a person who has nothing yet, or a schedule.
pub struct Column {
    pub rows: Vec<u32>,
    pub cost: f64,
    pub usable: bool,
}

pub struct Program {
    rows: usize,
    /// What each row needs, made a little uneven so that no two bases are alike.
    needs: Vec<f64>,
    pub columns: Vec<Column>,
    basis: Vec<usize>,
    inverse: Vec<f64>,
    values: Vec<f64>,
    pub prices: Vec<f64>,
    since_inverted: usize,
}

const TINY: f64 = 1e-9;
const UNEVEN: f64 = 1e-6;

impl Program {
    /// The first column of each row is the one that stands for it alone.
    pub fn of(needs: &[usize], alone: &[f64]) -> Self {
        let column = |(row, cost): (u32, &f64)| Column {
            rows: vec![row],
            cost: *cost,
            usable: true,
        };
        let uneven =
            |(row, need): (usize, &usize)| *need as f64 + UNEVEN * (1.0 + ((row * 7919) % 1009) as f64 / 1009.0);
        Self {
            rows: needs.len(),
            needs: needs.iter().enumerate().map(uneven).collect(),
            columns: (0..).zip(alone).map(column).collect(),
            basis: Vec::new(),
            inverse: Vec::new(),
            values: Vec::new(),
            prices: Vec::new(),
            since_inverted: 0,
        }
    }

    /// Begins anew with what stands alone.
    pub fn restart(&mut self) {
        self.basis = (0..self.rows).collect();
        self.inverse = vec![0.0; self.rows * self.rows];
        for row in 0..self.rows {
            self.inverse[row * self.rows + row] = 1.0;
        }
        self.values = self.needs.clone();
        self.prices = self.columns[..self.rows].iter().map(|column| column.cost).collect();
        self.since_inverted = 0;
    }

    fn gain(&self, column: &Column) -> f64 {
        let paid: f64 = column.rows.iter().map(|row| self.prices[*row as usize]).sum();
        paid - column.cost
    }

    /// Mixes the columns at the least cost; false when told to stop, or when floating point fails or goes round in circles.
    pub fn solve(&mut self, stop: &dyn Fn() -> bool) -> bool {
        for _ in 0..1000 + 100 * self.rows {
            let usable = self.columns.iter().enumerate().filter(|(_, column)| column.usable);
            let gains = usable.map(|(at, column)| (at, self.gain(column)));
            let best = gains.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            let Some((entering, gain)) = best.filter(|(at, gain)| *gain > TINY * (1.0 + self.columns[*at].cost.abs()))
            else {
                return true;
            };
            if stop() || !self.enter(entering, gain, stop) {
                return false;
            }
        }
        false
    }

    /// Takes a column into the basis in place of the one that reaches nought first.
    fn enter(&mut self, entering: usize, gain: f64, stop: &dyn Fn() -> bool) -> bool {
        let size = self.rows;
        let mut effect = vec![0.0; size];
        for (row, effect) in effect.iter_mut().enumerate() {
            let inverse = &self.inverse[row * size..(row + 1) * size];
            *effect = self.columns[entering]
                .rows
                .iter()
                .map(|column| inverse[*column as usize])
                .sum();
        }
        let ratios = (0..size)
            .filter(|row| effect[*row] > TINY)
            .map(|row| (row, self.values[row] / effect[row]));
        let Some((leaving, ratio)) = ratios.min_by(|one, other| one.1.total_cmp(&other.1)) else {
            return false;
        };
        let pivot = effect[leaving];
        let (before, rest) = self.inverse.split_at_mut(leaving * size);
        let (pivot_row, after) = rest.split_at_mut(size);
        for value in pivot_row.iter_mut() {
            *value /= pivot;
        }
        let others = before.chunks_mut(size).chain(after.chunks_mut(size));
        let rows = (0..size).filter(|row| *row != leaving);
        for (row, inverse) in rows.zip(others) {
            let factor = effect[row];
            if factor != 0.0 {
                for (value, pivot) in inverse.iter_mut().zip(pivot_row.iter()) {
                    *value -= factor * pivot;
                }
            }
            self.values[row] = (self.values[row] - factor * ratio).max(0.0);
        }
        self.values[leaving] = ratio;
        for (price, pivot) in self.prices.iter_mut().zip(pivot_row.iter()) {
            *price -= gain * pivot;
        }
        self.basis[leaving] = entering;
        self.since_inverted += 1;
        if self.since_inverted > 200 + size {
            self.invert(stop)
        } else {
            true
        }
    }

    /// Computes the inverse anew, so that errors do not add up.
    fn invert(&mut self, stop: &dyn Fn() -> bool) -> bool {
        let size = self.rows;
        let mut matrix = vec![0.0_f64; size * size];
        for (at, column) in self.basis.iter().enumerate() {
            for row in &self.columns[*column].rows {
                matrix[*row as usize * size + at] = 1.0;
            }
        }
        let mut inverse = vec![0.0; size * size];
        for row in 0..size {
            inverse[row * size + row] = 1.0;
        }
        for at in 0..size {
            let largest = (at..size).max_by(|one, other| {
                matrix[one * size + at]
                    .abs()
                    .total_cmp(&matrix[other * size + at].abs())
            });
            let Some(from) = largest.filter(|row| matrix[row * size + at].abs() > TINY && !stop()) else {
                return false;
            };
            for column in 0..size {
                matrix.swap(at * size + column, from * size + column);
                inverse.swap(at * size + column, from * size + column);
            }
            let pivot = matrix[at * size + at];
            for column in 0..size {
                matrix[at * size + column] /= pivot;
                inverse[at * size + column] /= pivot;
            }
            for row in (0..size).filter(|row| *row != at) {
                let factor = matrix[row * size + at];
                if factor != 0.0 {
                    for column in 0..size {
                        matrix[row * size + column] -= factor * matrix[at * size + column];
                        inverse[row * size + column] -= factor * inverse[at * size + column];
                    }
                }
            }
        }
        let product = |row: usize, of: &[f64]| -> f64 {
            inverse[row * size..(row + 1) * size]
                .iter()
                .zip(of)
                .map(|(one, other)| one * other)
                .sum()
        };
        self.values = (0..size).map(|row| product(row, &self.needs).max(0.0)).collect();
        let costs: Vec<f64> = self.basis.iter().map(|column| self.columns[*column].cost).collect();
        let price = |row: usize| (0..size).map(|at| costs[at] * inverse[at * size + row]).sum();
        self.prices = (0..size).map(price).collect();
        self.inverse = inverse;
        self.since_inverted = 0;
        true
    }

    /// The columns in the mix, with their parts.
    pub fn mix(&self) -> Vec<(usize, f64)> {
        let parts = self.basis.iter().copied().zip(self.values.iter().copied());
        parts.filter(|(_, part)| *part > 1e-4).collect()
    }
}
