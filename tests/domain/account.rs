use std::collections::BTreeMap;

use dutyline::domain::access::Role;
use dutyline::domain::account::Standing;
use dutyline::domain::ids::UnitId;
use uuid::Uuid;

fn unit(number: u128) -> UnitId {
    UnitId(Uuid::from_u128(number))
}

#[test]
fn the_only_unit_is_that_of_who_belongs_to_one() {
    let member = |units: &[u128]| {
        let roles: BTreeMap<_, _> = units.iter().map(|number| (unit(*number), Role::Staff)).collect();
        Standing::Member(roles).only_unit()
    };
    assert_eq!(member(&[]), None);
    assert_eq!(member(&[7]), Some(unit(7)));
    assert_eq!(member(&[7, 8]), None);
    assert_eq!(Standing::Administrator.only_unit(), None);
}
