### Strony dla mieszkańców.

list-title = Konsultacje społeczne
list-lead = Numery i godziny dyżurów telefonicznych.
list-running = Trwają
list-coming = Wkrótce
list-over = Zakończone
list-empty = Teraz nie ma tu żadnych konsultacji. Gdy miasto je ogłosi, pojawią się na tej liście.
list-status-now = Dyżur trwa do { $time }
list-status-next = Następny dyżur: { $when }
list-status-none = Terminy dyżurów nie są jeszcze ogłoszone
list-status-over = Dyżury zakończone

public-lead = Dyżury telefoniczne w sprawie konsultacji · { $period }
public-description = Dyżury telefoniczne w sprawie konsultacji ({ $period }). Numery i godziny.

status-now = Dyżur trwa
status-now-until = Dyżur trwa – do { $time }
status-nobody = Teraz nikt nie dyżuruje
status-next = Następny dyżur
status-next-after = Następny dyżur: { $when }
status-over = Dyżury zakończyły się { $day }
status-over-text = Pod tymi numerami nikt już nie odbiera w sprawie tych konsultacji.
status-unpublished = Terminy dyżurów nie są jeszcze ogłoszone
status-unpublished-text = Pojawią się na tej stronie. Termin konsultacji: { $period }
status-no-phone = W tych konsultacjach nie ma dyżurów telefonicznych
speak = mówimy { $languages }

mode-counts = Uwaga zgłoszona przez telefon liczy się tak samo jak złożona na piśmie.
mode-confirm = Uwagę zgłoszoną przez telefon zapiszemy i poprosimy o potwierdzenie jej na piśmie.
mode-informs = Przez telefon udzielamy informacji. Uwagi przyjmujemy tylko na piśmie.

duties-next = Następne dyżury
duties-past = Minione dyżury ({ $n })
duties-day = dzień
duties-hours = godziny
duties-phone = telefon
duty-now = teraz
duty-changed = zmiana
duty-cancelled = odwołany
duty-in-person = na miejscu, nie przez telefon
duty-also-in-person = także na miejscu
no-duty = bez dyżuru
no-duty-day-off = dzień wolny
no-duty-days-off = dni wolne
no-duty-meeting = spotkanie zamiast dyżuru

ways-title = Inne sposoby udziału
meeting = Spotkanie: { $when }
meeting-past = Spotkanie odbyło się: { $when }
calendar-add = Dodaj do kalendarza
calendar-hint = plik .ics ze wszystkimi dyżurami
calendar-phone-duty = Dyżur telefoniczny
calendar-room-duty = Dyżur na miejscu
published-on = Stan z { $day }, wersja { $n }.
print-address = Aktualne terminy: { $address }
