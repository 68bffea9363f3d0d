### Listy do dyżurujących.

mail-greeting = Dzień dobry, { $name },
mail-footer = Wiadomość wysłał automatycznie system dyżurów telefonicznych dutyline.

mail-reminder-subject = Dyżur telefoniczny { $when }, { $day }, { $hours }
mail-reminder-lead = Przypominamy o dyżurze telefonicznym { $until }.
mail-reminder-confirm = Jeśli będziesz, potwierdź to tutaj (bez logowania):
mail-reminder-confirm-link = Potwierdź, że będziesz
mail-reminder-cannot = Jeśli nie możesz, od razu powiedz o tym koordynatorowi. Dopóki nikt Cię nie zastąpi, dyżur należy do Ciebie.
mail-fact-consultation = Konsultacje
mail-fact-day = Dzień
mail-fact-hours = Godziny
mail-fact-phone = Telefon
mail-fact-languages = Języki

mail-sign-in-subject = Link do logowania w dutyline
mail-sign-in-lead = Otwórz ten link, żeby się zalogować:
mail-sign-in-link = Zaloguj się
mail-sign-in-expires = { $n ->
    [one] Link działa { $n } minutę i tylko raz.
    [few] Link działa { $n } minuty i tylko raz.
   *[many] Link działa { $n } minut i tylko raz.
}
mail-sign-in-ignore = Jeśli to nie Ty prosisz o link, zignoruj tę wiadomość.
