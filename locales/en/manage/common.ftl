### Fields, columns and notices that several pages of the coordinator share.

manage-column-state = state
manage-not-published = not published yet
manage-column-who = on duty
manage-nobody-yet = nobody yet
manage-tag-cancelled = cancelled
manage-field-date = Day
manage-field-start = From
manage-field-end = To
manage-field-languages = Languages
manage-field-reason = Reason
manage-field-reason-all = Reason
clock-twice-start = The clocks change on { $day }: it is { $time } twice. The duty starts the first time.
clock-twice-end = The clocks change on { $day }: it is { $time } twice. The duty ends the second time.
clock-never-start = The clocks change on { $day }: it is never { $time }. The duty starts right after the change.
clock-never-end = The clocks change on { $day }: it is never { $time }. The duty ends right after the change.
manage-stale-roster = Somebody changed the roster in the meantime. Nothing was overwritten. Look at what changed and try again.
manage-stale-form = Somebody changed this consultation in the meantime. Nothing was overwritten; what you typed is in the form below. Save again if you want to keep it.
manage-column-when = when
manage-field-first-day = First day
manage-field-last-day = Last day
manage-field-title = Title
manage-events-title = Meetings
manage-call-late = after the deadline
manage-field-unit = Office that runs the consultation
manage-unit-choose = Choose…
manage-id-taken = Something else was already saved from the address of this form. Nothing was overwritten; what you entered is in the form below. Save it again.
