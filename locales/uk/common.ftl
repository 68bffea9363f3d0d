### Спільне: назви, час, стани, форми.

product = dutyline
site-name = Громадські консультації
brand-consultations = { $unit } · консультації
skip-to-content = Перейти до змісту
language-navigation = Мова
main-navigation = Меню
nav-desk = Чергування
nav-calls = Мої розмови
nav-manage = Консультації
nav-staff = Команда
nav-outbox = Пошта
sign-out = Вийти
signed-in-as = Обліковий запис: { $name }
footer-all-consultations = Усі консультації
footer-note = Сторінка не використовує файлів cookie і працює без JavaScript.
footer-staff = Для чергових
back = Назад

# Час
time-today = сьогодні
time-tomorrow = завтра
time-yesterday = вчора
time-in-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дні
   *[many] через { $n } днів
}
time-days-ago = { $n ->
    [one] { $n } день тому
    [few] { $n } дні тому
   *[many] { $n } днів тому
}
time-in-hours = { $n ->
    [1] через годину
    [one] через { $n } годину
    [few] через { $n } години
   *[many] через { $n } годин
}
time-in-minutes = { $n ->
    [1] через хвилину
    [one] через { $n } хвилину
    [few] через { $n } хвилини
   *[many] через { $n } хвилин
}
time-in-a-moment = за мить

# Телефон
duty-phone = тел. { $phone }
phone-number = номер телефону

# Форми
form-errors = { $n ->
    [one] Виправте { $n } поле
    [few] Виправте { $n } поля
   *[many] Виправте { $n } полів
}
form-errors-title-prefix = Помилка:
form-error-prefix = Помилка:
save = Зберегти
cancel = Скасувати
nothing-saved-yet = Ще нічого не збережено.

# Лічба
count-duties = { $n ->
    [one] { $n } чергування
    [few] { $n } чергування
   *[many] { $n } чергувань
}
count-numbers = { $n ->
    [one] { $n } номер
    [few] { $n } номери
   *[many] { $n } номерів
}
count-calls = { $n ->
    [one] { $n } розмова
    [few] { $n } розмови
   *[many] { $n } розмов
}
count-contributions = { $n ->
    [one] { $n } зауваження
    [few] { $n } зауваження
   *[many] { $n } зауважень
}

# Режим телефону
phone-mode-counts = зауваження телефоном враховується нарівні з письмовим
phone-mode-confirm = зауваження записуємо, а той, хто дзвонить, підтверджує його письмово
phone-mode-informs = телефоном ми лише інформуємо

# Чергування
slot-mode-phone = телефоном
slot-mode-room = особисто
slot-mode-hybrid = телефоном і особисто
slot-state-planned = заплановане
slot-state-cancelled = скасоване

# День консультацій
requirement-duty = чергування
requirement-event = зустріч замість чергування
requirement-exempt = без чергування: { $reason }
day-off-weekend = вихідні
day-off-no-hours = на цей день години не визначено
verdict-covered = забезпечено
verdict-partly = забезпечено частково
verdict-uncovered = не забезпечено
verdict-not_required = чергування не потрібне

# Свята
holiday-new-year = Новий рік
holiday-epiphany = Богоявлення
holiday-easter-sunday = Великдень
holiday-easter-monday = Великодній понеділок
holiday-labour-day = Свято праці
holiday-constitution-day = День Конституції 3 травня
holiday-pentecost = Зелені свята
holiday-corpus-christi = Свято Тіла і Крові Христових
holiday-assumption = Внебовзяття Діви Марії, День Війська Польського
holiday-all-saints = День усіх святих
holiday-independence-day = День Незалежності Польщі
holiday-christmas-eve = Святвечір
holiday-christmas = Різдво
holiday-st-stephen = другий день Різдва

# Перевірка графіка
severity-blocks = блокує публікацію
severity-warns = варто перевірити
finding-empty_roster = Графік порожній. Упродовж усіх консультацій ніхто не відповість на дзвінки.
finding-day_uncovered = { $day }: ніхто не чергує. Бракує { $gaps } ({ $length }).
finding-day_partly_covered = { $day }: частина годин без чергування. Бракує { $gaps } ({ $length }).
finding-slot_without_extension = { $day }, { $hours }: чергування не має номера телефону.
finding-extension_twice = { $day }, { $hours }: номер { $phone } має в цей час інше чергування.
finding-staff_twice = { $day }, { $hours }: та сама особа має в цей час інше чергування.
finding-outside_period = { $day }, { $hours }: чергування поза терміном консультацій.
finding-on_day_off = { $day }, { $hours }: чергування припадає на вихідний день.
finding-unassigned = { $day }, { $hours }: невідомо, хто чергує.
finding-staff_absent = { $day }, { $hours }: особа, яка чергує, цього дня відсутня.

# Розмова
call-kind-contribution = Зауваження чи пропозиція
call-kind-question = Запитання
call-kind-information = Організаційна інформація
call-kind-not_our_matter = Не до нашої установи
call-kind-wrong_number = Помилилися номером · тиша
call-kind-hung_up = Розмову перервано
call-outcome-answered = Вирішено під час розмови
call-outcome-referred_to_form = Скеровано до форми
call-outcome-call_back = Треба передзвонити
call-outcome-passed_on = Передано далі
call-fault-contribution-missing = Запишіть зміст зауваження або виберіть інший вид розмови.
call-fault-informs-only = У цих консультаціях телефоном ми лише інформуємо. Скеруйте того, хто дзвонить, до форми, а зміст запишіть як нотатку.
call-fault-text-too-long = Текст задовгий. Скоротіть його до 10 000 знаків.
call-fault-too-many-contributions = Забагато зауважень в одній розмові. Може бути щонайбільше 50.
call-fault-in-future = Розмова не може початися в майбутньому. Виправте час.
call-fault-impossible-year = Розмова не могла початися в такому році. Виправте дату.
call-fault-unknown-topic = У цих консультаціях немає такої теми. Виберіть тему зі списку.
call-fault-too-many-topics = Забагато тем для однієї розмови. Їх може бути щонайбільше 50.
call-fault-unprintable = У тексті є знак, який неможливо зберегти. Видаліть його і збережіть ще раз.
contribution-state-noted = записано
contribution-state-awaiting_confirmation = очікує письмового підтвердження

# Ролі
