manage-generate-title = Чергування з потрібних годин
manage-generate-link = Створити чергування…
manage-generate-lead = Програма створить чергування на години, коли ще нікого немає. Вихідні, свята та дні із зустріччю замість чергування вона пропустить.
manage-generate-phones = Номери телефонів
manage-generate-phones-hint = Кожен у окремому рядку.
manage-generate-numbers = Який номер відповідає
manage-generate-in_turn = один на чергування, по черзі
manage-generate-all = усі на кожному чергуванні
manage-field-longest = Найдовше чергування, у хвилинах
manage-generate-longest-hint = Довші години буде поділено на кілька чергувань. Порожнє: без поділу.
manage-generate-like = Або скопіювати чергування інших консультацій
manage-generate-like-none = не копіювати
manage-generate-show = Показати, що буде створено
manage-generate-nothing = Нічого не бракує: у кожну потрібну годину є чергування.
manage-generate-missing = { $n ->
    [one] Буде створено { $n } чергування
   *[many] Буде створено { $n } чергувань
}
manage-generate-add = { $n ->
    [one] Створити { $n } чергування
   *[many] Створити { $n } чергувань
}
manage-generate-more = { $n ->
    [one] …і ще { $n }
   *[many] …і ще { $n }
}
manage-generate-stale = Тим часом хтось змінив чернетку. Нічого не створено. Нижче те, чого бракує тепер.
manage-generate-taken = Один із цих номерів має в цей час інше чергування. Нічого не створено. Укажіть інший номер.
manage-done-slots-generated = Чергування створено. Тепер їх можна призначити.
