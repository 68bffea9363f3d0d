manage-done-imported = The draft roster is ready. Check it and publish it.
manage-field-phones-short = Numbers
manage-preview-title = What was read
manage-preview-certain = { $n ->
    [one] { $n } clear duty
   *[other] { $n } clear duties
}
manage-preview-asked = { $n ->
    [one] { $n } duty to be cleared up
   *[other] { $n } duties to be cleared up
}
manage-preview-notes = What to look at
manage-preview-line = Line { $line }:
manage-preview-rows = Duties
manage-preview-no-rows = No telephone duty was found in the announcement. The draft will be empty and duties can be added by hand.
manage-import-unread = This line of the duty section was not understood.
manage-verdict-certain = clear
manage-verdict-asked = to be cleared up
manage-decision = What to do with the line:
manage-decision-take = Add to the roster
manage-decision-leave = Leave it out
manage-import-draft = Make the draft roster
manage-import-taken = This number has another duty at that time: in another line or in another consultation. Correct the number or the hours, or leave this line out.
manage-import-stale = There is a consultation at this address, and its draft was changed or has not been looked at here. Nothing was overwritten. Send the form again to replace its draft, or change the address.
manage-field-slug = Address of the page
manage-field-slug-hint = Lower-case letters a to z, digits and hyphens. An address that exists means a new draft of that consultation.
manage-preview-correct = Correct
manage-preview-left-out = What is not in the draft
manage-preview-left-out-hint = These lines of the announcement were not used. If they name other ways to take part, add them later in the settings of the consultation.
manage-preview-left-out-show = { $n ->
    [one] Show { $n } line
   *[other] Show { $n } lines
}
manage-preview-left-out-more = { $n ->
    [one] and { $n } more line
   *[other] and { $n } more lines
}
manage-preview-row = Line { $line }
manage-preview-event = Meeting on { $day }
manage-preview-contradiction = { $day } is a { $weekday }, but the announcement says { $printed }. Which day is right?
manage-decision-take-corrected = Add with the date above
manage-preview-phone-mode-hint = Residents will see the answer. Without it the page says nothing about this.
manage-preview-phone-mode-later = Decide later; no change if it is settled already
manage-field-languages-short = Languages (pl, uk, en)
