mail-sign-in-subject = Link do logowania w dutyline
mail-sign-in-lead = Otwórz ten link, żeby się zalogować:
mail-sign-in-link = Zaloguj się
mail-sign-in-expires = { $n ->
    [one] Link działa { $n } minutę i tylko raz.
    [few] Link działa { $n } minuty i tylko raz.
   *[many] Link działa { $n } minut i tylko raz.
}
mail-sign-in-ignore = Jeśli to nie Ty prosisz o link, zignoruj tę wiadomość.
