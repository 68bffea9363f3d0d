### The frame of every page: names, navigation, forms.

product = dutyline
site-name = Громадські консультації
brand-consultations = { $unit } · консультації
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
form-errors = { $n ->
    [one] Виправте { $n } поле
    [few] Виправте { $n } поля
   *[many] Виправте { $n } полів
}
form-errors-title-prefix = Помилка:
form-error-prefix = Помилка:
form-full = На сервері бракує місця, тому нічого не збережено. Введене є у формі нижче. Повідомте адміністратора, не закривайте цю сторінку й збережіть ще раз, коли місце з’явиться.
form-unavailable = Зараз це не вдалося зберегти, і нічого не змінено. Введене є у формі нижче; збережіть ще раз за мить.
form-too-long = Це тривало надто довго, і ми не знаємо, чи це збережено. Введене є у формі нижче. Збережіть ще раз: якщо воно вже є, нічого не збережеться двічі.
save = Зберегти
cancel = Скасувати
nothing-saved-yet = Ще нічого не збережено.
