manage-verdicts-title = Рішення
manage-verdicts-lead = З цих рішень обирають позицію щодо зауваження. Рішення без польської назви зникає; те, яке вже має якась позиція, мусить залишитися.
manage-verdicts-row = Рішення { $number }
manage-verdicts-label = Назва ({ $language })
manage-field-verdicts = Рішення
manage-done-verdicts-saved = Рішення збережено.
