manage-done-imported = Szkic grafiku jest gotowy. Sprawdź go i opublikuj.
manage-field-phones-short = Numery
manage-preview-title = Co udało się odczytać
manage-preview-certain = { $n ->
    [one] { $n } dyżur bez wątpliwości
    [few] { $n } dyżury bez wątpliwości
   *[many] { $n } dyżurów bez wątpliwości
}
manage-preview-asked = { $n ->
    [one] { $n } dyżur do wyjaśnienia
    [few] { $n } dyżury do wyjaśnienia
   *[many] { $n } dyżurów do wyjaśnienia
}
manage-preview-notes = Na co zwrócić uwagę
manage-preview-line = Wiersz { $line }:
manage-preview-rows = Dyżury
manage-preview-no-rows = W ogłoszeniu nie znaleziono żadnego dyżuru telefonicznego. Szkic będzie pusty, a dyżury można dodać ręcznie.
manage-import-unread = Tego wiersza z części o dyżurach nie udało się zrozumieć.
manage-verdict-certain = bez wątpliwości
manage-verdict-asked = do wyjaśnienia
manage-decision = Co zrobić z wierszem:
manage-decision-take = Dodaj do grafiku
manage-decision-leave = Pomiń
manage-import-draft = Utwórz szkic grafiku
manage-import-taken = Ten numer ma w tym czasie inny dyżur: w innym wierszu albo w innych konsultacjach. Popraw numer lub godziny albo pomiń ten wiersz.
manage-import-stale = Pod tym adresem są już konsultacje, a szkic ich grafiku zmienił się albo nie był tu oglądany. Niczego nie nadpisano. Wyślij formularz jeszcze raz, aby zastąpić ten szkic, albo zmień adres.
manage-field-slug = Adres strony
manage-field-slug-hint = Małe litery bez polskich znaków, cyfry i łączniki. Istniejący adres oznacza nowy szkic tych samych konsultacji.
manage-preview-correct = Popraw
manage-preview-left-out = Czego nie ma w szkicu
manage-preview-left-out-hint = Tych wierszy ogłoszenia program nie wykorzystał. Jeśli są w nich inne sposoby udziału, wpisz je później w ustawieniach konsultacji.
manage-preview-left-out-show = { $n ->
    [one] Pokaż { $n } wiersz
    [few] Pokaż { $n } wiersze
   *[many] Pokaż { $n } wierszy
}
manage-preview-left-out-more = { $n ->
    [one] i jeszcze { $n } wiersz
    [few] i jeszcze { $n } wiersze
   *[many] i jeszcze { $n } wierszy
}
manage-preview-row = Wiersz { $line }
manage-preview-event = Spotkanie { $day }
manage-preview-contradiction = { $day } to { $weekday }, a w ogłoszeniu jest { $printed }. Który dzień jest właściwy?
manage-decision-take-corrected = Dodaj z datą powyżej
manage-preview-phone-mode-hint = Odpowiedź zobaczą mieszkańcy. Bez niej strona nic o tym nie mówi.
manage-preview-phone-mode-later = Ustalę później; bez zmian, jeśli już ustalono
manage-field-languages-short = Języki (pl, uk, en)
