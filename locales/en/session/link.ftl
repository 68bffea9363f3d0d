sign-in-link-title = Sign in on this device
sign-in-link-text = The link from the message works once. Sign in only on a device of your own.
sign-in-link-button = Sign in
sign-in-link-over-title = This link no longer works
sign-in-link-over-text = It has been used, or its time has passed. You can ask for a new one at once.
sign-in-link-over-button = Ask for a new link
