absence-title = Absences
absence-lead = The person gets no new duty at these times. The reason is not stored.
absence-lead-own = You get no new duty at these times. The reason is not stored.
absence-broken = { $n ->
    [one] { $n } duty is at one of these times
   *[other] { $n } duties are at these times
}
absence-broken-own = These duties are still yours until the coordinator gives them to somebody else.
absence-list = Saved
absence-none = There are no absences.
absence-new = New absence
manage-field-first = From
manage-field-last = To
absence-days-hint = For a single day the first field is enough. The last day counts too.
absence-start = From (time)
absence-end = To (time)
absence-hours-hint = Without times it is whole days.
manage-field-weekly-until = Repeat every week until
absence-weekly-hint = Empty: only once.
absence-add = Save absence
absence-remove = Remove
absence-sent-before = This form was sent before with something else, and that absence is saved. Save again if this is to be another one.
manage-done-absence-added = The absence was saved.
manage-done-absence-removed = The absence was removed.
