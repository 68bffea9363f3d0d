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
manage-import-taken = One of the numbers is on duty at that time in another consultation, or twice in this one. Untick the row or correct it in the announcement.
manage-import-stale = There is a consultation at this address, and its draft was changed or has not been looked at here. Nothing was overwritten. Send the form again to replace its draft, or change the address.
manage-field-slug = Address of the page
manage-field-slug-hint = Lower-case letters a to z, digits and hyphens. An address that exists means a new draft of that consultation.
