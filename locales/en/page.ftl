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
save = Save
cancel = Cancel
nothing-saved-yet = Nothing has been saved yet.
