### Logowanie, hasło, potwierdzenie dyżuru.

sign-in-title = Zaloguj się
sign-in-lead = Dla dyżurujących i koordynatorów. Mieszkańcy nie potrzebują konta.
sign-in-email = Adres e-mail
sign-in-password = Hasło
sign-in-password-hint = Nie masz hasła? Zostaw to pole puste. Wyślemy na Twój adres link, który zaloguje Cię jeden raz.
sign-in-button = Zaloguj się

sign-in-sent-title = Sprawdź pocztę
sign-in-sent-text = Jeśli ten adres ma u nas konto, za chwilę przyjdzie na niego wiadomość z linkiem do zalogowania.
sign-in-sent-validity = Link zadziała jeden raz i jest ważny { $n ->
    [one] { $n } minutę
    [few] { $n } minuty
   *[many] { $n } minut
}.
sign-in-sent-missing = Nic nie przyszło? Zajrzyj do spamu albo sprawdź, czy adres jest wpisany bez błędu.
sign-in-sent-again = Wpisz adres jeszcze raz

sign-in-link-title = Zaloguj się na tym urządzeniu
sign-in-link-text = Link z wiadomości działa jeden raz. Loguj się tylko na własnym urządzeniu.
sign-in-link-button = Zaloguj się
sign-in-link-over-title = Ten link już nie działa
sign-in-link-over-text = Został użyty albo minął jego czas. Możesz od razu poprosić o nowy.
sign-in-link-over-button = Poproś o nowy link

password-title = Ustaw hasło
password-lead = Z hasłem zalogujesz się bez czekania na wiadomość.
password-new = Nowe hasło
password-hint = Co najmniej { $n ->
    [one] { $n } znak
    [few] { $n } znaki
   *[many] { $n } znaków
}. Dobrze działa kilka przypadkowych słów. Możesz wkleić hasło z menedżera haseł.
password-button = Zapisz hasło
password-saved-title = Hasło zapisane
password-saved-text = Na innych urządzeniach zaloguj się od nowa.
password-saved-next = Przejdź dalej

confirm-title = Potwierdź dyżur
confirm-question = Będziesz na tym dyżurze?
confirm-button = Potwierdzam, będę
confirm-cannot = Nie możesz? Od razu powiedz o tym koordynatorowi. Dopóki nikt Cię nie zastąpi, dyżur należy do Ciebie.
confirm-done-title = Dyżur potwierdzony
confirm-done-text = Dziękujemy. Koordynator już to widzi.
confirm-already-title = Ten dyżur jest już potwierdzony
confirm-already-text = Nie trzeba nic więcej robić.
confirm-changed-title = Ten dyżur się zmienił
confirm-changed-text = Przypomnienie dotyczyło dyżuru, który przesunięto, odwołano albo przekazano komuś innemu. Aktualne dyżury są na Twojej stronie.
confirm-over-title = Ten dyżur już się odbył
confirm-over-text = Nie ma czego potwierdzać.
confirm-unknown-title = Tego linku nie rozpoznajemy
confirm-unknown-text = Być może skopiowano tylko jego część. Otwórz go prosto z wiadomości albo zaloguj się i zobacz swoje dyżury.
confirm-see-duties = Zobacz moje dyżury
