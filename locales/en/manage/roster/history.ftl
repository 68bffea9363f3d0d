manage-history-title = History of the draft
manage-history-lead = Every change can be undone and redone, step by step, also after signing in again. What is published changes only with the next publication.
manage-history-none = The draft has not been changed yet.
manage-history-when = when
manage-history-what = what changed
manage-history-who = who
manage-history-link = History and undo
manage-undo = Undo: { $what }
manage-redo = Redo: { $what }
manage-step-undone = undone
manage-step-edited = { $n ->
    [one] { $n } change by hand
   *[other] { $n } changes by hand
}
manage-step-imported = { $n ->
    [one] announcement imported, { $n } change
   *[other] announcement imported, { $n } changes
}
manage-step-generated = { $n ->
    [one] { $n } duty created
   *[other] { $n } duties created
}
manage-step-assigned = { $n ->
    [one] { $n } duty shared out
   *[other] { $n } duties shared out
}
manage-step-restored = { $n ->
    [one] published version restored, { $n } change
   *[other] published version restored, { $n } changes
}
manage-step-swapped = { $n ->
    [one] swap, { $n } duty
   *[other] swap, { $n } duties
}
manage-step-retired = { $n ->
    [one] a person left, { $n } duty without anybody
   *[other] a person left, { $n } duties without anybody
}
manage-stale-history = Somebody changed the draft in the meantime. Nothing was undone. See what changed last and decide again.
manage-undo-taken = This cannot be undone: the number or the person is on another duty at that time by now.
manage-undo-published = This cannot be undone: residents have seen a duty that would disappear. It can be cancelled.
manage-undo-nothing = There is nothing left to undo or redo.
manage-undo-staff = This cannot be undone: one of these people no longer takes duties for this office.
manage-done-undone = The last change of the draft is undone.
manage-done-redone = The undone change of the draft is back.
