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
manage-change = change
manage-days-off = { $n ->
    [one] day off
   *[other] days off
}
manage-event-instead = { $title } { $hours } instead of a duty
manage-nobody = nobody
manage-tag-uncovered = no duty
manage-tag-partly = hours missing
manage-tag-unassigned = nobody assigned
manage-tag-confirmed = confirmed
manage-tag-over = over
manage-tag-waits = unconfirmed
manage-todo = Needs attention ({ $n })
manage-todo-more = Show { $n } more
manage-todo-none = Nothing blocks publishing.
manage-coverage-partly = { $n ->
    [one] { $n } day with hours missing
   *[other] { $n } days with hours missing
}
manage-coverage-uncovered = { $n ->
    [one] duty missing on { $n } day
   *[other] duty missing on { $n } days
}
manage-coverage-not-required = { $n ->
    [one] { $n } day that needs no duty
   *[other] { $n } days that need no duty
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
manage-load-title = Share of duties
manage-load-duties = duties
manage-load-share = share
manage-load-elsewhere = other
manage-load-elsewhere-hint = Other: hours on duty in other consultations, from 90 days before this one until a week after it. Sharing out counts them too.
manage-load-percent = { $percent }%
manage-load-part = { $percent }% of full time
manage-load-others = { $n ->
    [one] …and { $n } more person
   *[other] …and { $n } more people
}
manage-need-nobody-now = The duty is running and nobody is on it.
manage-need-nobody = The duty is soon and nobody is on it.
manage-need-unconfirmed-now = { $name }: the duty is running and not confirmed.
manage-need-unconfirmed = { $name }: the duty is soon and not confirmed.
manage-need-unreached = { $name }: the reminder was not delivered ({ $reason }).
manage-need-phone-mode = It is not settled whether a contribution made by phone counts like one in writing. The residents’ page says nothing about it.
manage-tick = Tick
manage-several-link = Change the ticked ones…
manage-need-swap-open = { $name } cannot be on duty, and nobody has come forward.
manage-need-swap-approval = { $name } wants to take the duty. It waits for approval.
manage-fix-swap = Find a stand-in
manage-fix-swap-approval = Decide
manage-row-stand-in = stand-in
