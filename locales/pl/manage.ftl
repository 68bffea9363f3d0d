### Strony koordynatora.

manage-list-title = Konsultacje
manage-list-empty = Nie ma jeszcze żadnych konsultacji. Wklej ogłoszenie miasta, a powstanie szkic grafiku dyżurów.
manage-import-button = Wczytaj ogłoszenie
manage-column-consultation = konsultacje
manage-column-period = termin
manage-column-coverage = obsada
manage-column-state = stan
manage-covered-of = obsadzono { $covered } z { $needed } dni
manage-covered-none = żaden dzień nie wymaga dyżuru
manage-state-blocked = do załatwienia
manage-not-published = jeszcze nie opublikowano
manage-published-number = opublikowano wersję { $number }

manage-nav-roster = Grafik
manage-nav-register = Rozmowy
manage-nav-table = Tabela
manage-nav-settings = Ustawienia

manage-done-imported = Szkic grafiku jest gotowy. Sprawdź go i opublikuj.
manage-done-slot-saved = Dyżur zapisano w szkicu.
manage-done-slot-saved-clock = Dyżur zapisano w szkicu. W jego godzinach zmienia się czas; strona dyżuru mówi, który moment się liczy.
manage-done-slot-cancelled = Dyżur odwołano w szkicu. Mieszkańcy zobaczą to po opublikowaniu.
manage-done-slot-removed = Dyżur usunięto ze szkicu.
manage-done-day-saved = Dzień zapisano.
manage-done-days-exempt = Ustalono dni bez dyżuru.
manage-done-published = Grafik opublikowano. Przypomnienia zaplanowano od nowa tam, gdzie coś się zmieniło.
manage-done-settings-saved = Ustawienia zapisano.
manage-done-staff-saved = Dane osoby zapisano.
manage-done-invited = Link do logowania jest w drodze.
manage-done-put-back = Wiadomość zostanie wysłana jeszcze raz.

manage-roster-title = Grafik dyżurów
manage-published-on = opublikowano wersję { $number }, { $day }
manage-unpublished = { $n ->
    [one] { $n } zmiana jeszcze nieopublikowana
    [few] { $n } zmiany jeszcze nieopublikowane
   *[many] { $n } zmian jeszcze nieopublikowanych
}
manage-check-and-publish = Sprawdź i opublikuj…
manage-add-slot = Dodaj dyżur
manage-days-button = Dni bez dyżuru
manage-residents-page = Strona dla mieszkańców
manage-column-day = dzień
manage-column-hours = godziny
manage-column-phone = telefon
manage-column-who = dyżuruje
manage-change = zmień
manage-days-off = { $n ->
    [one] dzień wolny
    [few] dni wolne
   *[many] dni wolnych
}
manage-event-instead = { $title } { $hours } zamiast dyżuru
manage-nobody = nikt
manage-nobody-yet = jeszcze nikt
manage-tag-uncovered = brak obsady
manage-tag-partly = luka w godzinach
manage-tag-cancelled = odwołany
manage-tag-unassigned = bez osoby
manage-tag-confirmed = potwierdzony
manage-tag-over = zakończony
manage-tag-waits = niepotwierdzony
manage-todo = Do załatwienia ({ $n })
manage-todo-more = Pokaż jeszcze { $n }
manage-todo-none = Nic nie blokuje publikacji.
manage-coverage-covered = { $n ->
    [one] { $n } dzień obsadzony
    [few] { $n } dni obsadzone
   *[many] { $n } dni obsadzonych
}
manage-coverage-partly = { $n ->
    [one] { $n } dzień obsadzony częściowo
    [few] { $n } dni obsadzone częściowo
   *[many] { $n } dni obsadzonych częściowo
}
manage-coverage-uncovered = { $n ->
    [one] { $n } dzień bez obsady
    [few] { $n } dni bez obsady
   *[many] { $n } dni bez obsady
}
manage-coverage-not_required = { $n ->
    [one] { $n } dzień bez dyżuru
    [few] { $n } dni bez dyżuru
   *[many] { $n } dni bez dyżuru
}
manage-fix-import = Wczytaj ogłoszenie
manage-fix-add = Dodaj dyżur
manage-fix-exempt = Ustal dzień bez dyżuru
manage-fix-exempt-all = { $n ->
    [one] Ustal { $n } dzień bez dyżuru
    [few] Ustal { $n } dni bez dyżuru
   *[many] Ustal { $n } dni bez dyżuru
}
manage-fix-assign = Wybierz osobę
manage-fix-edit = Popraw dyżur
manage-load-title = Godziny dyżurów
manage-unsent = { $n ->
    [one] { $n } przypomnienie nie dotarło
    [few] { $n } przypomnienia nie dotarły
   *[many] { $n } przypomnień nie dotarło
}

manage-slot-new = Nowy dyżur
manage-slot-source = Z ogłoszenia:
manage-field-date = Dzień
manage-field-start = Od
manage-field-end = Do
manage-field-phones = Numery telefonów
manage-field-phones-hint = Każdy w osobnym wierszu, na przykład 12 616 5769.
manage-field-phones-short = Numery
manage-field-staff = Kto dyżuruje
manage-field-languages = Języki
manage-field-mode = Forma dyżuru
manage-field-reason = Powód
manage-field-reason-all = Powód
manage-field-reason-hint = Zobaczą go mieszkańcy; zostanie w dokumentacji.
manage-slot-cancel-title = Odwołanie dyżuru
manage-slot-cancel-lead = Dyżur zostanie w grafiku jako odwołany, a mieszkańcy zobaczą powód. Można to cofnąć, zapisując dyżur ponownie.
manage-slot-cancel = Odwołaj dyżur
manage-slot-remove-title = Usunięcie ze szkicu
manage-slot-remove-lead = Usunąć można dyżur, którego mieszkańcy jeszcze nie widzieli. Opublikowany można tylko odwołać.
manage-slot-remove = Usuń dyżur
manage-slot-published = Mieszkańcy już widzieli ten dyżur, więc nie można go usunąć. Odwołaj go i podaj powód.
clock-twice-start = Zmiana czasu ({ $day }): godzina { $time } występuje dwa razy. Dyżur zaczyna się za pierwszym razem.
clock-twice-end = Zmiana czasu ({ $day }): godzina { $time } występuje dwa razy. Dyżur kończy się za drugim razem.
clock-never-start = Zmiana czasu ({ $day }): nie ma godziny { $time }. Dyżur zaczyna się zaraz po zmianie.
clock-never-end = Zmiana czasu ({ $day }): nie ma godziny { $time }. Dyżur kończy się zaraz po zmianie.
manage-taken-by = Ten numer albo ta osoba ma w tym czasie inny dyżur: { $duty }. Zmień godziny, numer albo osobę.
manage-taken-elsewhere = Ten numer albo ta osoba ma w tym czasie dyżur w innych konsultacjach. Zmień godziny, numer albo osobę.
manage-stale-slot = W międzyczasie ktoś zmienił grafik. Ten dyżur jest teraz taki: { $duty }, { $phones }. Niczego nie nadpisano; Twoje zmiany są w formularzu poniżej. Zapisz jeszcze raz, jeśli mają obowiązywać.
manage-stale-roster = W międzyczasie ktoś zmienił grafik. Niczego nie nadpisano. Sprawdź, co się zmieniło, i powtórz.
manage-stale-form = W międzyczasie ktoś zmienił te konsultacje. Niczego nie nadpisano; to, co wpisano, jest w formularzu poniżej. Zapisz jeszcze raz, jeśli ma obowiązywać.

manage-days-title = Dni bez dyżuru
manage-days-lead = W weekendy, święta i dni spotkań dyżur nie jest potrzebny. Tu możesz ustalić inny dzień bez dyżuru i podać powód.
manage-exempt-one = Ustal dzień bez dyżuru
manage-exempt-all-title = { $n ->
    [one] { $n } dzień bez obsady
    [few] { $n } dni bez obsady
   *[many] { $n } dni bez obsady
}
manage-exempt-all = { $n ->
    [one] Ustal { $n } dzień bez dyżuru
    [few] Ustal { $n } dni bez dyżuru
   *[many] Ustal { $n } dni bez dyżuru
}
manage-rules-title = Wyjątki
manage-rule-clear = Usuń wyjątek
manage-day-hours = wymagane godziny: { $hours }

manage-publish-title = Publikacja wersji { $number }
manage-publish-changes = Co się zmieni
manage-publish-no-changes = Szkic jest taki sam jak ostatnia opublikowana wersja.
manage-publish-empty = W szkicu nie ma żadnego dyżuru.
manage-change-added = { $n ->
    [one] Dodano { $n } dyżur
    [few] Dodano { $n } dyżury
   *[many] Dodano { $n } dyżurów
}
manage-change-removed = { $n ->
    [one] Usunięto { $n } dyżur
    [few] Usunięto { $n } dyżury
   *[many] Usunięto { $n } dyżurów
}
manage-change-changed = { $n ->
    [one] Zmieniono { $n } dyżur
    [few] Zmieniono { $n } dyżury
   *[many] Zmieniono { $n } dyżurów
}
manage-change-reassigned = { $n ->
    [one] Zmiana osoby: { $n } dyżur
    [few] Zmiana osoby: { $n } dyżury
   *[many] Zmiana osoby: { $n } dyżurów
}
manage-change-period = Zmieniono termin
manage-change-events = { $n ->
    [one] Zmieniono { $n } spotkanie
    [few] Zmieniono { $n } spotkania
   *[many] Zmieniono { $n } spotkań
}
manage-change-days = { $n ->
    [one] Zmieniono { $n } dzień
    [few] Zmieniono { $n } dni
   *[many] Zmieniono { $n } dni
}
manage-publish-stopping = Tego nie można zaakceptować; trzeba poprawić grafik
manage-publish-accept = Blokuje publikację
manage-publish-accept-hint = Zaznacz to, co świadomie zostawiasz. Zostanie zapisane, kto i kiedy to zaakceptował.
manage-publish-blocked = { $n ->
    [one] Publikację blokuje jeszcze { $n } sprawa. Popraw grafik albo ją zaznacz.
    [few] Publikację blokują jeszcze { $n } sprawy. Popraw grafik albo je zaznacz.
   *[many] Publikację blokuje jeszcze { $n } spraw. Popraw grafik albo je zaznacz.
}
manage-publish-warnings = Warto sprawdzić
manage-publish-reminders = { $n ->
    [one] { $n } przypomnienie do wysłania
    [few] { $n } przypomnienia do wysłania
   *[many] { $n } przypomnień do wysłania
}
manage-publish-no-reminders = Po tej publikacji żadne przypomnienie nie czeka na wysłanie.
manage-publish-reminders-show = Kto i kiedy je dostanie
manage-publish-unreachable = Te osoby nie mają adresu e-mail i przypomnienia nie dostaną: { $names }.
manage-publish-nothing = Nie ma czego publikować: szkic nie różni się od ostatniej wersji.
manage-publish-taken = W konsultacjach „{ $title }” mieszkańcy nadal widzą: { $duty }. To ten sam numer albo ta sama osoba w tym samym czasie. Najpierw opublikuj zmianę tam.
manage-publish-button = Opublikuj wersję { $number }
manage-column-when = kiedy
manage-column-duty = dyżur

manage-import-title = Wczytaj ogłoszenie
manage-import-lead = Z ogłoszenia powstanie szkic grafiku. To, co niepewne, wróci jako pytanie.
manage-import-text = Treść ogłoszenia
manage-import-text-hint = Wklej całość, razem z terminem konsultacji.
manage-import-file = albo plik
manage-import-file-hint = TXT, HTML, DOCX, XLSX albo CSV, do 5 MB.
manage-import-read = Wczytaj
manage-import-too-large = Plik jest większy niż 5 MB. Prześlij mniejszy albo wklej samą tabelę dyżurów.
manage-import-too-long = To ogłoszenie jest za długie, aby sprawdzić je za jednym razem. Podziel je na części.
manage-import-empty = Wklej treść ogłoszenia albo wybierz plik.
manage-import-not-readable = Tego pliku nie da się odczytać. Zapisz go jako DOCX, XLSX, HTML albo tekst i spróbuj jeszcze raz.
manage-import-not-an-announcement = W tym tekście nie ma terminu konsultacji, dyżurów telefonicznych ani spotkań. Wklej treść ogłoszenia o konsultacjach.
manage-preview-title = Co udało się odczytać
manage-preview-certain = { $n ->
    [one] { $n } dyżur bez wątpliwości
    [few] { $n } dyżury bez wątpliwości
   *[many] { $n } dyżurów bez wątpliwości
}
manage-preview-asked = { $n ->
    [one] { $n } dyżur do wyjaśnienia
    [few] { $n } dyżury do wyjaśnienia
   *[many] { $n } dyżurów do wyjaśnienia
}
manage-preview-notes = Na co zwrócić uwagę
manage-preview-line = Wiersz { $line }:
manage-preview-rows = Dyżury
manage-preview-no-rows = W ogłoszeniu nie znaleziono żadnego dyżuru telefonicznego. Szkic będzie pusty, a dyżury można dodać ręcznie.
manage-import-unread = Tego wiersza z części o dyżurach nie udało się zrozumieć.
manage-verdict-certain = bez wątpliwości
manage-verdict-asked = do wyjaśnienia
manage-decision = Co zrobić z wierszem:
manage-decision-take = Dodaj do grafiku
manage-decision-leave = Pomiń
manage-import-draft = Utwórz szkic grafiku
manage-import-taken = Któryś z numerów ma w tym czasie dyżur w innych konsultacjach albo dwa razy w tych. Odznacz ten wiersz albo popraw go w ogłoszeniu.
manage-import-stale = Pod tym adresem są już konsultacje, a szkic ich grafiku zmienił się albo nie był tu oglądany. Niczego nie nadpisano. Wyślij formularz jeszcze raz, aby zastąpić ten szkic, albo zmień adres.
manage-field-slug = Adres strony
manage-field-slug-hint = Małe litery bez polskich znaków, cyfry i łączniki. Istniejący adres oznacza nowy szkic tych samych konsultacji.

manage-settings-title = Ustawienia konsultacji
manage-field-first-day = Pierwszy dzień
manage-field-last-day = Ostatni dzień
manage-field-unit = Kto prowadzi konsultacje
manage-field-unit-hint = Nazwa urzędu lub wydziału, jak ją znają mieszkańcy.
manage-field-phone-mode = Jak traktujemy rozmowy telefoniczne
manage-field-hours = Godziny, w których ktoś musi dyżurować
manage-field-hours-hint = Na przykład 15.00–18.00 albo 9–11, 15–18. Puste pole: w tym dniu tygodnia dyżuru nie trzeba.
manage-field-leads = Przypomnienia przed dyżurem
manage-field-leads-hint = Godziny lub minuty, na przykład 24 h, 30 min. Puste: 24 godziny i godzinę przed.
manage-field-title = Tytuł
manage-field-invitation = W jakiej sprawie można dzwonić
manage-field-other-ways = Inne sposoby udziału, każdy w osobnym wierszu
manage-events-title = Spotkania
manage-events-lead = Spotkanie może zastąpić dyżur tego dnia. Puste pola są pomijane.
manage-event = Spotkanie
manage-event-new = Nowe spotkanie
manage-field-event-title = Nazwa
manage-field-place = Miejsce
manage-field-stands-in = zastępuje dyżur tego dnia
manage-events-save = Zapisz spotkania
manage-topics-title = Tematy rozmów
manage-field-topics = Lista tematów
manage-field-topics-hint = Każdy w osobnym wierszu, języki oddzielone pionową kreską: po polsku | po angielsku | po ukraińsku.
manage-topics-save = Zapisz tematy

manage-staff-title = Zespół
manage-staff-add = Dodaj osobę
manage-staff-new = Nowa osoba
manage-staff-empty = Nie ma jeszcze nikogo, kto mógłby dyżurować. Dodaj pierwszą osobę.
manage-column-name = kto
manage-column-desk = stanowisko
manage-column-languages = języki
manage-column-absences = nieobecności
manage-column-mail = przypomnienia
manage-staff-reachable = dostaje e-mailem
manage-staff-unreachable = brak adresu
manage-field-name = Imię i nazwisko albo nazwa stanowiska
manage-field-name-hint = Jak znają tę osobę koleżanki i koledzy. Mieszkańcy tej nazwy nie zobaczą.
manage-field-email = Adres e-mail
manage-field-email-hint = Dokąd wysyłać przypomnienia i link do logowania.
manage-field-desk = Telefon stanowiska
manage-field-desk-hint = Dyżury na tym numerze dostanie ta osoba.
manage-field-locale = Język stron i wiadomości
manage-field-absences = Nieobecności
manage-field-absences-hint = Pierwszy i ostatni dzień. Na jeden dzień wystarczy pierwszy.
manage-field-first = Od
manage-field-last = Do
manage-staff-invite-title = Logowanie
manage-staff-invite-lead = Osoba dostanie e-mailem jednorazowy link, którym się zaloguje.
manage-staff-invite = Wyślij link do logowania

manage-register-title = Rejestr rozmów
manage-register-kind = Rodzaj rozmowy
manage-register-all-kinds = wszystkie
manage-register-show = Pokaż
manage-register-empty = Nie ma jeszcze takich rozmów.
manage-register-older = Starsze rozmowy
manage-column-kind = rodzaj
manage-column-contributions = uwagi
manage-call-late = po terminie
manage-call-note = Notatka wewnętrzna
manage-call-logged = Zapisano: { $when }
manage-call-others = Inna treść tej samej rozmowy
manage-call-others-lead = Pod tym samym numerem rozmowy nadeszła inna treść. Zachowano obie.

manage-table-title = Tabela do wklejenia
manage-table-lead = Grafik ze szkicu w postaci, w jakiej drukuje go urząd. Można go wkleić do ogłoszenia, a potem wczytać z powrotem.
manage-table-text = Tekst z tabulatorami
manage-table-html = HTML na stronę

manage-outbox-title = Poczta wychodząca
manage-outbox-lead = Wiadomości według czasu wysłania, najnowsze na górze.
manage-outbox-empty = Nie ma żadnych wiadomości. Pojawią się po opublikowaniu grafiku.
manage-outbox-retry = Wyślij jeszcze raz
manage-column-message = wiadomość
manage-column-attempts = próby
message-duty-reminder = przypomnienie o dyżurze
message-sign-in-link = link do logowania
message-state-pending = czeka na wysłanie
message-state-sent = wysłana
message-state-dead = niewysłana
message-state-obsolete = nieaktualna
message-missed-too-late = dyżur zaczął się, zanim można było je wysłać
message-missed-no-address = ta osoba nie ma adresu e-mail
message-attempts = { $n ->
    [one] { $n } próba
    [few] { $n } próby
   *[many] { $n } prób
}

kept-mail-title = Poczta, której nie wysłano na zewnątrz
kept-mail-lead = To wersja demonstracyjna: wiadomości zostają tutaj, a linki w nich działają.
kept-mail-empty = Nie ma jeszcze żadnej wiadomości.
