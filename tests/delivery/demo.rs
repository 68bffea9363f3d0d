use dutyline::actions::message::{self, Deliver, Delivered, Mail, bodies};
use dutyline::delivery::demo::KeptMail;
use dutyline::domain::ids::MessageId;

use super::email::mail;
use crate::support::world::World;

#[tokio::test]
async fn the_demo_keeps_what_it_would_send() {
    let world = World::demo().await;
    let kept = KeptMail::new(world.cx.clone());
    let before = bodies(&world.cx, 1000).await.unwrap();
    let unknown = MessageId(uuid::Uuid::from_u128(1));
    let lost = kept
        .deliver(Mail {
            message: unknown,
            ..mail()
        })
        .await;
    assert!(
        matches!(lost, Delivered::RetrySafe(_)),
        "nothing asked for it: {lost:?}"
    );
    assert_eq!(bodies(&world.cx, 1000).await.unwrap(), before);
    let listed = message::list(&world.cx, &world.administrator, 1).await.unwrap();
    let message = listed[0].message.id;
    let taken = kept.deliver(Mail { message, ..mail() }).await;
    assert_eq!(taken, Delivered::Sent);
    let all = bodies(&world.cx, 1000).await.unwrap();
    let body = all.iter().find(|body| body.message == message).unwrap();
    assert_eq!(
        (&body.to[..], &body.subject[..]),
        ("desk5769@city.example", "Dyżur jutro o 15.00")
    );
}
