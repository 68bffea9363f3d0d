manage-done-day-saved = The day was saved.
manage-done-days-exempt = The days without duty were set.
manage-field-reason-hint = Residents will see it, and it stays on record.
manage-days-title = Days without duty
manage-days-lead = On weekends, public holidays and meeting days no duty is needed. Here you can set another day without duty and give the reason.
manage-exempt-one = Set a day without duty
manage-exempt-all-title = { $n ->
    [one] Duty missing on { $n } day
   *[other] Duty missing on { $n } days
}
manage-exempt-all = { $n ->
    [one] Set { $n } day without duty
   *[other] Set { $n } days without duty
}
manage-rules-title = Exceptions
manage-rule-clear = Remove the exception
manage-day-hours = required hours: { $hours }
