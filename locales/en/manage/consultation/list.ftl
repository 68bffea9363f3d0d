manage-list-title = Consultations
manage-list-empty = There are no consultations yet. Paste the city’s announcement to get a draft roster.
manage-import-button = Import an announcement
manage-column-consultation = consultation
manage-column-period = period
manage-column-coverage = coverage
manage-state-todo = needs attention: { $n }
manage-published-number = revision { $number } published
