manage-roster-title = Grafik dyżurów
manage-published-on = opublikowano wersję { $number }, { $day }
manage-unpublished = { $n ->
    [one] { $n } zmiana jeszcze nieopublikowana
    [few] { $n } zmiany jeszcze nieopublikowane
   *[many] { $n } zmian jeszcze nieopublikowanych
}
manage-check-and-publish = Sprawdź i opublikuj…
manage-add-slot = Dodaj dyżur
manage-days-button = Dni bez dyżuru
manage-residents-page = Strona dla mieszkańców
manage-column-day = dzień
manage-column-hours = godziny
manage-column-phone = telefon
manage-change = zmień
manage-days-off = { $n ->
    [one] dzień wolny
    [few] dni wolne
   *[many] dni wolnych
}
manage-event-instead = { $title } { $hours } zamiast dyżuru
manage-nobody = nikt
manage-tag-uncovered = brak dyżuru
manage-tag-partly = luka w godzinach
manage-tag-unassigned = bez osoby
manage-tag-confirmed = potwierdzony
manage-tag-over = zakończony
manage-tag-waits = niepotwierdzony
manage-todo = Do załatwienia ({ $n })
manage-todo-more = Pokaż jeszcze { $n }
manage-todo-none = Nic nie blokuje publikacji.
manage-coverage-partly = { $n ->
    [one] w { $n } dniu niepełny
   *[many] w { $n } dniach niepełny
}
manage-coverage-uncovered = { $n ->
    [one] w { $n } dniu go brakuje
   *[many] w { $n } dniach go brakuje
}
manage-coverage-not-required = { $n ->
    [one] { $n } dzień bez dyżuru
    [few] { $n } dni bez dyżuru
   *[many] { $n } dni bez dyżuru
}
manage-fix-import = Wczytaj ogłoszenie
manage-fix-add = Dodaj dyżur
manage-fix-exempt = Ustal dzień bez dyżuru
manage-fix-exempt-all = { $n ->
    [one] Ustal { $n } dzień bez dyżuru
    [few] Ustal { $n } dni bez dyżuru
   *[many] Ustal { $n } dni bez dyżuru
}
manage-fix-assign = Wybierz osobę
manage-fix-edit = Popraw dyżur
manage-load-title = Podział dyżurów
manage-load-duties = dyżury
manage-load-share = część
manage-load-elsewhere = inne
manage-load-elsewhere-hint = Inne: godziny dyżurów w innych konsultacjach, od 90 dni przed tymi do tygodnia po nich. Przydział dyżurów też je liczy.
manage-load-percent = { $percent } %
manage-load-part = etat { $percent } %
manage-load-others = { $n ->
    [one] …i jeszcze { $n } osoba
    [few] …i jeszcze { $n } osoby
   *[many] …i jeszcze { $n } osób
}
manage-need-nobody-now = Dyżur trwa, a nie ma na nim nikogo.
manage-need-nobody = Dyżur już wkrótce, a nie ma na nim nikogo.
manage-need-unconfirmed-now = { $name }: dyżur trwa, a nie jest potwierdzony.
manage-need-unconfirmed = { $name }: dyżur już wkrótce, a nie jest potwierdzony.
manage-need-unreached = { $name }: przypomnienie nie dotarło ({ $reason }).
manage-need-phone-mode = Nie ustalono, czy uwaga zgłoszona przez telefon liczy się jak pisemna. Strona dla mieszkańców nic o tym nie mówi.
manage-tick = Zaznacz
manage-several-link = Zmień zaznaczone…
manage-need-swap-open = { $name } nie może być na dyżurze, a nikt się nie zgłosił.
manage-need-swap-approval = { $name } chce przejąć dyżur. Czeka to na zgodę.
manage-fix-swap = Znajdź zastępstwo
manage-fix-swap-approval = Zdecyduj
manage-row-stand-in = zastępstwo
