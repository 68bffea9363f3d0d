manage-done-published = The roster was published. Reminders were planned again where something changed.
manage-publish-title = Publishing revision { $number }
manage-publish-changes = What changes
manage-publish-no-changes = The draft is the same as the last published revision.
manage-publish-empty = The draft has no duties.
manage-change-added = { $n ->
    [one] { $n } duty added
   *[other] { $n } duties added
}
manage-change-removed = { $n ->
    [one] { $n } duty removed
   *[other] { $n } duties removed
}
manage-change-changed = { $n ->
    [one] { $n } duty changed
   *[other] { $n } duties changed
}
manage-change-reassigned = { $n ->
    [one] Person changed: { $n } duty
   *[other] Person changed: { $n } duties
}
manage-change-period = Period changed
manage-change-events = { $n ->
    [one] { $n } meeting changed
   *[other] { $n } meetings changed
}
manage-change-days = { $n ->
    [one] { $n } day changed
   *[other] { $n } days changed
}
manage-publish-stopping = These cannot be accepted; correct the roster
manage-publish-accept = Blocks publishing
manage-publish-accept-hint = Tick what you leave as it is on purpose. Who accepted it and when is recorded.
manage-publish-blocked = { $n ->
    [one] { $n } finding still blocks publishing. Correct the roster or tick it.
   *[other] { $n } findings still block publishing. Correct the roster or tick them.
}
manage-publish-warnings = Worth checking
manage-publish-reminders = { $n ->
    [one] { $n } reminder to be sent
   *[other] { $n } reminders to be sent
}
manage-publish-no-reminders = After this revision no reminder waits to be sent.
manage-publish-reminders-show = Who gets them and when
manage-publish-unreachable = These people have no e-mail address and will get no reminder: { $names }.
manage-publish-nothing = There is nothing to publish: the draft is the same as the last revision.
manage-publish-taken = In “{ $title }” residents still read: { $duty }. That is the same number or the same person at the same time. Publish the change there first.
manage-publish-busy = The same number or the same person has a published duty of another office at that time. Agree on the hours with that office.
manage-publish-more = and { $n } more
manage-publish-button = Publish revision { $number }
manage-column-duty = duty
manage-done-publication-planned = The publication is planned. Any change of the draft makes it void.
manage-done-publication-withdrawn = There is no planned publication any more.
manage-told-title = Who hears of it
manage-told-nobody = This publication changes no reminder.
manage-told-more = { $n ->
    [one] { $n } new reminder
   *[other] { $n } new reminders
}
manage-told-fewer = { $n ->
    [one] { $n } reminder will not be sent
   *[other] { $n } reminders will not be sent
}
manage-told-untrue = { $n ->
    [one] { $n } reminder already sent will no longer be true – call them
   *[other] { $n } reminders already sent will no longer be true – call them
}
manage-told-no-address = has no e-mail address and gets nothing
manage-later-title = Publish later
manage-later-hint = The draft is published by itself at this time unless somebody changes it before. If anything stands in the way, you get an e-mail.
manage-field-day = Day
manage-field-time = Time
manage-later-button = Plan the publication
manage-planned-title = Planned publication
manage-planned = Publication planned: { $moment } ({ $name }).
manage-planned-not = The publication planned for { $moment } ({ $name }) did not take place.
manage-planned-changed = The draft has been changed since, so this publication will not take place. Withdraw it and plan anew.
manage-planned-already = A publication is planned already. Withdraw it before you plan another.
manage-planned-withdraw = Withdraw the plan
manage-planned-dismiss = I have taken note
manage-prevented-changed = The draft was changed after it was planned.
manage-prevented-blocked = A finding that nobody has accepted blocked it.
manage-prevented-taken = The same number or person has a published duty of another consultation at the same time.
manage-prevented-not_allowed = Whoever planned it may not publish any more.
