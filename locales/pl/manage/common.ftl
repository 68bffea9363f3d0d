### Fields, columns and notices that several pages of the coordinator share.

manage-column-state = stan
manage-not-published = jeszcze nie opublikowano
manage-column-who = dyżuruje
manage-nobody-yet = jeszcze nikt
manage-tag-cancelled = odwołany
manage-field-date = Dzień
manage-field-start = Od
manage-field-end = Do
manage-field-languages = Języki
manage-field-reason = Powód
manage-field-reason-all = Powód
clock-twice-start = Zmiana czasu ({ $day }): godzina { $time } występuje dwa razy. Dyżur zaczyna się za pierwszym razem.
clock-twice-end = Zmiana czasu ({ $day }): godzina { $time } występuje dwa razy. Dyżur kończy się za drugim razem.
clock-never-start = Zmiana czasu ({ $day }): nie ma godziny { $time }. Dyżur zaczyna się zaraz po zmianie.
clock-never-end = Zmiana czasu ({ $day }): nie ma godziny { $time }. Dyżur kończy się zaraz po zmianie.
manage-stale-roster = W międzyczasie ktoś zmienił grafik. Niczego nie nadpisano. Sprawdź, co się zmieniło, i powtórz.
manage-stale-form = W międzyczasie ktoś zmienił te konsultacje. Niczego nie nadpisano; to, co wpisano, jest w formularzu poniżej. Zapisz jeszcze raz, jeśli ma obowiązywać.
manage-column-when = kiedy
manage-field-first-day = Pierwszy dzień
manage-field-last-day = Ostatni dzień
manage-field-title = Tytuł
manage-events-title = Spotkania
manage-call-late = po terminie
manage-field-unit = Urząd lub wydział, który prowadzi konsultacje
manage-unit-choose = Wybierz…
manage-id-taken = Pod adresem tego formularza zapisano już coś innego. Niczego nie nadpisano; to, co wpisano, jest w formularzu poniżej. Zapisz jeszcze raz.
