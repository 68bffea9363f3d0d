### What is wrong with one field, in forms and in the API.

fault-required = Wypełnij to pole.
fault-too-long = Tekst jest za długi. Skróć go.
fault-unprintable = W tekście jest znak, którego nie da się zapisać. Usuń go.
fault-email = To nie jest adres e-mail. Wpisz go w postaci nazwa@urzad.pl.
fault-email-known = Ten adres ma już ktoś inny.
fault-email-of-account = To adres konta z większymi uprawnieniami. Zmienić go może tylko administrator.
fault-phone = To nie jest numer telefonu. Wpisz dziewięć cyfr, na przykład 12 616 5769.
fault-period-order = Koniec jest przed początkiem. Popraw jedną z dat.
fault-period-long = Konsultacje nie mogą trwać dłużej niż 400 dni.
fault-outside-period = Ten dzień jest poza terminem konsultacji.
fault-unknown = Takiej pozycji nie ma. Wybierz z listy.
fault-twice = To samo jest na liście dwa razy.
fault-too-many = Za dużo pozycji.
fault-wrong-password = Adres i hasło nie pasują do siebie.
fault-current-password = To nie jest Twoje dotychczasowe hasło.
fault-password-short = Hasło jest za krótkie. Użyj co najmniej 15 znaków, na przykład kilku słów.
fault-password-guessable = To hasło łatwo odgadnąć. Użyj kilku słów, które nie mają ze sobą związku ani z Tobą.
fault-choice = Wybierz jedną z możliwości.
fault-date = To nie jest data. Wpisz ją w postaci 2024-06-13.
fault-version = Otwórz tę stronę jeszcze raz: formularz nie mówi, z której wersji grafiku pochodzi.
fault-year = Wpisz rok od 1990 do 2200.
fault-time = To nie jest godzina. Wpisz ją w postaci 15:00.
fault-hours = To nie są godziny. Wpisz je w postaci 15.00–18.00.
fault-leads = Wpisz najwyżej pięć czasów od 1 minuty do 14 dni, na przykład 24 h, 30 min.
fault-end-is-start = Koniec jest taki sam jak początek. Popraw jedną z godzin.
fault-slug = Adres może mieć małe litery a–z, cyfry i łączniki, najwyżej 80 znaków.
fault-slug-taken = Ten adres ma już inne konsultacje. Wpisz inny.
fault-undecided = Zdecyduj: weź ten wiersz albo go pomiń.
fault-id = To nie jest identyfikator UUID.
fault-instant = To nie jest chwila w formacie RFC 3339, na przykład 2024-06-20T15:40:00+02:00.
fault-language = To nie jest kod języka ISO 639, na przykład pl.
fault-number = To nie jest liczba z dozwolonego zakresu.
fault-list = Tu trzeba podać listę.
fault-object = Tu trzeba podać obiekt.
fault-text = Tu trzeba podać tekst.
fault-unknown-field = Takiego pola nie ma. Sprawdź pisownię.

# About a call
fault-contribution-missing = Zapisz treść uwagi albo wybierz inny rodzaj rozmowy.
fault-informs-only = W tych konsultacjach przez telefon tylko informujemy. Wskaż dzwoniącemu formularz, a treść wpisz jako notatkę.
fault-text-too-long = Tekst jest za długi. Skróć go do 10 000 znaków.
fault-too-many-contributions = Za dużo uwag w jednej rozmowie. Najwięcej może ich być 50.
fault-in-future = Rozmowa nie może zacząć się w przyszłości. Popraw godzinę.
fault-impossible-year = Rozmowa nie mogła się zacząć w takim roku. Popraw datę.
fault-unknown-topic = Takiego tematu nie ma w tych konsultacjach. Wybierz temat z listy.
fault-too-many-topics = Za dużo tematów jednej rozmowy. Może być najwyżej 50.
fault-kind-missing = Wybierz rodzaj rozmowy.
fault-started-bad = Wpisz godzinę w postaci 15:42.
fault-id-taken = Pod tym identyfikatorem jest już coś innego.
fault-staff-unknown = Takiej osoby nie ma wśród dyżurujących tego wydziału.
fault-slot-published = Ten dyżur widzieli już mieszkańcy. Można go tylko odwołać.
fault-taken = Ten numer albo ta osoba ma w tym czasie inny dyżur.

# About the roster's sheet
fault-staff-twice = Tak nazywa się więcej niż jedna osoba. Wybierz właściwą w grafiku na stronie.
fault-language-name = Nie ma takiego języka. Wpisz nazwę, na przykład ukraiński, albo kod, na przykład uk.
fault-mode-name = Wpisz: telefonicznie, na miejscu albo telefonicznie i na miejscu.
fault-state-name = Wpisz: zaplanowany albo odwołany.
fault-reason-of-planned = Powód podaje się tylko przy odwołanym dyżurze. Usuń go albo zmień stan na: odwołany.
fault-formula = W tej komórce jest formuła. Wstaw zamiast niej samą wartość.
fault-column-missing = Brakuje tej kolumny. Pobierz arkusz jeszcze raz i nie usuwaj z niego kolumn.
fault-sheet-unknown = To nie jest arkusz grafiku pobrany z tej strony. Pobierz arkusz i nanieś zmiany na nim.
fault-sheet-elsewhere = To jest arkusz innych konsultacji.
fault-sheet-long = Arkusz jest za duży. Może mieć najwyżej 10 000 wierszy.
fault-file-missing = Wybierz plik.
