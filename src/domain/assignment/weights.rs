//! Part-time shares as whole numbers, so that sums of costs are exact.

/// The largest common multiple that is used; beyond it costs are rounded.
const MOST: i128 = 1_000_000;
/// The multiple when weights have no small common one: costs are right to a billionth then.
const ROUNDED: i128 = 1 << 30;

/// For each weight the price of a squared load of one, `1 / weight`, all times the same number; that number first.
/// Weights with few decimals have exact prices.
pub fn prices(weights: impl Iterator<Item = f64>) -> (i128, Vec<i128>) {
    let weights: Vec<f64> = weights.collect();
    let shares: Vec<(i128, i128)> = weights.iter().map(|weight| fraction(*weight)).collect();
    let mut scale = 1;
    for (numerator, _) in &shares {
        scale = scale / divisor(scale, *numerator) * numerator;
        if scale > MOST {
            let price = |weight: &f64| (ROUNDED as f64 / weight).round() as i128;
            return (ROUNDED, weights.iter().map(price).collect());
        }
    }
    let price = |(numerator, denominator): &(i128, i128)| scale / numerator * denominator;
    (scale, shares.iter().map(price).collect())
}

/// The simplest fraction that is this number to twelve digits; the number is neither tiny nor huge.
fn fraction(number: f64) -> (i128, i128) {
    let (mut before, mut found) = ((0, 1), (1, 0));
    let mut rest = number;
    loop {
        let whole = rest.floor();
        let next = (whole as i128 * found.0 + before.0, whole as i128 * found.1 + before.1);
        (before, found) = (found, next);
        let error = (found.0 as f64 / found.1 as f64 - number).abs();
        if error <= number * 1e-12 || found.1 > MOST {
            return found;
        }
        rest = 1.0 / (rest - whole);
    }
}

pub fn divisor(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { divisor(other, one % other) }
}
