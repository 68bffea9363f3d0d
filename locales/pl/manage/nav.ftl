### The menu of a consultation.

manage-nav-roster = Grafik
manage-nav-register = Rozmowy
manage-nav-table = Pliki
manage-nav-swaps = Zamiany
manage-nav-settings = Ustawienia
manage-nav-contributions = Uwagi
