### Листи черговим.

mail-greeting = Доброго дня, { $name },
mail-footer = Повідомлення автоматично надіслала система телефонних чергувань dutyline.

mail-reminder-subject = Телефонне чергування { $when }, { $day }, { $hours }
mail-reminder-lead = Нагадуємо про телефонне чергування { $until }.
mail-reminder-confirm = Якщо ви будете, підтвердьте це тут (без входу):
mail-reminder-confirm-link = Підтвердити, що я буду
mail-reminder-cannot = Якщо не можете, одразу скажіть про це координаторові. Доки вас ніхто не замінить, чергування залишається за вами.
mail-fact-consultation = Консультації
mail-fact-day = День
mail-fact-hours = Години
mail-fact-phone = Телефон
mail-fact-languages = Мови

mail-sign-in-subject = Посилання для входу до dutyline
mail-sign-in-lead = Відкрийте це посилання, щоб увійти:
mail-sign-in-link = Увійти
mail-sign-in-expires = { $n ->
    [one] Посилання діє { $n } хвилину й лише один раз.
    [few] Посилання діє { $n } хвилини й лише один раз.
   *[many] Посилання діє { $n } хвилин і лише один раз.
}
mail-sign-in-ignore = Якщо ви не просили посилання, не зважайте на це повідомлення.
