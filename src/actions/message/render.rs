//! What messages say, from what is true when they are sent.

use std::collections::BTreeMap;

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{
    Message, Rendered, address_changed, duty_reminder, publication_prevented, sign_in_link, swap,
};
use crate::domain::ids::MessageId;
use crate::domain::message::Payload;

/// What each says, in their order. All messages of a kind cost one transaction; a fault in one is a fault in all.
pub async fn render(cx: &Context, messages: &[Message]) -> Result<Vec<Rendered>, ActionError> {
    let (mut reminders, mut links, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    let (mut plans, mut swaps) = (Vec::new(), Vec::new());
    for message in messages {
        match &message.payload {
            Some(Payload::DutyReminder { .. }) => reminders.push(message.clone()),
            Some(Payload::SignInLink { user, locale, next }) => {
                links.push((message.clone(), *user, *locale, next.clone()));
            }
            Some(Payload::AddressChanged { user, old, locale }) => {
                moves.push((message.clone(), *user, old.clone(), *locale));
            }
            Some(Payload::PublicationPrevented { publication, user }) => {
                plans.push((message.clone(), *publication, *user));
            }
            Some(Payload::Swap { swap, news, to, taker }) => {
                let told = swap::Told {
                    swap: *swap,
                    news: *news,
                    to: *to,
                    taker: *taker,
                };
                swaps.push((message.clone(), told));
            }
            None => {}
        }
    }
    let mut rendered: BTreeMap<MessageId, Rendered> = BTreeMap::new();
    if !links.is_empty() {
        rendered.extend(sign_in_link::render(cx, links).await?);
    }
    if !moves.is_empty() {
        rendered.extend(address_changed::render(cx, moves).await?);
    }
    if !plans.is_empty() {
        rendered.extend(publication_prevented::render(cx, plans).await?);
    }
    if !swaps.is_empty() {
        rendered.extend(swap::render(cx, swaps).await?);
    }
    if !reminders.is_empty() {
        rendered.extend(duty_reminder::render(cx, reminders).await?);
    }
    let of = |message: &Message| rendered.remove(&message.id).unwrap_or(Rendered::Unreadable);
    Ok(messages.iter().map(of).collect())
}
