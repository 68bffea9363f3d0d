manage-sheet-title = Edited sheet
manage-sheet-lead = The roster can be edited in a spreadsheet and read back. You see the difference before anything changes.
manage-sheet-first = Download the draft:
manage-sheet-download = XLSX sheet
manage-sheet-second = Correct cells, add rows, delete those you do not need. A copied row becomes a new duty, and a deleted one leaves the draft. A duty residents have already seen is cancelled, and one that is over stays as it was.
manage-sheet-third = Save the file and send it here.
manage-sheet-file = File
manage-sheet-file-hint = XLSX downloaded from this consultation, up to 5 MB and 10,000 rows. Delete no columns, not even the hidden one.
manage-sheet-read = Show the difference
manage-sheet-difference = What will change
manage-sheet-doubted = Residents will read these reasons, and they seem to name a person or to speak of health. If they do, correct them in the sheet and read it again.
manage-sheet-same = The sheet says the same as the draft. There is nothing to change.
manage-sheet-added = { $n ->
    [one] New: { $n } duty
   *[other] New: { $n } duties
}
manage-sheet-removed = { $n ->
    [one] Removed: { $n } duty
   *[other] Removed: { $n } duties
}
manage-sheet-changed = { $n ->
    [one] Changed: { $n } duty
   *[other] Changed: { $n } duties
}
manage-sheet-make = Make these changes in the draft
manage-sheet-make-hint = It is one step and can be undone in the history of the draft. Residents see the changes only after publishing.
manage-sheet-another = Read another file
manage-sheet-older = The draft has changed since this sheet was downloaded. Below is the difference to the draft as it is now: what others changed in the meantime, the sheet may take back.
manage-stale-sheet = Somebody changed the draft in the meantime. Nothing was overwritten. Below is the difference to the draft as it is now; make the changes again if they are to count.
manage-sheet-cell = Row { $row }, column “{ $column }”
manage-sheet-row = Row { $row }
manage-sheet-faults = { $n ->
    [one] There is { $n } fault in the sheet
   *[other] There are { $n } faults in the sheet
}
manage-sheet-more-faults = { $n ->
    [one] And { $n } more fault.
   *[other] And { $n } more faults.
}
manage-sheet-too-large = The file is larger than 5 MB or unpacks to something much larger.
manage-sheet-too-much = There is more in the file than can be read at once.
manage-sheet-too-slow = Reading this file takes too long.
manage-sheet-empty = The file is empty.
manage-sheet-not-readable = This file cannot be read. Save it as XLSX and try again.
manage-done-sheet-made = The draft was changed as the sheet says. This can be undone in the history.
