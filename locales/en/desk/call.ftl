saved-title = Call saved
saved-number = { $n ->
    [one] Contribution number: { $numbers }
   *[other] Contribution numbers: { $numbers }
}
saved-next = Next call
saved-before-title = This call is already saved
saved-before-text = Its form was sent before. Nothing was saved a second time.
view-title = Call, { $when }
view-kind = kind
view-outcome = outcome
view-topics = topic
view-language = language
view-started = start
view-note = note
view-late = after the end of the consultation
view-contribution = Contribution no. { $n }
view-no-contributions = No contributions were made in this call.
