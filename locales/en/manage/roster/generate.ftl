manage-generate-title = Duties from the required hours
manage-generate-link = Create duties…
manage-generate-lead = The program creates duties for the hours in which nobody is there yet. It leaves out weekends, public holidays and days with a meeting instead of a duty.
manage-generate-phones = Phone numbers
manage-generate-phones-hint = One a line.
manage-generate-numbers = Which number answers
manage-generate-in_turn = one a duty, in turn
manage-generate-all = all of them on every duty
manage-field-longest = Longest duty, in minutes
manage-generate-longest-hint = Longer hours become several duties. Empty: they are not divided.
manage-generate-like = Or copy the duties of another consultation
manage-generate-like-none = do not copy
manage-generate-show = Show what will be created
manage-generate-nothing = Nothing is missing: there is a duty in every required hour.
manage-generate-missing = { $n ->
    [one] { $n } duty will be created
   *[other] { $n } duties will be created
}
manage-generate-add = { $n ->
    [one] Create { $n } duty
   *[other] Create { $n } duties
}
manage-generate-more = { $n ->
    [one] …and { $n } more
   *[other] …and { $n } more
}
manage-generate-stale = Somebody changed the draft in the meantime. Nothing was created. Below is what is missing now.
manage-generate-taken = One of these numbers has another duty at that time. Nothing was created. Enter another number.
manage-done-slots-generated = The duties are created. Now they can be shared out.
