manage-history-title = Historia zmian szkicu
manage-history-lead = Każdą zmianę można cofnąć i przywrócić, krok po kroku, także po ponownym zalogowaniu. To, co opublikowano, zmieni się dopiero po następnej publikacji.
manage-history-none = Szkicu jeszcze nie zmieniano.
manage-history-when = kiedy
manage-history-what = co zmieniono
manage-history-who = kto
manage-history-link = Historia i cofanie zmian
manage-undo = Cofnij: { $what }
manage-redo = Przywróć: { $what }
manage-step-undone = cofnięto
manage-step-edited = { $n ->
    [one] { $n } zmiana ręczna
    [few] { $n } zmiany ręczne
   *[many] { $n } zmian ręcznych
}
manage-step-imported = { $n ->
    [one] wczytanie ogłoszenia, { $n } zmiana
    [few] wczytanie ogłoszenia, { $n } zmiany
   *[many] wczytanie ogłoszenia, { $n } zmian
}
manage-step-generated = { $n ->
    [one] utworzenie { $n } dyżuru
   *[many] utworzenie { $n } dyżurów
}
manage-step-assigned = { $n ->
    [one] przydzielenie { $n } dyżuru
   *[many] przydzielenie { $n } dyżurów
}
manage-step-restored = { $n ->
    [one] przywrócenie opublikowanej wersji, { $n } zmiana
    [few] przywrócenie opublikowanej wersji, { $n } zmiany
   *[many] przywrócenie opublikowanej wersji, { $n } zmian
}
manage-step-swapped = { $n ->
    [one] zamiana, { $n } dyżur
    [few] zamiana, { $n } dyżury
   *[many] zamiana, { $n } dyżurów
}
manage-step-retired = { $n ->
    [one] odejście osoby, { $n } dyżur bez obsady
    [few] odejście osoby, { $n } dyżury bez obsady
   *[many] odejście osoby, { $n } dyżurów bez obsady
}
manage-stale-history = W międzyczasie ktoś zmienił szkic. Niczego nie cofnięto. Zobacz, co zmieniono ostatnio, i zdecyduj jeszcze raz.
manage-undo-taken = Nie można tego cofnąć: ten numer albo ta osoba ma teraz w tym czasie inny dyżur.
manage-undo-published = Nie można tego cofnąć: mieszkańcy widzieli już dyżur, który by zniknął. Można go odwołać.
manage-undo-nothing = Nie ma już czego cofnąć ani przywrócić.
manage-undo-staff = Nie można tego cofnąć: ktoś z tych osób nie pełni już dyżurów w tym wydziale.
manage-done-undone = Cofnięto ostatnią zmianę szkicu.
manage-done-redone = Przywrócono cofniętą zmianę szkicu.
