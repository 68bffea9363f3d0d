manage-swaps-live = Waiting ({ $n })
manage-swaps-none = No duty is offered to others now. You find a stand-in on the page of a published duty in the roster.
manage-swaps-past = What was
manage-swap-column-duty = duty
manage-swap-column-from = whose it was
manage-swap-column-what = what became of it
manage-swap-late = nobody came forward
manage-swap-to-approve = waits for approval
manage-swap-approve = Approve
manage-swap-refuse = Do not approve
manage-swap-give = Give the duty
manage-swap-done = { $name } has the duty
manage-swap-withdrawn = offer withdrawn
manage-swap-stale = the duty changed or began, the offer expired
manage-swap-waits = { $taker } wants to take the duty. Until now it is the duty of { $from }.
manage-swap-open = { $from } cannot be on this duty and answers for it until somebody has taken it.
manage-swap-asked = { $n ->
    [one] { $n } person was asked.
   *[other] { $n } people were asked.
}
manage-swap-declined = { $n ->
    [one] { $n } person said no.
   *[other] { $n } people said no.
}
manage-swap-until = An answer is wanted by { $until }.
manage-done-duty-given = The duty is that of somebody else now, and that is published. Both are told.
manage-done-swap-refused = Not approved. The offer is still open to others.
manage-done-swap-withdrawn = The offer is withdrawn. The duty is whose it was.
manage-done-duty-proposed = The duty is offered to others.
manage-swap-give-to = Give the duty at once to:
