### Робоче місце чергового.

desk-title = Моє чергування
desk-running = Ваше чергування триває – до { $time }
desk-log-call = Записати розмову
desk-log-other = Записати розмову
desk-log-other-hint = Розмову поза чергуванням теж можна записати.
desk-nobody = Зараз ви не чергуєте
desk-next-line = Наступне: { $when }
desk-today = Сьогодні записано: { $calls }
desk-duties = Мої наступні чергування
desk-duties-empty = У вас немає наступних чергувань. Коли координатор опублікує графік із вашим чергуванням, ви побачите його тут і отримаєте нагадування поштою.
desk-not-staff = Цей обліковий запис не пов’язаний із жодним черговим, тому чергувань тут немає. Пов’язати його може координатор на сторінці команди.
desk-confirmed = підтверджено
desk-waiting = не підтверджено
desk-waiting-hint = Чергування підтверджують посиланням із нагадування.
desk-my-calls = Мої розмови

call-title = Розмова
call-line = { $numbers } · до { $time }
call-since = з { $time }
call-timer = тривалість розмови
call-kind = Вид розмови
call-quick = Зберегти одразу
call-topics = Тема
call-topics-hint = Можна вибрати кілька.
call-contribution = Зміст зауваження чи пропозиції
call-contribution-n = Зміст зауваження чи пропозиції { $n }
call-contribution-hint = Словами того, хто дзвонить. Кожну справу запишіть окремо, без прізвищ і номерів телефону.
call-contribution-more = Додати ще одне зауваження
call-informs = У цих консультаціях телефоном ми лише інформуємо. Хто хоче висловити зауваження, заповнює форму.
call-confirm-note = Скажіть тому, хто дзвонить, що зауваження треба ще підтвердити письмово.
call-more = Більше: результат, мова, нотатка, час
call-outcome = Результат
call-language = Мова розмови
call-language-none = не вказано
call-note = Внутрішня нотатка
call-note-hint = Лише для команди. Без персональних даних, також про здоров’я, походження і віросповідання.
call-started = Початок розмови
call-started-hint = Наприклад 15:42.
call-save-new = Зберегти й почати нову
call-save = Зберегти
call-choose-consultation = Яких консультацій стосується розмова?
call-no-consultation = Немає консультацій, у яких можна записати розмову.
call-kind-missing = Виберіть вид розмови.
call-started-bad = Введіть час у вигляді 15:42.
call-form-broken = Форма надійшла неповною. Відкрийте її ще раз.

saved-title = Розмову збережено
saved-notice = Попередню розмову збережено.
saved-number = { $n ->
    [one] Номер зауваження: { $numbers }
   *[many] Номери зауважень: { $numbers }
}
saved-next = Наступна розмова
saved-show = Переглянути її

view-title = Розмова, { $when }
view-kind = вид
view-outcome = результат
view-topics = тема
view-language = мова
view-started = початок
view-note = нотатка
view-late = після завершення консультацій
view-contribution = Зауваження № { $n }
view-no-contributions = Під час розмови зауважень не було.

conflict-title = Цю розмову вже збережено з іншим змістом
conflict-text = Форму надіслано двічі, щоразу з іншим змістом. Нічого не перезаписано. Обидва тексти збережено.
conflict-saved = Збережено раніше
conflict-new = Надіслано зараз
conflict-keep-both = Зберегти другий текст як нову розмову
conflict-keep-first = Залишити збережене раніше

my-calls-title = Мої розмови
my-calls-empty = У вас ще немає записаних розмов.
my-calls-older = Давніші розмови
my-calls-newest = До найновіших
my-calls-number = № { $numbers }
