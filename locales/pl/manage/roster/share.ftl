manage-share-title = Przydział dyżurujących
manage-share-link = Przydziel dyżurujących…
manage-share-lead = Program układa najrówniejszy podział dyżurów. Uwzględnia nieobecności, języki, inne dyżury i stanowiska. Nic się nie zmieni, dopóki nie przyjmiesz propozycji.
manage-share-which = Które dyżury
manage-share-empty = tylko bez osoby
manage-share-all = wszystkie przyszłe
manage-share-these = zaznaczone w grafiku
manage-share-again = Ułóż jeszcze raz
manage-share-why = dlaczego
manage-share-nothing = Nie ma czego przydzielić: każdy dyżur ma już właściwą osobę.
manage-share-stopped = Jeszcze nie wszystko sprawdzono: może znajdzie się równiejszy podział.
manage-share-further = { $n ->
    [one] Szukaj dalej (do { $n } sekundy)
   *[many] Szukaj dalej (do { $n } sekund)
}
manage-share-searching = Szukam równiejszego podziału. Poniżej najlepszy z dotychczasowych: można go już przyjąć.
manage-share-stop = Przestań szukać
manage-share-more = { $n ->
    [one] i jeszcze { $n } dyżur, który zostanie przyjęty razem z nimi.
    [few] i jeszcze { $n } dyżury, które zostaną przyjęte razem z nimi.
   *[many] i jeszcze { $n } dyżurów, które zostaną przyjęte razem z nimi.
}
manage-share-open-more = { $n ->
    [one] i jeszcze { $n } dyżur.
    [few] i jeszcze { $n } dyżury.
   *[many] i jeszcze { $n } dyżurów.
}
manage-share-stale = Ktoś w tym czasie zmienił szkic, więc niczego nie zapisano. Poniżej propozycja dla szkicu takiego, jaki jest teraz.
manage-share-take = { $n ->
    [one] Przyjmij { $n } zmianę
    [few] Przyjmij { $n } zmiany
   *[many] Przyjmij { $n } zmian
}
manage-share-fairest = To najrówniejszy możliwy podział.
manage-share-within = { $n ->
    [one] To najlepszy znaleziony podział. Od najrówniejszego dzieli go najwyżej { $n } %.
   *[many] To najlepszy znaleziony podział. Od najrówniejszego dzieli go najwyżej { $n } %.
}
manage-share-open = { $n ->
    [one] { $n } dyżuru nie może wziąć nikt.
   *[many] { $n } dyżurów nie może wziąć nikt.
}
manage-share-open-title = Dyżury, których nie może wziąć nikt
manage-share-no-reason = Nie udało się ustalić jednej przyczyny. Sprawdź nieobecności i języki.
manage-why-only-one = tylko ta osoba może wziąć ten dyżur
manage-why-only-free = { $n ->
    [one] jedyna wolna z { $n } osób, które mogą
    [few] jedyna wolna z { $n } osób, które mogą
   *[many] jedyna wolna z { $n } osób, które mogą
}
manage-why-kept = ma ten dyżur w opublikowanym grafiku
manage-why-least = { $n ->
    [one] najmniej dyżurów z { $n } wolnych osób
    [few] najmniej dyżurów z { $n } wolnych osób
   *[many] najmniej dyżurów z { $n } wolnych osób
}
manage-why-whole = { $n ->
    [one] tak cały grafik jest najrówniejszy ({ $n } wolnych osób)
    [few] tak cały grafik jest najrówniejszy ({ $n } wolne osoby)
   *[many] tak cały grafik jest najrówniejszy ({ $n } wolnych osób)
}
manage-cannot-language = Nie każdy zna język dyżuru: { $language }.
manage-cannot-desk = Ten numer odbiera tylko jedno stanowisko.
manage-cannot-away = { $name }: nieobecność albo inny dyżur w tym czasie.
manage-cannot-day = { $name }: więcej dyżurów { $day } mieć nie może.
manage-cannot-week = { $name }: więcej dyżurów w tym tygodniu mieć nie może.
manage-cannot-more = { $name }: więcej dyżurów mieć nie może.
manage-cannot-rest = { $name }: dyżury w tym czasie albo za blisko siebie.
manage-sharing-title = Zasady przydzielania
manage-sharing-lead = Obowiązują w tych konsultacjach. Limity poszczególnych osób ustawia się przy osobach.
manage-field-max-per-day = Najwięcej dyżurów jednej osoby w dniu
manage-field-min-rest = Przerwa między dyżurami jednej osoby, w minutach
manage-sharing-empty = Puste: bez ograniczenia.
manage-sharing-own-desk = Numer stanowiska odbiera tylko osoba, która przy nim siedzi
manage-sharing-by-hours = Licz godziny zamiast dyżurów
manage-sharing-save = Zapisz zasady i przelicz
manage-done-rules-set = Zasady zapisano. Propozycja jest policzona według nich.
