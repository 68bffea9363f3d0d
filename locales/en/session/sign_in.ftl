sign-in-title = Sign in
sign-in-lead = For duty staff and coordinators. Residents need no account.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-password-hint = No password? Leave this empty. We will send a link to your address that signs you in once.
sign-in-button = Sign in
sign-in-after-form = Your session had ended before the form arrived, so nothing of it was saved. Sign in and you will come back to the page with this form.
