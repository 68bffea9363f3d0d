manage-done-published = Графік опубліковано. Нагадування заплановано наново там, де щось змінилося.
manage-publish-title = Публікація версії { $number }
manage-publish-changes = Що зміниться
manage-publish-no-changes = Чернетка така сама, як остання опублікована версія.
manage-publish-empty = У чернетці немає жодного чергування.
manage-change-added = { $n ->
    [one] Додано { $n } чергування
    [few] Додано { $n } чергування
   *[many] Додано { $n } чергувань
}
manage-change-removed = { $n ->
    [one] Видалено { $n } чергування
    [few] Видалено { $n } чергування
   *[many] Видалено { $n } чергувань
}
manage-change-changed = { $n ->
    [one] Змінено { $n } чергування
    [few] Змінено { $n } чергування
   *[many] Змінено { $n } чергувань
}
manage-change-reassigned = { $n ->
    [one] Зміна особи: { $n } чергування
    [few] Зміна особи: { $n } чергування
   *[many] Зміна особи: { $n } чергувань
}
manage-change-period = Змінено термін
manage-change-events = { $n ->
    [one] Змінено { $n } зустріч
    [few] Змінено { $n } зустрічі
   *[many] Змінено { $n } зустрічей
}
manage-change-days = { $n ->
    [one] Змінено { $n } день
    [few] Змінено { $n } дні
   *[many] Змінено { $n } днів
}
manage-publish-stopping = Це не можна прийняти; виправте графік
manage-publish-accept = Блокує публікацію
manage-publish-accept-hint = Позначте те, що свідомо залишаєте. Буде записано, хто й коли це прийняв.
manage-publish-blocked = { $n ->
    [one] Публікацію ще блокує { $n } питання. Виправте графік або позначте його.
    [few] Публікацію ще блокують { $n } питання. Виправте графік або позначте їх.
   *[many] Публікацію ще блокує { $n } питань. Виправте графік або позначте їх.
}
manage-publish-warnings = Варто перевірити
manage-publish-reminders = { $n ->
    [one] { $n } нагадування буде надіслано
    [few] { $n } нагадування буде надіслано
   *[many] { $n } нагадувань буде надіслано
}
manage-publish-no-reminders = Після цієї публікації жодне нагадування не чекає на надсилання.
manage-publish-reminders-show = Хто й коли їх отримає
manage-publish-unreachable = Ці особи не мають електронної адреси й не отримають нагадування: { $names }.
manage-publish-nothing = Немає чого публікувати: чернетка не відрізняється від останньої версії.
manage-publish-taken = У консультаціях «{ $title }» мешканці й далі бачать: { $duty }. Це той самий номер або та сама особа в той самий час. Спочатку опублікуйте зміну там.
manage-publish-busy = Той самий номер або та сама особа має в цей час опубліковане чергування в іншій установі. Узгодьте з нею години.
manage-publish-button = Опублікувати версію { $number }
manage-column-duty = чергування
