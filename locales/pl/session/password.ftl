password-title = Ustaw hasło
password-lead = Z hasłem zalogujesz się bez czekania na wiadomość.
password-current = Dotychczasowe hasło
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
