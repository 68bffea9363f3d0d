### The frame of every page: names, navigation, forms.

product = dutyline
site-name = Konsultacje społeczne
brand-consultations = { $unit } · konsultacje
skip-to-content = Przejdź do treści
language-navigation = Język
main-navigation = Menu
nav-desk = Dyżur
nav-calls = Moje rozmowy
nav-manage = Konsultacje
nav-staff = Zespół
nav-outbox = Poczta
sign-out = Wyloguj się
signed-in-as = Konto: { $name }
footer-all-consultations = Wszystkie konsultacje
footer-note = Strona nie używa plików cookie i działa bez JavaScriptu.
footer-staff = Dla dyżurujących
back = Wróć
form-errors = { $n ->
    [one] Popraw { $n } pole
    [few] Popraw { $n } pola
   *[many] Popraw { $n } pól
}
form-errors-title-prefix = Błąd:
form-error-prefix = Błąd:
form-full = Na serwerze brakuje miejsca, więc nic nie zapisano. To, co wpisano, jest w formularzu poniżej. Powiedz o tym administratorowi, nie zamykaj tej strony i zapisz jeszcze raz, gdy miejsce się znajdzie.
form-unavailable = Nie udało się tego teraz zapisać i nic nie zostało zmienione. To, co wpisano, jest w formularzu poniżej; zapisz jeszcze raz za chwilę.
form-too-long = Trwało to za długo i nie wiemy, czy zostało zapisane. To, co wpisano, jest w formularzu poniżej. Zapisz jeszcze raz: jeśli to już jest, nic nie zapisze się podwójnie.
save = Zapisz
cancel = Anuluj
nothing-saved-yet = Nic jeszcze nie zapisano.
