manage-done-imported = Чернетка графіка готова. Перевірте її й опублікуйте.
manage-field-phones-short = Номери
manage-preview-title = Що вдалося прочитати
manage-preview-certain = { $n ->
    [one] { $n } чергування без запитань
    [few] { $n } чергування без запитань
   *[many] { $n } чергувань без запитань
}
manage-preview-asked = { $n ->
    [one] { $n } чергування потребує уточнення
    [few] { $n } чергування потребують уточнення
   *[many] { $n } чергувань потребують уточнення
}
manage-preview-notes = На що звернути увагу
manage-preview-line = Рядок { $line }:
manage-preview-rows = Чергування
manage-preview-no-rows = В оголошенні не знайдено жодного телефонного чергування. Чернетка буде порожня, чергування можна додати вручну.
manage-import-unread = Цей рядок із частини про чергування не вдалося зрозуміти.
manage-verdict-certain = без запитань
manage-verdict-asked = потребує уточнення
manage-decision = Що зробити з рядком:
manage-decision-take = Додати до графіка
manage-decision-leave = Пропустити
manage-import-draft = Створити чернетку графіка
manage-import-taken = Цей номер має в цей час інше чергування: в іншому рядку або в інших консультаціях. Виправте номер чи години або пропустіть цей рядок.
manage-import-stale = За цією адресою вже є консультації, а чернетка їхнього графіка змінилася або її тут не переглядали. Нічого не перезаписано. Надішліть форму ще раз, щоб замінити цю чернетку, або змініть адресу.
manage-field-slug = Адреса сторінки
manage-field-slug-hint = Малі латинські літери, цифри та дефіси. Наявна адреса означає нову чернетку тих самих консультацій.
manage-preview-correct = Виправити
manage-preview-left-out = Чого немає в чернетці
manage-preview-left-out-hint = Ці рядки оголошення не використано. Якщо в них є інші способи взяти участь, впишіть їх пізніше в налаштуваннях консультацій.
manage-preview-left-out-show = { $n ->
    [one] Показати { $n } рядок
    [few] Показати { $n } рядки
   *[many] Показати { $n } рядків
}
manage-preview-left-out-more = { $n ->
    [one] і ще { $n } рядок
    [few] і ще { $n } рядки
   *[many] і ще { $n } рядків
}
manage-preview-row = Рядок { $line }
manage-preview-event = Зустріч { $day }
manage-preview-contradiction = { $day } — це { $weekday }, а в оголошенні { $printed }. Який день правильний?
manage-decision-take-corrected = Додати з датою вище
manage-preview-phone-mode-hint = Відповідь побачать мешканці. Без неї сторінка нічого про це не каже.
manage-preview-phone-mode-later = Визначу пізніше; без змін, якщо вже визначено
manage-field-languages-short = Мови (pl, uk, en)
