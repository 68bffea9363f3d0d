//! What messages say, rendered from what is true then.

mod address_changed;
mod duty_reminder;
mod publication_prevented;
mod sign_in_link;
mod swap;

use dutyline::actions::message::{self, Mail, Message, Rendered, render};
use dutyline::actions::{ActionError, Context};
use dutyline::domain::message::{Channel, MessageState};

use crate::support::world::{World, at};

/// What one message says.
pub async fn render(cx: &Context, message: &Message) -> Result<Rendered, ActionError> {
    let rendered = render::render(cx, std::slice::from_ref(message)).await?;
    Ok(rendered.into_iter().next().unwrap())
}

pub async fn messages(world: &World) -> Vec<Message> {
    let entries = message::list(&world.cx, &world.administrator, 1000).await.unwrap();
    entries.into_iter().map(|entry| entry.message).collect()
}

/// The reminder an hour before the duty of Friday 21 June.
pub async fn friday(world: &World) -> Message {
    let due = at("2024-06-21T12:00:00Z");
    let mut all = messages(world).await.into_iter();
    all.find(|message| message.not_before == due).unwrap()
}

pub async fn mail(world: &World, message: &Message) -> Mail {
    match render(&world.cx, message).await.unwrap() {
        Rendered::Mail(mail) => *mail,
        other => panic!("{other:?}"),
    }
}

/// The secret at the end of a link.
pub fn token(text: &str) -> String {
    let rest = text.split_once("/confirm/").or_else(|| text.split_once("/sign-in/"));
    rest.unwrap().1.split_whitespace().next().unwrap().to_owned()
}

#[actix_web::test]
async fn the_next_message_is_due_when_the_first_that_waits_is() {
    let world = World::demo().await;
    let waiting = messages(&world).await.into_iter();
    let waiting = waiting.filter(|message| message.state == MessageState::Pending);
    let first = waiting.map(|message| message.not_before).min();
    assert!(first.is_some());
    assert_eq!(message::next_due(&world.cx, Channel::Email).await.unwrap(), first);
}
