manage-done-published = Grafik opublikowano. Przypomnienia zaplanowano od nowa tam, gdzie coś się zmieniło.
manage-publish-title = Publikacja wersji { $number }
manage-publish-changes = Co się zmieni
manage-publish-no-changes = Szkic jest taki sam jak ostatnia opublikowana wersja.
manage-publish-empty = W szkicu nie ma żadnego dyżuru.
manage-change-added = { $n ->
    [one] Dodano { $n } dyżur
    [few] Dodano { $n } dyżury
   *[many] Dodano { $n } dyżurów
}
manage-change-removed = { $n ->
    [one] Usunięto { $n } dyżur
    [few] Usunięto { $n } dyżury
   *[many] Usunięto { $n } dyżurów
}
manage-change-changed = { $n ->
    [one] Zmieniono { $n } dyżur
    [few] Zmieniono { $n } dyżury
   *[many] Zmieniono { $n } dyżurów
}
manage-change-reassigned = { $n ->
    [one] Zmiana osoby: { $n } dyżur
    [few] Zmiana osoby: { $n } dyżury
   *[many] Zmiana osoby: { $n } dyżurów
}
manage-change-period = Zmieniono termin
manage-change-events = { $n ->
    [one] Zmieniono { $n } spotkanie
    [few] Zmieniono { $n } spotkania
   *[many] Zmieniono { $n } spotkań
}
manage-change-days = { $n ->
    [one] Zmieniono { $n } dzień
    [few] Zmieniono { $n } dni
   *[many] Zmieniono { $n } dni
}
manage-publish-stopping = Tego nie można zaakceptować; trzeba poprawić grafik
manage-publish-accept = Blokuje publikację
manage-publish-accept-hint = Zaznacz to, co świadomie zostawiasz. Zostanie zapisane, kto i kiedy to zaakceptował.
manage-publish-blocked = { $n ->
    [one] Publikację blokuje jeszcze { $n } sprawa. Popraw grafik albo ją zaznacz.
    [few] Publikację blokują jeszcze { $n } sprawy. Popraw grafik albo je zaznacz.
   *[many] Publikację blokuje jeszcze { $n } spraw. Popraw grafik albo je zaznacz.
}
manage-publish-warnings = Warto sprawdzić
manage-publish-reminders = { $n ->
    [one] { $n } przypomnienie do wysłania
    [few] { $n } przypomnienia do wysłania
   *[many] { $n } przypomnień do wysłania
}
manage-publish-no-reminders = Po tej publikacji żadne przypomnienie nie czeka na wysłanie.
manage-publish-reminders-show = Kto i kiedy je dostanie
manage-publish-unreachable = Te osoby nie mają adresu e-mail i przypomnienia nie dostaną: { $names }.
manage-publish-nothing = Nie ma czego publikować: szkic nie różni się od ostatniej wersji.
manage-publish-taken = W konsultacjach „{ $title }” mieszkańcy nadal widzą: { $duty }. To ten sam numer albo ta sama osoba w tym samym czasie. Najpierw opublikuj zmianę tam.
manage-publish-busy = Ten sam numer albo ta sama osoba ma w tym czasie opublikowany dyżur w innym urzędzie. Uzgodnij z nim godziny.
manage-publish-more = i jeszcze { $n }
manage-publish-button = Opublikuj wersję { $number }
manage-column-duty = dyżur
manage-done-publication-planned = Publikację zaplanowano. Każda zmiana szkicu ją unieważni.
manage-done-publication-withdrawn = Planu publikacji już nie ma.
manage-told-title = Kto się o tym dowie
manage-told-nobody = Ta publikacja nie zmienia żadnego przypomnienia.
manage-told-more = { $n ->
    [one] { $n } nowe przypomnienie
    [few] { $n } nowe przypomnienia
   *[many] { $n } nowych przypomnień
}
manage-told-fewer = { $n ->
    [one] { $n } przypomnienie nie zostanie wysłane
    [few] { $n } przypomnienia nie zostaną wysłane
   *[many] { $n } przypomnień nie zostanie wysłanych
}
manage-told-untrue = { $n ->
    [one] { $n } wysłane przypomnienie nie będzie już prawdziwe – zadzwoń
    [few] { $n } wysłane przypomnienia nie będą już prawdziwe – zadzwoń
   *[many] { $n } wysłanych przypomnień nie będzie już prawdziwych – zadzwoń
}
manage-told-no-address = nie ma adresu e-mail, więc nic nie dostanie
manage-later-title = Opublikuj później
manage-later-hint = Szkic zostanie opublikowany sam o tej godzinie, jeśli do tego czasu nikt go nie zmieni. Gdyby coś stanęło na przeszkodzie, dostaniesz wiadomość e-mail.
manage-field-day = Dzień
manage-field-time = Godzina
manage-later-button = Zaplanuj publikację
manage-planned-title = Planowana publikacja
manage-planned = Publikacja zaplanowana: { $moment } ({ $name }).
manage-planned-not = Publikacja zaplanowana na { $moment } ({ $name }) się nie odbyła.
manage-planned-changed = Szkic od tego czasu zmieniono, więc ta publikacja się nie odbędzie. Wycofaj ją i zaplanuj od nowa.
manage-planned-already = Publikacja jest już zaplanowana. Wycofaj ją, zanim zaplanujesz inną.
manage-planned-withdraw = Wycofaj plan
manage-planned-dismiss = Przyjmuję do wiadomości
manage-prevented-changed = Szkic zmieniono po zaplanowaniu.
manage-prevented-blocked = Publikację zablokowała sprawa, której nikt nie zaakceptował.
manage-prevented-taken = Ten sam numer albo ta sama osoba ma w tym czasie opublikowany dyżur w innych konsultacjach.
manage-prevented-not_allowed = Kto ją zaplanował, nie może już publikować.
