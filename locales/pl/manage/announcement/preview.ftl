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
manage-import-taken = Któryś z numerów ma w tym czasie dyżur w innych konsultacjach albo dwa razy w tych. Odznacz ten wiersz albo popraw go w ogłoszeniu.
manage-import-stale = Pod tym adresem są już konsultacje, a szkic ich grafiku zmienił się albo nie był tu oglądany. Niczego nie nadpisano. Wyślij formularz jeszcze raz, aby zastąpić ten szkic, albo zmień adres.
manage-field-slug = Adres strony
manage-field-slug-hint = Małe litery bez polskich znaków, cyfry i łączniki. Istniejący adres oznacza nowy szkic tych samych konsultacji.
