password-title = Встановіть пароль
password-lead = З паролем можна увійти, не чекаючи на лист.
password-current = Поточний пароль
password-new = Новий пароль
password-hint = Щонайменше { $n ->
    [one] { $n } знак
    [few] { $n } знаки
   *[many] { $n } знаків
}. Добре підходять кілька випадкових слів. Пароль можна вставити з менеджера паролів.
password-button = Зберегти пароль
password-saved-title = Пароль збережено
password-saved-text = На інших пристроях увійдіть знову.
password-saved-next = Далі
