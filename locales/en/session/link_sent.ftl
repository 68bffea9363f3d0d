sign-in-sent-title = Check your mail
sign-in-sent-text = If this address has an account with us, a message with a sign-in link will arrive in a moment.
sign-in-sent-validity = The link works once and is valid for { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}.
sign-in-sent-missing = Nothing arrived? Look in the spam folder, or check that the address has no typing error.
sign-in-sent-again = Write the address again
