sign-in-sent-title = Sprawdź pocztę
sign-in-sent-text = Jeśli ten adres ma u nas konto, za chwilę przyjdzie na niego wiadomość z linkiem do zalogowania.
sign-in-sent-validity = Link zadziała jeden raz i jest ważny { $n ->
    [one] { $n } minutę
    [few] { $n } minuty
   *[many] { $n } minut
}.
sign-in-sent-missing = Nic nie przyszło? Zajrzyj do spamu albo sprawdź, czy adres jest wpisany bez błędu.
sign-in-sent-again = Wpisz adres jeszcze raz
