### The frame of every page: names, navigation, forms.

product = dutyline
site-name = Public consultations
brand-consultations = { $unit } · consultations
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
form-errors = { $n ->
    [one] Correct { $n } field
   *[other] Correct { $n } fields
}
form-errors-title-prefix = Error:
form-error-prefix = Error:
form-full = The server has no room left, so nothing was saved. What you entered is in the form below. Tell the administrator, leave this page open, and save again once there is room.
form-unavailable = This could not be saved now, and nothing was changed. What you entered is in the form below; save again in a moment.
form-too-long = This took too long, and we do not know whether it was saved. What you entered is in the form below. Save again: if it is there already, nothing is saved twice.
save = Save
cancel = Cancel
nothing-saved-yet = Nothing has been saved yet.
