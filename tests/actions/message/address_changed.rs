use dutyline::actions::message::Rendered;
use dutyline::actions::staff::{StaffInput, change};
use dutyline::domain::ids::StaffId;
use dutyline::domain::message::Payload;

use super::{mail, messages, render};
use crate::support::world::World;

async fn move_to(world: &World, id: StaffId, email: &str) {
    let input = StaffInput {
        name: "Stanowisko 5769".to_owned(),
        email: email.to_owned(),
        ..StaffInput::default()
    };
    change(&world.cx, &world.coordinator, id, input).await.unwrap();
}

#[actix_web::test]
async fn the_old_address_is_told_and_says_nothing_of_the_new_one() {
    let world = World::demo().await;
    let id = world.user("5769@demo.example").await.staff.unwrap();
    move_to(&world, id, "new@demo.example").await;
    let all = messages(&world).await;
    let told = all
        .iter()
        .find(|message| matches!(message.payload, Some(Payload::AddressChanged { .. })));
    let mail = mail(&world, told.unwrap()).await;
    assert_eq!(mail.to.as_str(), "5769@demo.example");
    for part in [&mail.subject, &mail.text, &mail.html] {
        assert!(!part.contains("new@demo.example") && !part.contains('⟦'), "{part}");
    }
}

#[actix_web::test]
async fn who_has_the_address_again_is_not_told() {
    let world = World::demo().await;
    let id = world.user("5769@demo.example").await.staff.unwrap();
    move_to(&world, id, "new@demo.example").await;
    move_to(&world, id, "5769@demo.example").await;
    let all = messages(&world).await;
    let told = all
        .iter()
        .filter(|message| matches!(message.payload, Some(Payload::AddressChanged { .. })));
    let mut sent = 0;
    for message in told {
        match render(&world.cx, message).await.unwrap() {
            Rendered::Mail(mail) => {
                assert_eq!(mail.to.as_str(), "new@demo.example");
                sent += 1;
            }
            Rendered::Obsolete => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(sent, 1);
}
