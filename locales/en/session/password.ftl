password-title = Set a password
password-lead = With a password you can sign in without waiting for a message.
password-current = Current password
password-new = New password
password-hint = At least { $n ->
    [one] { $n } character
   *[other] { $n } characters
}. A few random words work well. You can paste from a password manager.
password-button = Save password
password-saved-title = Password saved
password-saved-text = On other devices, sign in again.
password-saved-next = Continue
