### Wspólne: nazwy, czas, stany, formularze.

product = dutyline
site-name = Konsultacje społeczne
brand-consultations = { $unit } · konsultacje
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

# Czas
time-today = dziś
time-tomorrow = jutro
time-yesterday = wczoraj
time-in-days = { $n ->
    [one] za { $n } dzień
    [few] za { $n } dni
   *[many] za { $n } dni
}
time-days-ago = { $n ->
    [one] { $n } dzień temu
    [few] { $n } dni temu
   *[many] { $n } dni temu
}
time-in-hours = { $n ->
    [1] za godzinę
    [one] za { $n } godzinę
    [few] za { $n } godziny
   *[many] za { $n } godzin
}
time-in-minutes = { $n ->
    [1] za minutę
    [one] za { $n } minutę
    [few] za { $n } minuty
   *[many] za { $n } minut
}
time-in-a-moment = za chwilę

# Telefon
duty-phone = tel. { $phone }
phone-number = numer telefonu

# Formularze
form-errors = { $n ->
    [one] Popraw { $n } pole
    [few] Popraw { $n } pola
   *[many] Popraw { $n } pól
}
form-errors-title-prefix = Błąd:
form-error-prefix = Błąd:
save = Zapisz
cancel = Anuluj
nothing-saved-yet = Nic jeszcze nie zapisano.

# Liczenie
count-duties = { $n ->
    [one] { $n } dyżur
    [few] { $n } dyżury
   *[many] { $n } dyżurów
}
count-numbers = { $n ->
    [one] { $n } numer
    [few] { $n } numery
   *[many] { $n } numerów
}
count-calls = { $n ->
    [one] { $n } rozmowa
    [few] { $n } rozmowy
   *[many] { $n } rozmów
}
count-contributions = { $n ->
    [one] { $n } uwaga
    [few] { $n } uwagi
   *[many] { $n } uwag
}

# Tryb telefonu
phone-mode-counts = uwaga przez telefon liczy się jak pisemna
phone-mode-confirm = uwagę zapisujemy, a dzwoniący potwierdza ją na piśmie
phone-mode-informs = przez telefon tylko informujemy

# Dyżur
slot-mode-phone = telefonicznie
slot-mode-room = na miejscu
slot-mode-hybrid = telefonicznie i na miejscu
slot-state-planned = zaplanowany
slot-state-cancelled = odwołany

# Dzień konsultacji
requirement-duty = dyżur
requirement-event = spotkanie zamiast dyżuru
requirement-exempt = bez dyżuru: { $reason }
day-off-weekend = weekend
day-off-no-hours = dzień bez wyznaczonych godzin
verdict-covered = obsadzony
verdict-partly = obsadzony częściowo
verdict-uncovered = nieobsadzony
verdict-not_required = dyżur niepotrzebny

# Święta
holiday-new-year = Nowy Rok
holiday-epiphany = Trzech Króli
holiday-easter-sunday = Wielkanoc
holiday-easter-monday = Poniedziałek Wielkanocny
holiday-labour-day = Święto Pracy
holiday-constitution-day = Święto Konstytucji 3 Maja
holiday-pentecost = Zielone Świątki
holiday-corpus-christi = Boże Ciało
holiday-assumption = Wniebowzięcie NMP, Święto Wojska Polskiego
holiday-all-saints = Wszystkich Świętych
holiday-independence-day = Święto Niepodległości
holiday-christmas-eve = Wigilia
holiday-christmas = Boże Narodzenie
holiday-st-stephen = drugi dzień świąt Bożego Narodzenia

# Kontrola grafiku
severity-blocks = blokuje publikację
severity-warns = warto sprawdzić
finding-empty_roster = Grafik jest pusty. Nikt nie odbierze telefonu przez całe konsultacje.
finding-day_uncovered = { $day }: nikt nie dyżuruje. Brakuje { $gaps } ({ $length }).
finding-day_partly_covered = { $day }: część godzin bez dyżuru. Brakuje { $gaps } ({ $length }).
finding-slot_without_extension = { $day }, { $hours }: dyżur nie ma numeru telefonu.
finding-extension_twice = { $day }, { $hours }: numer { $phone } ma w tym czasie drugi dyżur.
finding-staff_twice = { $day }, { $hours }: ta sama osoba ma w tym czasie drugi dyżur.
finding-outside_period = { $day }, { $hours }: dyżur wypada poza terminem konsultacji.
finding-on_day_off = { $day }, { $hours }: dyżur wypada w dzień wolny.
finding-unassigned = { $day }, { $hours }: nie wiadomo, kto dyżuruje.
finding-staff_absent = { $day }, { $hours }: osoba, która ma dyżur, jest tego dnia nieobecna.

# Rozmowa
call-kind-contribution = Uwaga lub wniosek
call-kind-question = Pytanie
call-kind-information = Informacja organizacyjna
call-kind-not_our_matter = Nie nasza sprawa
call-kind-wrong_number = Pomyłka · cisza
call-kind-hung_up = Rozłączono
call-outcome-answered = Załatwione w rozmowie
call-outcome-referred_to_form = Wskazano formularz
call-outcome-call_back = Trzeba oddzwonić
call-outcome-passed_on = Przekazano dalej
call-fault-contribution-missing = Zapisz treść uwagi albo wybierz inny rodzaj rozmowy.
call-fault-informs-only = W tych konsultacjach przez telefon tylko informujemy. Wskaż dzwoniącemu formularz, a treść wpisz jako notatkę.
call-fault-text-too-long = Tekst jest za długi. Skróć go do 10 000 znaków.
call-fault-too-many-contributions = Za dużo uwag w jednej rozmowie. Najwięcej może ich być 50.
call-fault-in-future = Rozmowa nie może zacząć się w przyszłości. Popraw godzinę.
call-fault-impossible-year = Rozmowa nie mogła się zacząć w takim roku. Popraw datę.
call-fault-unknown-topic = Takiego tematu nie ma w tych konsultacjach. Wybierz temat z listy.
call-fault-too-many-topics = Za dużo tematów jednej rozmowy. Może być najwyżej 50.
call-fault-unprintable = W tekście jest znak, którego nie da się zapisać. Usuń go i zapisz jeszcze raz.
contribution-state-noted = zapisana
contribution-state-awaiting_confirmation = czeka na potwierdzenie pisemne

# Role
