mail-address-changed-subject = The address of your dutyline account was changed
mail-address-changed-lead = A coordinator changed the e-mail address of your account. Reminders and sign-in links no longer come to this address.
mail-address-changed-mistake = If this is a mistake, tell whoever runs the telephone duty in your office.
