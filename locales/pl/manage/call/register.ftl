manage-register-title = Rejestr rozmów
manage-register-kind = Rodzaj rozmowy
manage-register-all-kinds = wszystkie
manage-register-show = Pokaż
manage-register-empty = Nie ma jeszcze takich rozmów.
manage-register-older = Starsze rozmowy
manage-column-kind = rodzaj
manage-column-contributions = uwagi
