### What is wrong with one field, in forms and in the API.

fault-required = Fill in this field.
fault-too-long = The text is too long. Shorten it.
fault-unprintable = The text contains a character that cannot be saved. Remove it.
fault-email = This is not an e-mail address. Write it like name@office.pl.
fault-email-known = Somebody else already has this address.
fault-email-of-account = This is the address of an account with more rights. Only an administrator can change it.
fault-phone = This is not a telephone number. Write nine digits, for example 12 616 5769.
fault-period-order = The end is before the start. Correct one of the dates.
fault-period-long = A consultation cannot last longer than 400 days.
fault-outside-period = This day is outside the consultation.
fault-unknown = There is no such entry. Choose from the list.
fault-twice = The same entry is in the list twice.
fault-too-many = There are too many entries.
fault-wrong-password = The address and the password do not match.
fault-current-password = This is not your current password.
fault-password-short = The password is too short. Use at least 15 characters, a few words for example.
fault-password-guessable = This password is easy to guess. Use a few words that have nothing to do with each other or with you.
fault-choice = Choose one of the options.
fault-date = This is not a date. Write it as 2024-06-13.
fault-version = Open this page again: the form does not say which version of the roster it was made from.
fault-year = Write a year from 1990 to 2200.
fault-time = This is not a time. Write it as 15:00.
fault-hours = These are not hours. Write them as 15.00–18.00.
fault-leads = Write up to five times from 1 minute to 14 days, for example 24 h, 30 min.
fault-end-is-start = The end is the same as the start. Correct one of them.
fault-slug = The address may have the letters a to z, digits and hyphens, at most 80 characters.
fault-slug-taken = Another consultation has this address already. Type another one.
fault-undecided = Decide: take this line or leave it out.
fault-id = This is not a UUID.
fault-instant = This is not an instant in RFC 3339, for example 2024-06-20T15:40:00+02:00.
fault-language = This is not an ISO 639 language code, for example pl.
fault-number = This is not a number in the allowed range.
fault-list = This must be a list.
fault-object = This must be an object.
fault-text = This must be a text.
fault-unknown-field = There is no such field. Check the spelling.

# About a call
fault-contribution-missing = Write down the contribution or choose another kind of call.
fault-informs-only = In this consultation we only give information by phone. Refer the caller to the form and keep the words as a note.
fault-text-too-long = The text is too long. Shorten it to 10,000 characters.
fault-too-many-contributions = Too many contributions in one call. There can be at most 50.
fault-in-future = A call cannot start in the future. Correct the time.
fault-impossible-year = A call cannot have started in that year. Correct the date.
fault-unknown-topic = This consultation has no such topic. Choose one from the list.
fault-too-many-topics = Too many topics for one call. There can be at most 50.
fault-kind-missing = Choose the kind of call.
fault-started-bad = Write the time as 15:42.
fault-id-taken = There is something else with this identifier.
fault-staff-unknown = There is no such person among the duty staff of this office.
fault-slot-published = Residents have seen this duty. It can only be cancelled.
fault-taken = This number or this person is on another duty at that time.

# About the roster's sheet
fault-staff-twice = More than one person has this name. Choose the right one in the roster on the page.
fault-language-name = There is no such language. Enter a name, for example Ukrainian, or a code, for example uk.
fault-mode-name = Enter: by phone, in person, or by phone and in person.
fault-state-name = Enter: planned or cancelled.
fault-reason-of-planned = Only a cancelled duty has a reason. Delete it or change the state to: cancelled.
fault-formula = There is a formula in this cell. Put the bare value in its place.
fault-column-missing = This column is missing. Download the sheet again and delete none of its columns.
fault-sheet-unknown = This is not a sheet downloaded from this page. Download the sheet and make your changes in it.
fault-sheet-elsewhere = This is the sheet of another consultation.
fault-sheet-long = The sheet is too large. It can have 10,000 rows at most.
fault-file-missing = Choose a file.
