### Pages of the coordinator.

manage-list-title = Consultations
manage-list-empty = There are no consultations yet. Paste the city’s announcement to get a draft roster.
manage-import-button = Import an announcement
manage-column-consultation = consultation
manage-column-period = period
manage-column-coverage = coverage
manage-column-state = state
manage-covered-of = { $covered } of { $needed } days covered
manage-covered-none = no day needs a duty
manage-state-blocked = needs attention
manage-not-published = not published yet
manage-published-number = revision { $number } published

manage-nav-roster = Roster
manage-nav-register = Calls
manage-nav-table = Table
manage-nav-settings = Settings

manage-done-imported = The draft roster is ready. Check it and publish it.
manage-done-slot-saved = The duty was saved in the draft.
manage-done-slot-saved-clock = The duty was saved in the draft. The clocks change at one of its times; its page says which moment counts.
manage-done-slot-cancelled = The duty was cancelled in the draft. Residents will see it once you publish.
manage-done-slot-removed = The duty was removed from the draft.
manage-done-day-saved = The day was saved.
manage-done-days-exempt = The days without duty were set.
manage-done-published = The roster was published. Reminders were planned again where something changed.
manage-done-settings-saved = The settings were saved.
manage-done-staff-saved = The person’s details were saved.
manage-done-invited = The sign-in link is on its way.
manage-done-put-back = The message will be sent again.

manage-roster-title = Duty roster
manage-published-on = revision { $number } published, { $day }
manage-unpublished = { $n ->
    [one] { $n } change not published yet
   *[other] { $n } changes not published yet
}
manage-check-and-publish = Check and publish…
manage-add-slot = Add a duty
manage-days-button = Days without duty
manage-residents-page = Residents’ page
manage-column-day = day
manage-column-hours = hours
manage-column-phone = phone
manage-column-who = on duty
manage-change = change
manage-days-off = { $n ->
    [one] day off
   *[other] days off
}
manage-event-instead = { $title } { $hours } instead of a duty
manage-nobody = nobody
manage-nobody-yet = nobody yet
manage-tag-uncovered = uncovered
manage-tag-partly = hours missing
manage-tag-cancelled = cancelled
manage-tag-unassigned = nobody assigned
manage-tag-confirmed = confirmed
manage-tag-over = over
manage-tag-waits = unconfirmed
manage-todo = Needs attention ({ $n })
manage-todo-more = Show { $n } more
manage-todo-none = Nothing blocks publishing.
manage-coverage-covered = { $n ->
    [one] { $n } day covered
   *[other] { $n } days covered
}
manage-coverage-partly = { $n ->
    [one] { $n } day partly covered
   *[other] { $n } days partly covered
}
manage-coverage-uncovered = { $n ->
    [one] { $n } day uncovered
   *[other] { $n } days uncovered
}
manage-coverage-not_required = { $n ->
    [one] { $n } day without duty
   *[other] { $n } days without duty
}
manage-fix-import = Import an announcement
manage-fix-add = Add a duty
manage-fix-exempt = Set a day without duty
manage-fix-exempt-all = { $n ->
    [one] Set { $n } day without duty
   *[other] Set { $n } days without duty
}
manage-fix-assign = Choose a person
manage-fix-edit = Correct the duty
manage-load-title = Hours on duty
manage-unsent = { $n ->
    [one] { $n } undelivered reminder
   *[other] { $n } undelivered reminders
}

manage-slot-new = New duty
manage-slot-source = From the announcement:
manage-field-date = Day
manage-field-start = From
manage-field-end = To
manage-field-phones = Telephone numbers
manage-field-phones-hint = One per line, for example 12 616 5769.
manage-field-phones-short = Numbers
manage-field-staff = Who is on duty
manage-field-languages = Languages
manage-field-mode = How the duty is held
manage-field-reason = Reason
manage-field-reason-all = Reason
manage-field-reason-hint = Residents will see it, and it stays on record.
manage-slot-cancel-title = Cancelling the duty
manage-slot-cancel-lead = The duty stays in the roster as cancelled and residents see the reason. To undo this, save the duty again.
manage-slot-cancel = Cancel the duty
manage-slot-remove-title = Removing it from the draft
manage-slot-remove-lead = A duty residents have not seen yet can be removed. A published one can only be cancelled.
manage-slot-remove = Remove the duty
manage-slot-published = Residents have already seen this duty, so it cannot be removed. Cancel it and give the reason.
clock-twice-start = The clocks change on { $day }: it is { $time } twice. The duty starts the first time.
clock-twice-end = The clocks change on { $day }: it is { $time } twice. The duty ends the second time.
clock-never-start = The clocks change on { $day }: it is never { $time }. The duty starts right after the change.
clock-never-end = The clocks change on { $day }: it is never { $time }. The duty ends right after the change.
manage-taken-by = The number or the person has another duty at that time: { $duty }. Change the hours, the number or the person.
manage-taken-elsewhere = The number or the person is on duty in another consultation at that time. Change the hours, the number or the person.
manage-stale-slot = Somebody changed the roster in the meantime. The duty is now: { $duty }, { $phones }. Nothing was overwritten; your changes are in the form below. Save again if you want to keep them.
manage-stale-roster = Somebody changed the roster in the meantime. Nothing was overwritten. Look at what changed and try again.
manage-stale-form = Somebody changed this consultation in the meantime. Nothing was overwritten; what you typed is in the form below. Save again if you want to keep it.

manage-days-title = Days without duty
manage-days-lead = On weekends, public holidays and meeting days no duty is needed. Here you can set another day without duty and give the reason.
manage-exempt-one = Set a day without duty
manage-exempt-all-title = { $n ->
    [one] { $n } day uncovered
   *[other] { $n } days uncovered
}
manage-exempt-all = { $n ->
    [one] Set { $n } day without duty
   *[other] Set { $n } days without duty
}
manage-rules-title = Exceptions
manage-rule-clear = Remove the exception
manage-day-hours = required hours: { $hours }

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
manage-publish-button = Publish revision { $number }
manage-column-when = when
manage-column-duty = duty

manage-import-title = Import an announcement
manage-import-lead = The announcement becomes a draft roster. Whatever is uncertain comes back as a question.
manage-import-text = Text of the announcement
manage-import-text-hint = Paste all of it, with the dates of the consultation.
manage-import-file = or a file
manage-import-file-hint = TXT, HTML, DOCX, XLSX or CSV, up to 5 MB.
manage-import-read = Import
manage-import-too-large = The file is larger than 5 MB. Send a smaller one or paste only the table of duties.
manage-import-too-long = This announcement is too long to be checked at once. Divide it into parts.
manage-import-empty = Paste the announcement or choose a file.
manage-import-not-readable = This file cannot be read. Save it as DOCX, XLSX, HTML or text and try again.
manage-import-not-an-announcement = There is no consultation period, telephone duty or meeting in this text. Paste the announcement of a consultation.
manage-preview-title = What was read
manage-preview-certain = { $n ->
    [one] { $n } clear duty
   *[other] { $n } clear duties
}
manage-preview-asked = { $n ->
    [one] { $n } duty to be cleared up
   *[other] { $n } duties to be cleared up
}
manage-preview-notes = What to look at
manage-preview-line = Line { $line }:
manage-preview-rows = Duties
manage-preview-no-rows = No telephone duty was found in the announcement. The draft will be empty and duties can be added by hand.
manage-import-unread = This line of the duty section was not understood.
manage-verdict-certain = clear
manage-verdict-asked = to be cleared up
manage-decision = What to do with the line:
manage-decision-take = Add to the roster
manage-decision-leave = Leave it out
manage-import-draft = Make the draft roster
manage-import-taken = One of the numbers is on duty at that time in another consultation, or twice in this one. Untick the row or correct it in the announcement.
manage-import-stale = There is a consultation at this address, and its draft was changed or has not been looked at here. Nothing was overwritten. Send the form again to replace its draft, or change the address.
manage-field-slug = Address of the page
manage-field-slug-hint = Lower-case letters a to z, digits and hyphens. An address that exists means a new draft of that consultation.

manage-settings-title = Settings of the consultation
manage-field-first-day = First day
manage-field-last-day = Last day
manage-field-unit = Who runs the consultation
manage-field-unit-hint = The office or department as residents know it.
manage-field-phone-mode = How we treat phone calls
manage-field-hours = Hours in which somebody must be on duty
manage-field-hours-hint = For example 15.00–18.00 or 9–11, 15–18. Empty: no duty is needed on that weekday.
manage-field-leads = Reminders before a duty
manage-field-leads-hint = Hours or minutes, for example 24 h, 30 min. Empty: 24 h and 1 h before.
manage-field-title = Title
manage-field-invitation = What people can phone about
manage-field-other-ways = Other ways to take part, one per line
manage-events-title = Meetings
manage-events-lead = A meeting can stand in for that day’s duty. Empty fields are ignored.
manage-event = Meeting
manage-event-new = New meeting
manage-field-event-title = Title
manage-field-place = Place
manage-field-stands-in = stands in for that day’s duty
manage-events-save = Save the meetings
manage-topics-title = Topics of calls
manage-field-topics = List of topics
manage-field-topics-hint = One per line, languages separated by a vertical bar: Polish | English | Ukrainian.
manage-topics-save = Save the topics

manage-staff-title = Team
manage-staff-add = Add a person
manage-staff-new = New person
manage-staff-empty = There is nobody yet who can be on duty. Add the first person.
manage-column-name = who
manage-column-desk = desk
manage-column-languages = languages
manage-column-absences = absences
manage-column-mail = reminders
manage-staff-reachable = by e-mail
manage-staff-unreachable = no address
manage-field-name = Name of the person or desk
manage-field-name-hint = As colleagues know the person. Residents do not see it.
manage-field-email = E-mail address
manage-field-email-hint = Where reminders and the sign-in link go.
manage-field-desk = Desk phone
manage-field-desk-hint = Duties on this number go to this person.
manage-field-locale = Language of pages and messages
manage-field-absences = Absences
manage-field-absences-hint = First and last day. For a single day the first is enough.
manage-field-first = From
manage-field-last = To
manage-staff-invite-title = Signing in
manage-staff-invite-lead = The person gets a one-time link by e-mail to sign in with.
manage-staff-invite = Send a sign-in link

manage-register-title = Register of calls
manage-register-kind = Kind of call
manage-register-all-kinds = all
manage-register-show = Show
manage-register-empty = There are no such calls yet.
manage-register-older = Older calls
manage-column-kind = kind
manage-column-contributions = contributions
manage-call-late = after the deadline
manage-call-note = Internal note
manage-call-logged = Logged: { $when }
manage-call-others = Another text of the same call
manage-call-others-lead = Another text arrived under the same call id. Both were kept.

manage-table-title = Table to paste
manage-table-lead = The draft roster as the office prints it. Paste it into an announcement; it can be read back again.
manage-table-text = Text with tabs
manage-table-html = HTML for a web page

manage-outbox-title = Outgoing mail
manage-outbox-lead = Messages by the time they are sent, the newest first.
manage-outbox-empty = There are no messages. They appear once a roster is published.
manage-outbox-retry = Send again
manage-column-message = message
manage-column-attempts = attempts
message-duty-reminder = duty reminder
message-sign-in-link = sign-in link
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

kept-mail-title = Mail that did not leave this machine
kept-mail-lead = This is a demo: messages stay here, and their links work.
kept-mail-empty = There is no message yet.
