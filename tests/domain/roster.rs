use chrono_tz::Europe::Warsaw;
use dutyline::domain::ids::StaffId;
use dutyline::domain::revision::{Assignments, Difference, PublishedSlot};
use dutyline::domain::roster::Slot;
use dutyline::domain::slug::Slug;
use dutyline::domain::staff::Email;
use uuid::Uuid;

use super::samples::{hours, otwarty_krakow, slot};

fn published(slots: &[Slot]) -> Vec<PublishedSlot> {
    slots.iter().map(|slot| slot.published(Warsaw)).collect()
}

#[test]
fn the_difference_names_what_changed() {
    let before = otwarty_krakow();
    let mut after = before.clone();
    after.remove(0);
    after[0].hours = hours("16:00-18:00");
    after.push(slot(99, "2024-07-05", "10:00-12:00", "12 616 7821"));
    let assigned = Assignments::from([(after[1].id, StaffId(Uuid::from_u128(5)))]);
    let difference = Difference::between(
        (&published(&before), &Assignments::new()),
        (&published(&after), &assigned),
    );
    assert_eq!(difference.removed.len(), 1);
    assert_eq!(difference.added.len(), 1);
    assert_eq!(difference.changed.len(), 1);
    assert_eq!(difference.reassigned.len(), 1);
    assert_eq!(difference.reassigned[0].id, after[1].id);
}

#[test]
fn the_same_roster_in_another_order_is_no_difference() {
    let slots = published(&otwarty_krakow());
    let mut turned = slots.clone();
    turned.reverse();
    let nobody = Assignments::new();
    assert!(Difference::between((&slots, &nobody), (&turned, &nobody)).is_empty());
}

#[test]
fn slugs() {
    assert_eq!(
        Slug::from_title("Otwarty Kraków 2024–2028").unwrap().as_str(),
        "otwarty-krakow-2024-2028"
    );
    assert_eq!(Slug::from_title("Żółć!").unwrap().as_str(), "zolc");
    assert_eq!(Slug::from_title("Відкритий"), None);
    let long = "Konsultacje społeczne Programu Otwarty Kraków na lata 2024-2028";
    assert_eq!(
        Slug::from_title(long).unwrap().as_str(),
        "konsultacje-spoleczne-programu-otwarty-krakow-na-lata-2024"
    );
    assert_eq!(Slug::from_title(&"a".repeat(90)).unwrap().as_str().len(), 60);
    for bad in ["", "-a", "a-", "A", "a b", "a/b", &"a".repeat(81)] {
        assert!(bad.parse::<Slug>().is_err(), "{bad}");
    }
}

#[test]
fn addresses() {
    for good in ["a@b.pl", " Jan.Nowak+dyzur@um.krakow.pl ", "x@localhost"] {
        assert!(good.parse::<Email>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "a@@b.pl",
        "a b@c.pl",
        "a@b.pl\r\nBcc: x@y.pl",
        "<a@b.pl>",
        "@b.pl",
        "a@.pl",
    ] {
        assert!(bad.parse::<Email>().is_err(), "{bad}");
    }
    assert_eq!(format!("{:?}", "a@b.pl".parse::<Email>().unwrap()), "Email(…)");
}
