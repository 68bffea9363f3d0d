saved-title = Розмову збережено
saved-number = { $n ->
    [one] Номер зауваження: { $numbers }
   *[many] Номери зауважень: { $numbers }
}
saved-next = Наступна розмова
saved-before-title = Цю розмову вже збережено
saved-before-text = Її форму вже надіслано. Удруге нічого не збережено.
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
