manage-sheet-title = Poprawiony arkusz
manage-sheet-lead = Grafik można poprawić w arkuszu kalkulacyjnym i wczytać z powrotem. Zanim cokolwiek się zmieni, zobaczysz różnicę.
manage-sheet-first = Pobierz szkic:
manage-sheet-download = arkusz XLSX
manage-sheet-second = Popraw komórki, dopisz wiersze, usuń zbędne. Wiersz skopiowany staje się nowym dyżurem, a usunięty znika ze szkicu. Dyżur, który widzieli już mieszkańcy, zostaje odwołany, a miniony nie zmienia się.
manage-sheet-third = Zapisz plik i wyślij go tutaj.
manage-sheet-file = Plik
manage-sheet-file-hint = XLSX pobrany z tych konsultacji, do 5 MB i 10 000 wierszy. Nie usuwaj kolumn, także ukrytej.
manage-sheet-read = Pokaż różnicę
manage-sheet-difference = Co się zmieni
manage-sheet-doubted = Te powody odwołania przeczytają mieszkańcy, a wygląda na to, że wskazują osobę albo mówią o zdrowiu. Jeśli tak jest, popraw je w arkuszu i wczytaj go jeszcze raz.
manage-sheet-same = Arkusz mówi to samo co szkic. Nie ma czego zmieniać.
manage-sheet-added = { $n ->
    [one] Nowy: { $n } dyżur
    [few] Nowe: { $n } dyżury
   *[many] Nowe: { $n } dyżurów
}
manage-sheet-removed = { $n ->
    [one] Usunięty: { $n } dyżur
    [few] Usunięte: { $n } dyżury
   *[many] Usunięte: { $n } dyżurów
}
manage-sheet-changed = { $n ->
    [one] Zmieniony: { $n } dyżur
    [few] Zmienione: { $n } dyżury
   *[many] Zmienione: { $n } dyżurów
}
manage-sheet-make = Wprowadź te zmiany do szkicu
manage-sheet-make-hint = To jeden krok: można go cofnąć w historii szkicu. Mieszkańcy zobaczą zmiany dopiero po publikacji.
manage-sheet-another = Wczytaj inny plik
manage-sheet-older = Szkic zmienił się, odkąd pobrano ten arkusz. Poniżej jest różnica względem szkicu w obecnej postaci: to, co w międzyczasie zmienili inni, arkusz może cofnąć.
manage-stale-sheet = W międzyczasie ktoś zmienił szkic. Niczego nie nadpisano. Poniżej jest różnica względem szkicu w obecnej postaci; wprowadź zmiany jeszcze raz, jeśli mają obowiązywać.
manage-sheet-cell = Wiersz { $row }, kolumna „{ $column }”
manage-sheet-row = Wiersz { $row }
manage-sheet-faults = { $n ->
    [one] W arkuszu jest { $n } błąd
    [few] W arkuszu są { $n } błędy
   *[many] W arkuszu jest { $n } błędów
}
manage-sheet-more-faults = { $n ->
    [one] I jeszcze { $n } błąd.
    [few] I jeszcze { $n } błędy.
   *[many] I jeszcze { $n } błędów.
}
manage-sheet-too-large = Plik jest większy niż 5 MB albo rozpakowuje się do czegoś znacznie większego.
manage-sheet-too-much = W pliku jest więcej, niż da się odczytać za jednym razem.
manage-sheet-too-slow = Odczytanie tego pliku trwa zbyt długo.
manage-sheet-empty = Plik jest pusty.
manage-sheet-not-readable = Tego pliku nie da się odczytać. Zapisz go jako XLSX i spróbuj jeszcze raz.
manage-done-sheet-made = Szkic zmieniono zgodnie z arkuszem. Można to cofnąć w historii.
