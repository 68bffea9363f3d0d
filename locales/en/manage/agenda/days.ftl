### All duties of the offices one works for.

manage-agenda-title = All duties
manage-agenda-link = All duties
manage-agenda-lead = The duties in the drafts of all consultations, day by day. You see when one number or one person is needed in two places at once.
manage-agenda-before = earlier
manage-agenda-after = later
manage-agenda-none = There is no duty on these days.
manage-agenda-clashing = { $n ->
    [one] { $n } duty clashes with another one. You find it below.
   *[other] { $n } duties clash with others. You find them below.
}
manage-agenda-clash = clash
manage-agenda-clash-drafted = { $shared }: at that time also the duty { $hours }, “{ $title }”.
manage-agenda-clash-published = { $shared }: at that time a published duty of “{ $title }”. It goes once the draft there is published.
manage-agenda-clash-elsewhere = { $shared }: busy in another office at that time.
manage-agenda-busy = busy in another office
