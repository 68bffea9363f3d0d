### Error pages: what happened and what can be done.

error-400-title = We do not understand this request
error-400-text = Go back to the previous page and try again.
error-401-title = Sign in
error-401-text = This page is for duty staff and coordinators.
error-403-title = You have no access to this page
error-403-text = Your account lacks the right to open it. If it should have it, ask the coordinator.
error-404-title = There is no such page
error-404-text = The address is incomplete or the page has been removed. All consultations are on the list.
error-409-title = Somebody changed this before you
error-409-text = Open the page again, look at the change and repeat yours. Nothing was overwritten.
error-413-title = The file is too large
error-413-text = Send a smaller file, or paste only the table of duties.
error-422-title = Correct what you entered
error-422-text = It could not be saved. Go back to the form and check the fields.
error-429-title = Too many attempts
error-429-text = Wait a few minutes and try again.
error-500-title = A fault on our side
error-500-text = This could not be done. The fault has been recorded. Try again in a moment; if it returns, tell the administrator the number below.
error-503-title = The page is unavailable for the moment
error-503-text = Work is in progress or the server is overloaded. Try again in a few minutes.
error-request-id = Report number: { $id }
error-to-list = See all consultations
error-to-sign-in = Sign in

# Faults of fields
fault-required = Fill in this field.
fault-too-long = The text is too long. Shorten it.
fault-unprintable = The text holds a character that cannot be kept. Remove it.
fault-email = This is not an e-mail address. Write it like name@office.pl.
fault-email-known = Somebody else already has this address.
fault-phone = This is not a telephone number. Write nine digits, for example 12 616 5769.
fault-period-order = The end is before the start. Correct one of the dates.
fault-period-long = A consultation cannot last longer than 400 days.
fault-outside-period = This day is outside the consultation.
fault-unknown = There is no such entry. Choose from the list.
fault-twice = The same entry is in the list twice.
fault-too-many = There are too many entries.
fault-wrong-password = The address and the password do not match.
fault-password-short = The password is too short. Use at least 15 characters, a few words for example.
fault-slug-taken = Another consultation already has this address.
coverage-no-findings = There is nothing to settle.
