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
manage-publish-more = і ще { $n }
manage-publish-button = Опублікувати версію { $number }
manage-column-duty = чергування
manage-done-publication-planned = Публікацію заплановано. Будь-яка зміна чернетки її скасує.
manage-done-publication-withdrawn = Запланованої публікації більше немає.
manage-told-title = Хто про це дізнається
manage-told-nobody = Ця публікація не змінює жодного нагадування.
manage-told-more = { $n ->
    [one] { $n } нове нагадування
    [few] { $n } нові нагадування
   *[many] { $n } нових нагадувань
}
manage-told-fewer = { $n ->
    [one] { $n } нагадування не буде надіслано
   *[many] { $n } нагадувань не буде надіслано
}
manage-told-untrue = { $n ->
    [one] { $n } надіслане нагадування вже не буде правдивим – зателефонуйте
    [few] { $n } надіслані нагадування вже не будуть правдивими – зателефонуйте
   *[many] { $n } надісланих нагадувань уже не будуть правдивими – зателефонуйте
}
manage-told-no-address = не має адреси е-пошти, тож нічого не отримає
manage-later-title = Опублікувати пізніше
manage-later-hint = Чернетку буде опубліковано о цій годині, якщо доти її ніхто не змінить. Якщо щось стане на заваді, ви отримаєте листа.
manage-field-day = День
manage-field-time = Година
manage-later-button = Запланувати публікацію
manage-planned-title = Запланована публікація
manage-planned = Публікацію заплановано: { $moment } ({ $name }).
manage-planned-not = Публікація, запланована на { $moment } ({ $name }), не відбулася.
manage-planned-changed = Відтоді чернетку змінено, тож ця публікація не відбудеться. Відкличте її та заплануйте наново.
manage-planned-already = Публікацію вже заплановано. Відкличте її, перш ніж планувати іншу.
manage-planned-withdraw = Відкликати план
manage-planned-dismiss = Беру до відома
manage-prevented-changed = Чернетку змінено після планування.
manage-prevented-blocked = Публікацію заблокувало зауваження, якого ніхто не прийняв.
manage-prevented-taken = Той самий номер або та сама людина має в цей час опубліковане чергування в інших консультаціях.
manage-prevented-not_allowed = Той, хто її запланував, більше не може публікувати.
