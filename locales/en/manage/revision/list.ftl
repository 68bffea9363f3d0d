manage-revisions-title = Published revisions
manage-revisions-lead = Each revision can be looked at as residents saw it, and made the draft again.
manage-revisions-none = Nothing has been published yet.
manage-revisions-number = revision
manage-revisions-who = published by
manage-revisions-what = what changed
manage-revisions-one = revision { $number }
manage-revisions-accepted = { $n ->
    [one] { $n } finding accepted
   *[other] { $n } findings accepted
}
