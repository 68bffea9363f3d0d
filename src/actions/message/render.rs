//! What a message says, from what is true when it is sent.

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::message::{Message, Rendered, address_changed, duty_reminder, sign_in_link};
use crate::domain::message::Payload;

pub async fn render(cx: &Context, message: &Message) -> Result<Rendered, ActionError> {
    match &message.payload {
        Some(Payload::DutyReminder { reminder }) => duty_reminder::render(cx, message, *reminder).await,
        Some(Payload::SignInLink { user, locale }) => sign_in_link::render(cx, message, *user, *locale).await,
        Some(Payload::AddressChanged { user, old, locale }) => {
            address_changed::render(cx, message, *user, old.clone(), *locale).await
        }
        None => Ok(Rendered::Unreadable),
    }
}
