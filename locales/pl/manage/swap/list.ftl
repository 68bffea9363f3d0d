manage-swaps-live = Czekają ({ $n })
manage-swaps-none = Żaden dyżur nie jest teraz proponowany innym. Zastępstwo znajdziesz na stronie opublikowanego dyżuru w grafiku.
manage-swaps-past = Co było
manage-swap-column-duty = dyżur
manage-swap-column-from = kto miał
manage-swap-column-what = co się stało
manage-swap-late = nikt się nie zgłosił
manage-swap-to-approve = czeka na zgodę
manage-swap-approve = Zgadzam się
manage-swap-refuse = Nie zgadzam się
manage-swap-give = Oddaj dyżur
manage-swap-done = dyżur ma { $name }
manage-swap-withdrawn = oferta wycofana
manage-swap-stale = dyżur się zmienił albo zaczął, oferta wygasła
manage-swap-waits = { $taker } chce przejąć dyżur. Do tej pory ma go { $from }.
manage-swap-open = { $from } nie może być na tym dyżurze i odpowiada za niego, dopóki nikt go nie przejmie.
manage-swap-asked = { $n ->
    [one] Zapytano { $n } osobę.
    [few] Zapytano { $n } osoby.
   *[many] Zapytano { $n } osób.
}
manage-swap-declined = { $n ->
    [one] { $n } osoba odmówiła.
    [few] { $n } osoby odmówiły.
   *[many] { $n } osób odmówiło.
}
manage-swap-until = Odpowiedź do: { $until }.
manage-done-duty-given = Dyżur ma już nowa osoba i jest to opublikowane. Obie osoby dostaną wiadomość.
manage-done-swap-refused = Odmówiono. Oferta nadal czeka na inne osoby.
manage-done-swap-withdrawn = Ofertę wycofano. Dyżur należy do tej samej osoby co dotąd.
manage-done-duty-proposed = Dyżur zaproponowano innym.
manage-swap-give-to = Oddaj dyżur od razu:
