absence-title = Nieobecności
absence-lead = W tym czasie osoba nie dostanie nowego dyżuru. Przyczyny nie zapisujemy.
absence-lead-own = W tym czasie nie dostaniesz nowego dyżuru. Przyczyny nie zapisujemy.
absence-broken = { $n ->
    [one] { $n } dyżur wypada w tym czasie
    [few] { $n } dyżury wypadają w tym czasie
   *[many] { $n } dyżurów wypada w tym czasie
}
absence-broken-own = Te dyżury są nadal Twoje, dopóki koordynator nie przekaże ich komuś innemu.
absence-list = Zapisane
absence-none = Nie ma zapisanych nieobecności.
absence-new = Nowa nieobecność
manage-field-first = Od dnia
manage-field-last = Do dnia
absence-days-hint = Na jeden dzień wystarczy pierwsze pole. Ostatni dzień też się liczy.
absence-start = Od godziny
absence-end = Do godziny
absence-hours-hint = Bez godzin są to całe dni.
manage-field-weekly-until = Powtarzaj co tydzień do
absence-weekly-hint = Puste: tylko raz.
absence-add = Zapisz nieobecność
absence-remove = Usuń
absence-sent-before = Ten formularz wysłano już wcześniej z inną treścią i tamta nieobecność jest zapisana. Zapisz jeszcze raz, jeśli to ma być kolejna.
manage-done-absence-added = Nieobecność zapisano.
manage-done-absence-removed = Nieobecność usunięto.
