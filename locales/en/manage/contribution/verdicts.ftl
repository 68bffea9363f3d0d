manage-verdicts-title = Verdicts
manage-verdicts-lead = The position on a contribution is chosen from these. A verdict without a Polish name goes; one that a position has must stay.
manage-verdicts-row = Verdict { $number }
manage-verdicts-label = Name ({ $language })
manage-field-verdicts = Verdicts
manage-done-verdicts-saved = The verdicts are saved.
