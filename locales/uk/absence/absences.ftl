absence-title = Періоди відсутності
absence-lead = У цей час особа не отримає нового чергування. Причину не зберігаємо.
absence-lead-own = У цей час ви не отримаєте нового чергування. Причину не зберігаємо.
absence-broken = { $n ->
    [one] { $n } чергування припадає на цей час
    [few] { $n } чергування припадають на цей час
   *[many] { $n } чергувань припадає на цей час
}
absence-broken-own = Ці чергування залишаються вашими, доки координатор не передасть їх комусь іншому.
absence-list = Збережені
absence-none = Періодів відсутності немає.
absence-new = Новий період відсутності
manage-field-first = З дня
manage-field-last = До дня
absence-days-hint = Для одного дня досить першого поля. Останній день теж рахується.
absence-start = З години
absence-end = До години
absence-hours-hint = Без годин це цілі дні.
manage-field-weekly-until = Повторювати щотижня до
absence-weekly-hint = Порожнє: лише раз.
absence-add = Зберегти
absence-remove = Видалити
absence-sent-before = Цю форму вже надіслано раніше з іншим змістом, і той період збережено. Збережіть ще раз, якщо це має бути інший.
manage-done-absence-added = Період відсутності збережено.
manage-done-absence-removed = Період відсутності видалено.
