use chrono::Duration;
use dutyline::domain::fault::Fault;
use dutyline::domain::publication::{SOONEST, due_fault};

use super::samples::consultation;

#[test]
fn a_publication_is_planned_a_minute_ahead_and_until_the_end_of_the_last_day() {
    let of = consultation("2024-06-13", "2024-07-05", "15:00-18:00");
    let now = "2024-06-20T13:40:00Z".parse().unwrap();
    let fault = |at: &str| due_fault(at.parse().unwrap(), now, &of);
    assert_eq!(due_fault(now + SOONEST, now, &of), None);
    let sooner = now + SOONEST - Duration::microseconds(1);
    assert_eq!(due_fault(sooner, now, &of), Some(Fault::TooSoon));
    assert_eq!(fault("2024-06-20T13:40:00Z"), Some(Fault::TooSoon));
    assert_eq!(fault("1990-01-01T00:00:00Z"), Some(Fault::TooSoon));
    // Its last day ends at midnight in Warsaw, two hours before that in Greenwich.
    assert_eq!(fault("2024-07-05T21:59:59Z"), None);
    assert_eq!(fault("2024-07-05T22:00:00Z"), Some(Fault::AfterEnd));
}
