### Signing in, password, confirming a duty.

sign-in-title = Sign in
sign-in-lead = For duty staff and coordinators. Residents need no account.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-password-hint = No password? Leave this empty. We will send a link to your address that signs you in once.
sign-in-button = Sign in

sign-in-sent-title = Check your mail
sign-in-sent-text = If this address has an account with us, a message with a sign-in link will arrive in a moment.
sign-in-sent-validity = The link works once and is valid for { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}.
sign-in-sent-missing = Nothing arrived? Look in the spam folder, or check that the address has no typing error.
sign-in-sent-again = Write the address again

sign-in-link-title = Sign in on this device
sign-in-link-text = The link from the message works once. Sign in only on a device of your own.
sign-in-link-button = Sign in
sign-in-link-over-title = This link no longer works
sign-in-link-over-text = It has been used, or its time has passed. You can ask for a new one at once.
sign-in-link-over-button = Ask for a new link

password-title = Set a password
password-lead = With a password you can sign in without waiting for a message.
password-new = New password
password-hint = At least { $n ->
    [one] { $n } character
   *[other] { $n } characters
}. A few random words work well. You can paste from a password manager.
password-button = Save password
password-saved-title = Password saved
password-saved-text = On other devices, sign in again.
password-saved-next = Continue

confirm-title = Confirm your duty
confirm-question = Will you be on this duty?
confirm-button = Yes, I will be there
confirm-cannot = Cannot make it? Tell the coordinator at once. Until somebody stands in for you, the duty is yours.
confirm-done-title = Duty confirmed
confirm-done-text = Thank you. The coordinator can see it already.
confirm-already-title = This duty is already confirmed
confirm-already-text = There is nothing more to do.
confirm-changed-title = This duty has changed
confirm-changed-text = The reminder was about a duty that has been moved, cancelled or given to somebody else. Your page shows the duties as they are now.
confirm-over-title = This duty is over
confirm-over-text = There is nothing to confirm.
confirm-unknown-title = We do not recognise this link
confirm-unknown-text = Perhaps only a part of it was copied. Open it straight from the message, or sign in to see your duties.
confirm-see-duties = See my duties
