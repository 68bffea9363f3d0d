use dutyline::domain::access::{Access, Actor, Denied, Grant, Right, Role, Scope};
use dutyline::domain::account::Standing;
use dutyline::domain::ids::{UnitId, UserId};
use uuid::Uuid;

/// Each right with the roles that have it.
const RIGHTS: [(Right, &[Role]); 13] = [
    (Right::SeeOwnDuties, &[Role::Coordinator, Role::Staff]),
    (Right::SwapDuties, &[Role::Coordinator, Role::Staff]),
    (Right::LogCalls, &[Role::Coordinator, Role::Staff]),
    (Right::ReadOwnCalls, &[Role::Coordinator, Role::Staff, Role::Reader]),
    (Right::ReadRegister, &[Role::Coordinator, Role::Reader]),
    (Right::KeepContributions, &[Role::Coordinator]),
    (Right::SeeCoverage, &[Role::Coordinator, Role::Reader]),
    (Right::SeeRoster, &[Role::Coordinator]),
    (Right::EditRoster, &[Role::Coordinator]),
    (Right::Publish, &[Role::Coordinator]),
    (Right::SeeOutbox, &[Role::Coordinator]),
    (Right::ManageAccounts, &[]),
    (Right::ManageUnits, &[]),
];

const HERE: UnitId = UnitId(Uuid::from_u128(1));
const THERE: UnitId = UnitId(Uuid::from_u128(2));

fn actor(access: Access) -> Actor {
    Actor {
        user: UserId(Uuid::from_u128(1)),
        name: String::new(),
        access,
        staff: None,
    }
}

#[test]
fn each_role_has_its_rights_in_its_unit_and_no_others() {
    assert_eq!(RIGHTS.map(|(right, _)| right), Right::ALL);
    for (right, roles) in RIGHTS {
        for role in Role::ALL {
            let member = actor(Standing::in_unit(HERE, *role).access());
            let expected = if roles.contains(role) {
                Ok(())
            } else {
                Err(Denied(right))
            };
            assert_eq!(member.may(right), expected, "{role:?} {right:?}");
            assert_eq!(member.may_in(right, HERE), expected, "{role:?} {right:?}");
            assert_eq!(member.may_in(right, THERE), Err(Denied(right)), "{role:?} {right:?}");
            let units = expected.ok().map(|()| HERE);
            assert_eq!(member.access.scope(right), Scope::Units(units.into_iter().collect()));
        }
        let administrator = actor(Standing::Administrator.access());
        assert_eq!(administrator.may(right), Ok(()));
        assert_eq!(administrator.may_in(right, THERE), Ok(()));
        assert_eq!(administrator.access.scope(right), Scope::All);
        let nobody = actor(Access::none());
        assert_eq!(nobody.may(right), Err(Denied(right)));
    }
}

#[test]
fn one_belongs_where_one_has_a_role() {
    let both = Access::of_roles(&[(HERE, Role::Staff), (THERE, Role::Reader)].into());
    assert!(both.reaches(HERE) && both.reaches(THERE));
    assert!(both.has_in(Right::LogCalls, HERE) && !both.has_in(Right::LogCalls, THERE));
    assert!(both.has_in(Right::ReadRegister, THERE) && !both.has_in(Right::ReadRegister, HERE));
    assert_eq!(both.scope(Right::ReadRegister), Scope::Units([THERE].into()));
    assert!(!Access::of_roles(&[(HERE, Role::Staff)].into()).reaches(THERE));
    assert!(Access::Everything.reaches(THERE));
}

#[test]
fn a_scope_holds_its_units() {
    assert!(Scope::All.contains(THERE));
    let here = Scope::Units([HERE].into());
    assert!(here.contains(HERE) && !here.contains(THERE));
}

#[test]
fn a_program_has_what_its_token_says() {
    let role = Grant::Role(HERE, Role::Staff).access();
    assert_eq!(role, Standing::in_unit(HERE, Role::Staff).access());
    let rights = Grant::Rights(HERE, [Right::LogCalls].into()).access();
    assert!(rights.has_in(Right::LogCalls, HERE));
    assert!(!rights.has_somewhere(Right::ReadOwnCalls) && !rights.reaches(THERE));
    assert_eq!(Grant::Everything.access(), Access::Everything);
}
