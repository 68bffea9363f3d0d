manage-done-requeued = The message will be sent again.
manage-outbox-title = Outgoing mail
manage-outbox-lead = First what could not be sent, then what waits, the next at the top, and last what was sent.
manage-outbox-empty = There are no messages. They appear once a roster is published.
manage-outbox-retry = Send again
manage-outbox-unknown = an address nobody here has
manage-column-person = for
manage-column-message = message
manage-column-attempts = attempts
message-duty-reminder = duty reminder
message-sign-in-link = sign-in link
message-address-changed = account address changed
message-swap = swap of a duty
message-state-pending = waiting to be sent
message-state-sent = sent
message-state-dead = not sent
message-state-obsolete = no longer needed
message-missed-too-late = the duty began before it could be sent
message-missed-no-address = the person has no e-mail address
message-attempts = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
message-publication-prevented = a planned publication did not take place
