### Сторінки для мешканців.

list-title = Громадські консультації
list-lead = Номери й години телефонних чергувань.
list-running = Тривають
list-coming = Незабаром
list-over = Завершені
list-empty = Зараз тут немає жодних консультацій. Коли місто їх оголосить, вони з’являться в цьому списку.
list-status-now = Чергування триває до { $time }
list-status-next = Наступне чергування: { $when }
list-status-none = Години чергувань ще не оголошено
list-status-over = Чергування завершено

public-lead = Телефонні чергування щодо консультацій · { $period }
public-description = Телефонні чергування щодо консультацій ({ $period }). Номери й години.

status-now = Чергування триває
status-now-until = Чергування триває – до { $time }
status-nobody = Зараз ніхто не чергує
status-next = Наступне чергування
status-next-after = Наступне чергування: { $when }
status-over = Чергування завершилися { $day }
status-over-text = За цими номерами більше не відповідають на запитання про ці консультації.
status-unpublished = Години чергувань ще не оголошено
status-unpublished-text = Вони з’являться на цій сторінці. Термін консультацій: { $period }
status-no-phone = У цих консультаціях немає телефонних чергувань
speak = розмовляємо { $languages }

mode-counts = Зауваження, висловлене телефоном, враховується нарівні з письмовим.
mode-confirm = Зауваження, висловлене телефоном, ми запишемо й попросимо підтвердити його письмово.
mode-informs = Телефоном ми лише інформуємо. Зауваження приймаємо тільки письмово.

duties-next = Наступні чергування
duties-past = Минулі чергування ({ $n })
duties-day = день
duties-hours = години
duties-phone = телефон
duty-now = зараз
duty-changed = зміна
duty-cancelled = скасовано
duty-in-person = особисто, не телефоном
duty-also-in-person = також особисто
no-duty = без чергування
no-duty-day-off = вихідний день
no-duty-days-off = вихідні дні
no-duty-meeting = зустріч замість чергування

ways-title = Інші способи участі
meeting = Зустріч: { $when }
meeting-past = Зустріч відбулася: { $when }
calendar-add = Додати до календаря
calendar-hint = файл .ics з усіма чергуваннями
calendar-phone-duty = Телефонне чергування
calendar-room-duty = Особистий прийом
published-on = Станом на { $day }, версія { $n }.
print-address = Актуальні години: { $address }
