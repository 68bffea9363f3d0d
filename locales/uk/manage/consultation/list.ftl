manage-list-title = Консультації
manage-list-empty = Консультацій ще немає. Вставте оголошення міста, і з’явиться чернетка графіка чергувань.
manage-import-button = Імпортувати оголошення
manage-column-consultation = консультації
manage-column-period = термін
manage-column-coverage = забезпечення
manage-state-todo = потребує уваги: { $n }
manage-published-number = опубліковано версію { $number }
