### Shared: names, time, states, forms.

product = dutyline
site-name = Public consultations
brand-consultations = { $unit } · consultations
skip-to-content = Skip to content
language-navigation = Language
main-navigation = Menu
nav-desk = Duty
nav-calls = My calls
nav-manage = Consultations
nav-staff = Team
nav-outbox = Mail
sign-out = Sign out
signed-in-as = Account: { $name }
footer-all-consultations = All consultations
footer-note = This page sets no cookies and works without JavaScript.
footer-staff = For duty staff
back = Back

# Time
time-today = today
time-tomorrow = tomorrow
time-yesterday = yesterday
time-in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
time-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
time-in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
time-in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
time-in-a-moment = in a moment

# Telephone
duty-phone = tel. { $phone }
phone-number = telephone number

# Forms
form-errors = { $n ->
    [one] Correct { $n } field
   *[other] Correct { $n } fields
}
form-errors-title-prefix = Error:
form-error-prefix = Error:
save = Save
cancel = Cancel
nothing-saved-yet = Nothing has been saved yet.

# Counting
count-duties = { $n ->
    [one] { $n } duty
   *[other] { $n } duties
}
count-numbers = { $n ->
    [one] { $n } number
   *[other] { $n } numbers
}
count-calls = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
count-contributions = { $n ->
    [one] { $n } contribution
   *[other] { $n } contributions
}

# Phone mode
phone-mode-counts = a contribution by phone counts like one in writing
phone-mode-confirm = a contribution is written down and the caller confirms it in writing
phone-mode-informs = by phone we only give information

# Duty
slot-mode-phone = by phone
slot-mode-room = in person
slot-mode-hybrid = by phone and in person
slot-state-planned = planned
slot-state-cancelled = cancelled

# Consultation day
requirement-duty = duty
requirement-event = a meeting instead of a duty
requirement-exempt = no duty: { $reason }
day-off-weekend = weekend
day-off-no-hours = no hours set for this day
verdict-covered = covered
verdict-partly = partly covered
verdict-uncovered = uncovered
verdict-not_required = no duty needed

# Holidays
holiday-new-year = New Year’s Day
holiday-epiphany = Epiphany
holiday-easter-sunday = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-labour-day = Labour Day
holiday-constitution-day = 3 May Constitution Day
holiday-pentecost = Pentecost
holiday-corpus-christi = Corpus Christi
holiday-assumption = Assumption Day, Polish Armed Forces Day
holiday-all-saints = All Saints’ Day
holiday-independence-day = Independence Day
holiday-christmas-eve = Christmas Eve
holiday-christmas = Christmas Day
holiday-st-stephen = Second Day of Christmas

# Roster check
severity-blocks = blocks publishing
severity-warns = worth checking
finding-empty_roster = The roster is empty. Nobody will answer the phone during the whole consultation.
finding-day_uncovered = { $day }: nobody is on duty. Missing: { $gaps } ({ $length }).
finding-day_partly_covered = { $day }: some hours have no duty. Missing: { $gaps } ({ $length }).
finding-slot_without_extension = { $day }, { $hours }: the duty has no telephone number.
finding-extension_twice = { $day }, { $hours }: number { $phone } has another duty at the same time.
finding-staff_twice = { $day }, { $hours }: the same person has another duty at the same time.
finding-outside_period = { $day }, { $hours }: the duty is outside the consultation period.
finding-on_day_off = { $day }, { $hours }: the duty falls on a day off.
finding-unassigned = { $day }, { $hours }: nobody is assigned to the duty.
finding-staff_absent = { $day }, { $hours }: the person on duty is away that day.

# Call
call-kind-contribution = Contribution
call-kind-question = Question
call-kind-information = Practical information
call-kind-not_our_matter = Not for this office
call-kind-wrong_number = Wrong number · silence
call-kind-hung_up = Hung up
call-outcome-answered = Settled during the call
call-outcome-referred_to_form = Referred to the form
call-outcome-call_back = Call back needed
call-outcome-passed_on = Passed on
call-fault-contribution-missing = Write down the contribution or choose another kind of call.
call-fault-informs-only = In this consultation we only give information by phone. Refer the caller to the form and keep the words as a note.
call-fault-text-too-long = The text is too long. Shorten it to 10,000 characters.
call-fault-too-many-contributions = Too many contributions in one call. There can be at most 50.
call-fault-in-future = A call cannot start in the future. Correct the time.
call-fault-impossible-year = A call cannot have started in that year. Correct the date.
call-fault-unknown-topic = This consultation has no such topic. Choose one from the list.
call-fault-too-many-topics = Too many topics for one call. There can be at most 50.
call-fault-unprintable = The text contains a character that cannot be saved. Remove it and save again.
contribution-state-noted = noted
contribution-state-awaiting_confirmation = awaiting written confirmation
