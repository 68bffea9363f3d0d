offer-title = You cannot be on duty
offer-of = Whose duty it is: { $name }
offer-lead = Offer it to others. You need not say why. Whoever accepts first has the duty; until then it is yours.
offer-everyone = Everyone who can take it
offer-nobody-free = Nobody in the team is free then. The coordinator will be told at once.
offer-free-count = { $n ->
    [one] { $n } person is free then
   *[other] { $n } people are free then
}
offer-these = Only some people
offer-people = People
offer-free = free then
offer-absent = away
offer-busy = another duty
offer-mute = does not speak the language of the duty
offer-answer-by-hint = If nobody has come forward by then, the coordinator is told. Empty: { $usual }.
offer-send = Offer the duty
manage-field-to = Whom to ask
manage-field-answer-by = Until when to wait for an answer
offer-title-other = Offer a duty to others
offer-lead-other = Whoever accepts first has the duty. Until then it stays with whoever has it now.
