### Biurko dyżurującego.

desk-title = Mój dyżur
desk-running = Twój dyżur trwa – do { $time }
desk-log-call = Zapisz rozmowę
desk-log-other = Zapisz rozmowę
desk-log-other-hint = Rozmowę spoza dyżuru też można zapisać.
desk-nobody = Teraz nie masz dyżuru
desk-next-line = Następny: { $when }
desk-today = Dzisiaj zapisano: { $calls }
desk-duties = Moje następne dyżury
desk-duties-empty = Nie masz dalszych dyżurów. Gdy koordynator opublikuje grafik z Twoim dyżurem, zobaczysz go tutaj i dostaniesz przypomnienie pocztą.
desk-not-staff = To konto nie jest połączone z żadną osobą dyżurującą, dlatego nie ma tu dyżurów. Połączyć je może koordynator na stronie zespołu.
desk-confirmed = potwierdzony
desk-waiting = niepotwierdzony
desk-waiting-hint = Dyżur potwierdzisz linkiem z przypomnienia.
desk-my-calls = Moje rozmowy

call-title = Rozmowa
call-line = { $numbers } · do { $time }
call-since = od { $time }
call-timer = czas rozmowy
call-kind = Rodzaj rozmowy
call-quick = Zapisz od razu
call-topics = Temat
call-topics-hint = Możesz zaznaczyć kilka.
call-contribution = Treść uwagi lub wniosku
call-contribution-n = Treść uwagi lub wniosku { $n }
call-contribution-hint = Słowami rozmówcy. Każdą sprawę wpisz osobno, bez nazwisk i numerów telefonu.
call-contribution-more = Dodaj kolejną uwagę
call-informs = W tych konsultacjach przez telefon tylko informujemy. Kto chce zgłosić uwagę, wypełnia formularz.
call-confirm-note = Powiedz rozmówcy, że uwagę trzeba jeszcze potwierdzić na piśmie.
call-more = Więcej: wynik, język, notatka, godzina
call-outcome = Wynik
call-language = Język rozmowy
call-language-none = nie podano
call-note = Notatka wewnętrzna
call-note-hint = Tylko dla zespołu. Bez danych osobowych, także o zdrowiu, pochodzeniu i wyznaniu.
call-started = Początek rozmowy
call-started-hint = Na przykład 15:42.
call-save-new = Zapisz i zacznij nową
call-save = Zapisz
call-choose-consultation = Której konsultacji dotyczy rozmowa?
call-no-consultation = Nie ma konsultacji, w których można zapisać rozmowę.
call-kind-missing = Wybierz rodzaj rozmowy.
call-started-bad = Wpisz godzinę w postaci 15:42.
call-form-broken = Formularz dotarł niekompletny. Otwórz go jeszcze raz.

saved-title = Rozmowa zapisana
saved-notice = Zapisano poprzednią rozmowę.
saved-number = { $n ->
    [one] Numer uwagi: { $numbers }
   *[many] Numery uwag: { $numbers }
}
saved-next = Następna rozmowa
saved-show = Zobacz ją

view-title = Rozmowa, { $when }
view-kind = rodzaj
view-outcome = wynik
view-topics = temat
view-language = język
view-started = początek
view-note = notatka
view-late = po zakończeniu konsultacji
view-contribution = Uwaga nr { $n }
view-no-contributions = W tej rozmowie nie zgłoszono uwag.

conflict-title = Ta rozmowa jest już zapisana z inną treścią
conflict-text = Formularz wysłano dwa razy, za każdym razem z inną treścią. Nic nie zostało nadpisane. Obie treści są zachowane.
conflict-saved = Zapisane wcześniej
conflict-new = Wysłane teraz
conflict-keep-both = Zapisz drugą treść jako nową rozmowę
conflict-keep-first = Zostaw zapisaną wcześniej

my-calls-title = Moje rozmowy
my-calls-empty = Nie masz jeszcze zapisanych rozmów.
my-calls-older = Starsze rozmowy
my-calls-newest = Wróć do najnowszych
my-calls-number = nr { $numbers }
