### Сторінки координатора.

manage-list-title = Консультації
manage-list-empty = Консультацій ще немає. Вставте оголошення міста, і з’явиться чернетка графіка чергувань.
manage-import-button = Імпортувати оголошення
manage-column-consultation = консультації
manage-column-period = термін
manage-column-coverage = забезпечення
manage-column-state = стан
manage-covered-of = забезпечено днів: { $covered } з { $needed }
manage-covered-none = жоден день не потребує чергування
manage-state-blocked = потребує уваги
manage-not-published = ще не опубліковано
manage-published-number = опубліковано версію { $number }

manage-nav-roster = Графік
manage-nav-register = Розмови
manage-nav-table = Таблиця
manage-nav-settings = Налаштування

manage-done-imported = Чернетка графіка готова. Перевірте її й опублікуйте.
manage-done-slot-saved = Чергування збережено в чернетці.
manage-done-slot-saved-clock = Чергування збережено в чернетці. У його годинах переводять годинники; сторінка чергування каже, який момент береться до уваги.
manage-done-slot-cancelled = Чергування скасовано в чернетці. Мешканці побачать це після публікації.
manage-done-slot-removed = Чергування видалено з чернетки.
manage-done-day-saved = День збережено.
manage-done-days-exempt = Установлено дні без чергування.
manage-done-published = Графік опубліковано. Нагадування заплановано наново там, де щось змінилося.
manage-done-settings-saved = Налаштування збережено.
manage-done-staff-saved = Дані особи збережено.
manage-done-invited = Посилання для входу надсилається.
manage-done-put-back = Повідомлення буде надіслано ще раз.

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
manage-column-who = чергує
manage-change = змінити
manage-days-off = { $n ->
    [one] вихідний
    [few] вихідні
   *[many] вихідних
}
manage-event-instead = { $title } { $hours } замість чергування
manage-nobody = ніхто
manage-nobody-yet = ще ніхто
manage-tag-uncovered = не забезпечено
manage-tag-partly = прогалина в годинах
manage-tag-cancelled = скасовано
manage-tag-unassigned = без особи
manage-tag-confirmed = підтверджено
manage-tag-over = завершено
manage-tag-waits = не підтверджено
manage-todo = Потребує уваги ({ $n })
manage-todo-more = Показати ще { $n }
manage-todo-none = Ніщо не заважає публікації.
manage-coverage-covered = { $n ->
    [one] { $n } день забезпечено
    [few] { $n } дні забезпечено
   *[many] { $n } днів забезпечено
}
manage-coverage-partly = { $n ->
    [one] { $n } день забезпечено частково
    [few] { $n } дні забезпечено частково
   *[many] { $n } днів забезпечено частково
}
manage-coverage-uncovered = { $n ->
    [one] { $n } день не забезпечено
    [few] { $n } дні не забезпечено
   *[many] { $n } днів не забезпечено
}
manage-coverage-not_required = { $n ->
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
manage-load-title = Години чергувань
manage-unsent = { $n ->
    [one] { $n } нагадування не надійшло
    [few] { $n } нагадування не надійшли
   *[many] { $n } нагадувань не надійшло
}

manage-slot-new = Нове чергування
manage-slot-source = З оголошення:
manage-field-date = День
manage-field-start = Від
manage-field-end = До
manage-field-phones = Номери телефонів
manage-field-phones-hint = Кожен в окремому рядку, наприклад 12 616 5769.
manage-field-phones-short = Номери
manage-field-staff = Хто чергує
manage-field-languages = Мови
manage-field-mode = Форма чергування
manage-field-reason = Причина
manage-field-reason-all = Причина
manage-field-reason-hint = Її побачать мешканці; вона залишиться в документації.
manage-slot-cancel-title = Скасування чергування
manage-slot-cancel-lead = Чергування залишиться в графіку як скасоване, а мешканці побачать причину. Щоб повернути його, збережіть чергування знову.
manage-slot-cancel = Скасувати чергування
manage-slot-remove-title = Видалення з чернетки
manage-slot-remove-lead = Видалити можна чергування, якого мешканці ще не бачили. Опубліковане можна лише скасувати.
manage-slot-remove = Видалити чергування
manage-slot-published = Мешканці вже бачили це чергування, тому видалити його не можна. Скасуйте його та вкажіть причину.
clock-twice-start = Переведення годинників ({ $day }): час { $time } настає двічі. Чергування починається за першим разом.
clock-twice-end = Переведення годинників ({ $day }): час { $time } настає двічі. Чергування закінчується за другим разом.
clock-never-start = Переведення годинників ({ $day }): часу { $time } немає. Чергування починається одразу після переведення.
clock-never-end = Переведення годинників ({ $day }): часу { $time } немає. Чергування закінчується одразу після переведення.
manage-taken-by = Цей номер або ця особа має в цей час інше чергування: { $duty }. Змініть години, номер або особу.
manage-taken-elsewhere = Цей номер або ця особа має в цей час чергування в інших консультаціях. Змініть години, номер або особу.
manage-stale-slot = Тим часом хтось змінив графік. Тепер це чергування таке: { $duty }, { $phones }. Нічого не перезаписано; ваші зміни у формі нижче. Збережіть ще раз, якщо вони мають діяти.
manage-stale-roster = Тим часом хтось змінив графік. Нічого не перезаписано. Перевірте, що змінилося, і повторіть.
manage-stale-form = Тим часом хтось змінив ці консультації. Нічого не перезаписано; введене – у формі нижче. Збережіть ще раз, якщо воно має діяти.

manage-days-title = Дні без чергування
manage-days-lead = У вихідні, свята й дні зустрічей чергування не потрібне. Тут можна встановити інший день без чергування і вказати причину.
manage-exempt-one = Установити день без чергування
manage-exempt-all-title = { $n ->
    [one] { $n } день не забезпечено
    [few] { $n } дні не забезпечено
   *[many] { $n } днів не забезпечено
}
manage-exempt-all = { $n ->
    [one] Установити { $n } день без чергування
    [few] Установити { $n } дні без чергування
   *[many] Установити { $n } днів без чергування
}
manage-rules-title = Винятки
manage-rule-clear = Видалити виняток
manage-day-hours = потрібні години: { $hours }

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
manage-publish-button = Опублікувати версію { $number }
manage-column-when = коли
manage-column-duty = чергування

manage-import-title = Імпортувати оголошення
manage-import-lead = З оголошення з’явиться чернетка графіка. Те, що непевне, повернеться як запитання.
manage-import-text = Текст оголошення
manage-import-text-hint = Вставте все, разом із терміном консультацій.
manage-import-file = або файл
manage-import-file-hint = TXT, HTML, DOCX, XLSX або CSV, до 5 МБ.
manage-import-read = Імпортувати
manage-import-too-large = Файл більший за 5 МБ. Надішліть менший або вставте лише таблицю чергувань.
manage-import-too-long = Це оголошення задовге, щоб перевірити його за один раз. Поділіть його на частини.
manage-import-empty = Вставте текст оголошення або виберіть файл.
manage-import-not-readable = Цей файл не вдається прочитати. Збережіть його як DOCX, XLSX, HTML або текст і спробуйте ще раз.
manage-import-not-an-announcement = У цьому тексті немає терміну консультацій, телефонних чергувань чи зустрічей. Вставте оголошення про консультації.
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
manage-import-taken = Один із номерів має в цей час чергування в інших консультаціях або двічі в цих. Зніміть позначку з рядка або виправте його в оголошенні.
manage-import-stale = За цією адресою вже є консультації, а чернетка їхнього графіка змінилася або її тут не переглядали. Нічого не перезаписано. Надішліть форму ще раз, щоб замінити цю чернетку, або змініть адресу.
manage-field-slug = Адреса сторінки
manage-field-slug-hint = Малі латинські літери, цифри та дефіси. Наявна адреса означає нову чернетку тих самих консультацій.

manage-settings-title = Налаштування консультацій
manage-field-first-day = Перший день
manage-field-last-day = Останній день
manage-field-unit = Хто проводить консультації
manage-field-unit-hint = Назва установи чи відділу, як її знають мешканці.
manage-field-phone-mode = Як ураховуємо телефонні розмови
manage-field-hours = Години, коли хтось має чергувати
manage-field-hours-hint = Наприклад 15.00–18.00 або 9–11, 15–18. Порожнє поле: у цей день тижня чергувати не треба.
manage-field-leads = Нагадування перед чергуванням
manage-field-leads-hint = Години або хвилини, наприклад 24 h, 30 min. Порожньо: за 24 години і за годину.
manage-field-title = Назва
manage-field-invitation = З яких питань можна зателефонувати
manage-field-other-ways = Інші способи участі, кожен в окремому рядку
manage-events-title = Зустрічі
manage-events-lead = Зустріч може замінити чергування цього дня. Порожні поля пропускаються.
manage-event = Зустріч
manage-event-new = Нова зустріч
manage-field-event-title = Назва
manage-field-place = Місце
manage-field-stands-in = замінює чергування цього дня
manage-events-save = Зберегти зустрічі
manage-topics-title = Теми розмов
manage-field-topics = Список тем
manage-field-topics-hint = Кожна в окремому рядку, мови розділено вертикальною рискою: польською | англійською | українською.
manage-topics-save = Зберегти теми

manage-staff-title = Команда
manage-staff-add = Додати особу
manage-staff-new = Нова особа
manage-staff-empty = Ще немає нікого, хто міг би чергувати. Додайте першу особу.
manage-column-name = хто
manage-column-desk = робоче місце
manage-column-languages = мови
manage-column-absences = періоди відсутності
manage-column-mail = нагадування
manage-staff-reachable = електронною поштою
manage-staff-unreachable = немає адреси
manage-field-name = Ім’я та прізвище або назва робочого місця
manage-field-name-hint = Як особу знають колеги. Мешканці цього не побачать.
manage-field-email = Електронна адреса
manage-field-email-hint = Куди надсилати нагадування та посилання для входу.
manage-field-desk = Телефон робочого місця
manage-field-desk-hint = Чергування на цьому номері отримає ця особа.
manage-field-locale = Мова сторінок і повідомлень
manage-field-absences = Періоди відсутності
manage-field-absences-hint = Перший і останній день. Для одного дня досить першого.
manage-field-first = Від
manage-field-last = До
manage-staff-invite-title = Вхід
manage-staff-invite-lead = Особа отримає електронною поштою одноразове посилання для входу.
manage-staff-invite = Надіслати посилання для входу

manage-register-title = Реєстр розмов
manage-register-kind = Вид розмови
manage-register-all-kinds = усі
manage-register-show = Показати
manage-register-empty = Таких розмов ще немає.
manage-register-older = Давніші розмови
manage-column-kind = вид
manage-column-contributions = зауваження
manage-call-late = після терміну
manage-call-note = Внутрішня нотатка
manage-call-logged = Записано: { $when }
manage-call-others = Інший текст тієї самої розмови
manage-call-others-lead = Під тим самим номером розмови надійшов інший текст. Обидва збережено.

manage-table-title = Таблиця для вставки
manage-table-lead = Графік із чернетки у вигляді, в якому його друкує установа. Його можна вставити в оголошення, а потім прочитати назад.
manage-table-text = Текст із табуляцією
manage-table-html = HTML для сторінки

manage-outbox-title = Вихідна пошта
manage-outbox-lead = Повідомлення за часом надсилання, найновіші вгорі.
manage-outbox-empty = Повідомлень немає. Вони з’являться після публікації графіка.
manage-outbox-retry = Надіслати ще раз
manage-column-message = повідомлення
manage-column-attempts = спроби
message-duty-reminder = нагадування про чергування
message-sign-in-link = посилання для входу
message-state-pending = очікує надсилання
message-state-sent = надіслано
message-state-dead = не надіслано
message-state-obsolete = неактуальне
message-missed-too-late = чергування почалося раніше, ніж його вдалося надіслати
message-missed-no-address = ця особа не має електронної адреси
message-attempts = { $n ->
    [one] { $n } спроба
    [few] { $n } спроби
   *[many] { $n } спроб
}

kept-mail-title = Пошта, яка не залишила цей комп’ютер
kept-mail-lead = Це демонстрація: повідомлення залишаються тут, а посилання в них працюють.
kept-mail-empty = Повідомлень ще немає.
