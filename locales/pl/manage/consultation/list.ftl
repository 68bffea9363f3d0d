manage-list-title = Konsultacje
manage-list-empty = Nie ma jeszcze żadnych konsultacji. Wklej ogłoszenie miasta, a powstanie szkic grafiku dyżurów.
manage-import-button = Wczytaj ogłoszenie
manage-column-consultation = konsultacje
manage-column-period = termin
manage-column-coverage = obsada
manage-state-todo = do załatwienia: { $n }
manage-published-number = opublikowano wersję { $number }
