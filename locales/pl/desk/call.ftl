saved-title = Rozmowa zapisana
saved-number = { $n ->
    [one] Numer uwagi: { $numbers }
   *[many] Numery uwag: { $numbers }
}
saved-next = Następna rozmowa
saved-before-title = Ta rozmowa jest już zapisana
saved-before-text = Jej formularz został już wysłany. Nic nie zapisano drugi raz.
view-title = Rozmowa, { $when }
view-kind = rodzaj
view-outcome = wynik
view-topics = temat
view-language = język
view-started = początek
view-note = notatka
view-late = po zakończeniu konsultacji
view-contribution = Uwaga nr { $n }
view-no-contributions = W tej rozmowie nie zgłoszono uwag.
