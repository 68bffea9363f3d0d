### Messages to people on duty.

mail-greeting = Hello { $name },
mail-footer = Sent automatically by dutyline, the telephone duty system.

mail-reminder-subject = Telephone duty { $when }, { $day }, { $hours }
mail-reminder-lead = This is a reminder of your telephone duty { $until }.
mail-reminder-confirm = If you will be there, confirm it here (no need to sign in):
mail-reminder-confirm-link = Confirm that you will be there
mail-reminder-cannot = If you cannot be there, tell the coordinator at once. Until somebody stands in for you, the duty is yours.
mail-fact-consultation = Consultation
mail-fact-day = Day
mail-fact-hours = Hours
mail-fact-phone = Telephone
mail-fact-languages = Languages

mail-sign-in-subject = Your dutyline sign-in link
mail-sign-in-lead = Open this link to sign in:
mail-sign-in-link = Sign in
mail-sign-in-expires = { $n ->
    [one] The link works for { $n } minute, and only once.
   *[other] The link works for { $n } minutes, and only once.
}
mail-sign-in-ignore = If you did not ask for a link, ignore this message.
