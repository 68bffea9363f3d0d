### Pages for residents.

list-title = Public consultations
list-lead = Numbers and hours of the telephone duties.
list-running = Running now
list-coming = Coming soon
list-over = Ended
list-empty = There are no consultations here at the moment. When the city announces one, it will appear on this list.
list-status-now = On duty now until { $time }
list-status-next = Next duty: { $when }
list-status-none = The duty hours have not been announced yet
list-status-over = The duties have ended

public-lead = Telephone duty of the consultation · { $period }
public-description = Telephone duty of the consultation, { $period }. Numbers and hours.

status-now = On duty now
status-now-until = On duty now – until { $time }
status-nobody = Nobody is on duty now
status-next = Next duty
status-next-after = Next duty: { $when }
status-over = The duties ended on { $day }
status-over-text = These numbers no longer answer calls about this consultation.
status-unpublished = The duty hours have not been announced yet
status-unpublished-text = They will appear on this page. The consultation: { $period }.
status-no-phone = This consultation has no telephone duty
speak = we speak { $languages }

mode-counts = A remark made by phone counts as much as one made in writing.
mode-confirm = We will write down a remark made by phone and ask you to confirm it in writing.
mode-informs = By phone we give information. Remarks are accepted in writing only.

duties-next = Next duties
duties-past = Past duties ({ $n })
duties-day = day
duties-hours = hours
duties-phone = phone
duty-now = now
duty-changed = changed
duty-cancelled = cancelled
duty-in-person = in person, not by phone
duty-also-in-person = also in person
no-duty = no duty
no-duty-day-off = day off
no-duty-days-off = days off
no-duty-meeting = a meeting instead of a duty

ways-title = Other ways to take part
meeting = Meeting: { $when }
meeting-past = The meeting took place: { $when }
calendar-add = Add to calendar
calendar-hint = an .ics file with all duties
calendar-phone-duty = Telephone duty
calendar-room-duty = Duty in person
published-on = As of { $day }, version { $n }.
print-address = Current hours: { $address }
