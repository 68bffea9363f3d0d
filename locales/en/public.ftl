### Pages for residents.

list-title = Public consultations
list-lead = Phone numbers and the hours when you can call.
list-running = Running now
list-coming = Coming soon
list-over = Ended
list-empty = There are no consultations here at the moment. When the city announces one, it will appear on this list.
list-status-now = Phone line open until { $time }
list-status-next = Next time you can call: { $when }
list-status-none = Phone hours have not been announced yet
list-status-over = Phone line closed

public-lead = Phone line for the consultation · { $period }
public-description = Phone line for the consultation ({ $period }). Numbers and hours.

status-now = Phone line open
status-now-until = Phone line open until { $time }
status-nobody = Phone line closed now
status-next = Next time you can call
status-next-after = Next time you can call: { $when }
status-over = The phone line closed on { $day }
status-over-text = Calls about this consultation are no longer answered on these numbers.
status-unpublished = Phone hours have not been announced yet
status-unpublished-text = They will appear on this page. Dates of the consultation: { $period }.
status-no-phone = This consultation has no phone line
speak = we speak { $languages }

mode-counts = A contribution made by phone counts as much as one made in writing.
mode-confirm = We will write down a contribution made by phone and ask you to confirm it in writing.
mode-informs = By phone we only give information. Contributions are accepted in writing only.

duties-next = When you can call
duties-past = Earlier phone hours ({ $n })
duties-day = day
duties-hours = hours
duties-phone = phone
duty-now = now
duty-changed = changed
duty-cancelled = cancelled
duty-in-person = in person, not by phone
duty-also-in-person = also in person
no-duty = phone line closed
no-duty-day-off = non-working day
no-duty-days-off = non-working days
no-duty-meeting = a meeting instead

ways-title = Other ways to take part
meeting = Meeting: { $when }
meeting-past = The meeting took place: { $when }
calendar-add = Add to calendar
calendar-hint = an .ics file with all phone hours
calendar-phone-duty = Phone line open
calendar-room-duty = In-person hours
published-on = As of { $day }, revision { $n }.
print-address = Current hours: { $address }
