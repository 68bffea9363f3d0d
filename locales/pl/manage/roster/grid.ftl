### The roster as a grid of days and extensions or people.

manage-views = Widok grafiku
manage-view-list = Lista
manage-view-extensions = Dni i numery
manage-view-people = Dni i osoby
manage-grid-week-before = poprzedni tydzień
manage-grid-week-after = następny tydzień
manage-grid-find = Szukaj
manage-grid-find-extensions = Numer
manage-grid-find-people = Osoba
manage-grid-none-found = Nie ma takiego wiersza. Wpisz fragment nazwiska albo numeru.
manage-grid-empty = W grafiku nie ma jeszcze żadnego dyżuru.
manage-grid-keys = Strzałki przenoszą między komórkami. W komórce z dyżurem wystarczy zacząć pisać nazwisko.
manage-grid-narrow = Na wąskim ekranie wygodniejsza jest lista.
manage-grid-no-phone = bez numeru
manage-grid-busy = dyżur w innych konsultacjach
manage-grid-lines = { $first }–{ $last } z { $n }
manage-grid-lines-before = poprzednie wiersze
manage-grid-lines-after = następne wiersze
