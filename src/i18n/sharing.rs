//! Why somebody has a duty when duties are shared out, and why nobody can have one.

use crate::domain::assignment::{Collision, Rule, Why};
use crate::i18n::{Texts, dates, languages};

/// `jedyna wolna osoba z 3, które mogą`; empty for a duty that was not to be given out.
pub fn reason(why: Why, t: Texts) -> String {
    match why {
        Why::Fixed => String::new(),
        Why::OnlyOne => t.say("manage-why-only-one"),
        Why::OnlyFree { others } => t.say_n("manage-why-only-free", others + 1),
        Why::Kept => t.say("manage-why-kept"),
        Why::LeastLoad { free } => t.say_n("manage-why-least", free),
        Why::Whole { free } => t.say_n("manage-why-whole", free),
    }
}

/// What keeps everybody from a duty, a sentence each; one that says so where that was not found out. `name` is that of a person
/// by their place in the problem.
pub fn obstacles(collision: Option<&Collision>, name: impl Fn(usize) -> String, t: Texts) -> Vec<String> {
    let rules = collision
        .map(|collision| collision.rules.as_slice())
        .unwrap_or_default();
    let mut said: Vec<String> = rules.iter().map(|one| rule(one, &name, t)).collect();
    said.sort();
    said.dedup();
    if said.is_empty() {
        said.push(t.say("manage-share-no-reason"));
    }
    said
}

fn rule(rule: &Rule, name: &impl Fn(usize) -> String, t: Texts) -> String {
    let locale = t.locale();
    let of = |key: &str, person: usize| t.say_one(key, "name", name(person));
    match rule {
        Rule::Needs { tag, .. } => {
            let spoken = tag.parse().ok();
            let spoken = spoken.and_then(|language| languages::names(&[language], locale));
            t.say_one(
                "manage-cannot-language",
                "language",
                spoken.unwrap_or_else(|| tag.clone()),
            )
        }
        Rule::Only { .. } => t.say("manage-cannot-desk"),
        Rule::Unavailable { person, .. } => of("manage-cannot-away", *person),
        Rule::Day { person, day } => {
            let values = [("name", name(*person).into()), ("day", dates::day(*day, locale).into())];
            t.say_with("manage-cannot-day", &values)
        }
        Rule::Week { person, .. } => of("manage-cannot-week", *person),
        Rule::All { person } => of("manage-cannot-more", *person),
        Rule::Rest { person, .. } => of("manage-cannot-rest", *person),
    }
}

/// How good a roster is: proven to be the fairest, or how far from it at most; and how many duties nobody can have.
pub fn verdict(optimal: bool, sum_of_squares: f64, lower_bound: f64, open: usize, t: Texts) -> String {
    let fair = if optimal {
        t.say("manage-share-fairest")
    } else {
        // At least one: what is not proven to be the fairest may be unfairer by little.
        let percent = 100.0 * (sum_of_squares / lower_bound.max(1.0) - 1.0);
        t.say_n("manage-share-within", percent.clamp(1.0, 999.0).ceil() as usize)
    };
    let open = (open > 0).then(|| t.say_n("manage-share-open", open));
    std::iter::once(fair).chain(open).collect::<Vec<_>>().join(" ")
}
