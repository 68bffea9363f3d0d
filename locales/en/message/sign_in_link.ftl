mail-sign-in-subject = Your dutyline sign-in link
mail-sign-in-lead = Open this link to sign in:
mail-sign-in-link = Sign in
mail-sign-in-expires = { $n ->
    [one] The link works for { $n } minute, and only once.
   *[other] The link works for { $n } minutes, and only once.
}
mail-sign-in-ignore = If you did not ask for a link, ignore this message.
