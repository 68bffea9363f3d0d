use dutyline::domain::access::{Actor, Denied, Right, Role};
use dutyline::domain::ids::UserId;
use uuid::Uuid;

/// Each right with who has it.
const RIGHTS: [(Right, &[Role]); 9] = [
    (
        Right::SeeOwnDuties,
        &[Role::Administrator, Role::Coordinator, Role::Staff],
    ),
    (Right::LogCalls, &[Role::Administrator, Role::Coordinator, Role::Staff]),
    (
        Right::ReadOwnCalls,
        &[Role::Administrator, Role::Coordinator, Role::Staff],
    ),
    (Right::ReadRegister, &[Role::Administrator, Role::Coordinator]),
    (Right::SeeRoster, &[Role::Administrator, Role::Coordinator]),
    (Right::EditRoster, &[Role::Administrator, Role::Coordinator]),
    (Right::Publish, &[Role::Administrator, Role::Coordinator]),
    (Right::SeeOutbox, &[Role::Administrator, Role::Coordinator]),
    (Right::ManageAccounts, &[Role::Administrator]),
];

#[test]
fn each_role_has_its_rights_and_no_others() {
    for (right, roles) in RIGHTS {
        for role in Role::ALL {
            let actor = Actor {
                user: UserId(Uuid::from_u128(1)),
                name: String::new(),
                role: *role,
                staff: None,
            };
            let expected = if roles.contains(role) {
                Ok(())
            } else {
                Err(Denied { role: *role, right })
            };
            assert_eq!(actor.may(right), expected, "{role:?} {right:?}");
        }
    }
}
