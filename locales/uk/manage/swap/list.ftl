manage-swaps-live = Очікують ({ $n })
manage-swaps-none = Жодне чергування зараз не пропонують іншим. Заміну можна знайти на сторінці опублікованого чергування у графіку.
manage-swaps-past = Що було
manage-swap-column-duty = чергування
manage-swap-column-from = хто мав
manage-swap-column-what = що сталося
manage-swap-late = ніхто не зголосився
manage-swap-to-approve = чекає на згоду
manage-swap-approve = Погоджую
manage-swap-refuse = Не погоджую
manage-swap-give = Віддати чергування
manage-swap-done = чергування має { $name }
manage-swap-withdrawn = пропозицію відкликано
manage-swap-stale = чергування змінилося або почалося, пропозиція втратила чинність
manage-swap-waits = { $taker } хоче взяти чергування. Поки що його має { $from }.
manage-swap-open = { $from } не може бути на цьому чергуванні й відповідає за нього, доки його ніхто не взяв.
manage-swap-asked = { $n ->
    [one] Запитано { $n } людину.
    [few] Запитано { $n } людини.
   *[many] Запитано { $n } людей.
}
manage-swap-declined = { $n ->
    [one] { $n } людина відмовилася.
    [few] { $n } людини відмовилися.
   *[many] { $n } людей відмовилися.
}
manage-swap-until = Відповідь потрібна до: { $until }.
manage-done-duty-given = Чергування вже має інша людина, і це опубліковано. Обоє отримають повідомлення.
manage-done-swap-refused = Не погоджено. Пропозиція й далі відкрита для інших.
manage-done-swap-withdrawn = Пропозицію відкликано. Чергування залишається за тією самою людиною.
manage-done-duty-proposed = Чергування запропоновано іншим.
manage-swap-give-to = Віддати чергування одразу:
