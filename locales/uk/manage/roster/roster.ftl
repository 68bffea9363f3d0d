manage-roster-title = Графік чергувань
manage-published-on = опубліковано версію { $number }, { $day }
manage-unpublished = { $n ->
    [one] { $n } зміну ще не опубліковано
    [few] { $n } зміни ще не опубліковано
   *[many] { $n } змін ще не опубліковано
}
manage-check-and-publish = Перевірити й опублікувати…
manage-add-slot = Додати чергування
manage-days-button = Дні без чергування
manage-residents-page = Сторінка для мешканців
manage-column-day = день
manage-column-hours = години
manage-column-phone = телефон
manage-change = змінити
manage-days-off = { $n ->
    [one] вихідний
    [few] вихідні
   *[many] вихідних
}
manage-event-instead = { $title } { $hours } замість чергування
manage-nobody = ніхто
manage-tag-uncovered = немає чергування
manage-tag-partly = прогалина в годинах
manage-tag-unassigned = без особи
manage-tag-confirmed = підтверджено
manage-tag-over = завершено
manage-tag-waits = не підтверджено
manage-todo = Потребує уваги ({ $n })
manage-todo-more = Показати ще { $n }
manage-todo-none = Ніщо не заважає публікації.
manage-coverage-partly = { $n ->
    [one] у { $n } дні неповне
   *[many] у { $n } днях неповне
}
manage-coverage-uncovered = { $n ->
    [one] у { $n } дні його бракує
   *[many] у { $n } днях його бракує
}
manage-coverage-not-required = { $n ->
    [one] { $n } день без чергування
    [few] { $n } дні без чергування
   *[many] { $n } днів без чергування
}
manage-fix-import = Імпортувати оголошення
manage-fix-add = Додати чергування
manage-fix-exempt = Установити день без чергування
manage-fix-exempt-all = { $n ->
    [one] Установити { $n } день без чергування
    [few] Установити { $n } дні без чергування
   *[many] Установити { $n } днів без чергування
}
manage-fix-assign = Вибрати особу
manage-fix-edit = Виправити чергування
manage-load-title = Розподіл чергувань
manage-load-duties = чергування
manage-load-share = частка
manage-load-elsewhere = інші
manage-load-elsewhere-hint = Інші: години чергувань в інших консультаціях, від 90 днів до цієї й до тижня після неї. Розподіл чергувань теж їх ураховує.
manage-load-percent = { $percent } %
manage-load-part = { $percent } % ставки
manage-load-others = { $n ->
    [one] …і ще { $n } людина
    [few] …і ще { $n } людини
   *[many] …і ще { $n } людей
}
manage-need-nobody-now = Чергування триває, а на ньому нікого немає.
manage-need-nobody = Чергування вже незабаром, а на ньому нікого немає.
manage-need-unconfirmed-now = { $name }: чергування триває, а його не підтверджено.
manage-need-unconfirmed = { $name }: чергування вже незабаром, а його не підтверджено.
manage-need-unreached = { $name }: нагадування не надійшло ({ $reason }).
manage-need-phone-mode = Не визначено, чи зауваження, висловлене телефоном, враховується нарівні з письмовим. Сторінка для мешканців нічого про це не каже.
manage-tick = Позначити
manage-several-link = Змінити позначені…
manage-need-swap-open = { $name } не може бути на чергуванні, і ніхто не зголосився.
manage-need-swap-approval = { $name } хоче взяти чергування. Потрібна згода.
manage-fix-swap = Знайти заміну
manage-fix-swap-approval = Вирішити
manage-row-stand-in = заміна
