sign-in-title = Zaloguj się
sign-in-lead = Dla dyżurujących i koordynatorów. Mieszkańcy nie potrzebują konta.
sign-in-email = Adres e-mail
sign-in-password = Hasło
sign-in-password-hint = Nie masz hasła? Zostaw to pole puste. Wyślemy na Twój adres link, który zaloguje Cię jeden raz.
sign-in-button = Zaloguj się
sign-in-after-form = Sesja wygasła, zanim dotarł formularz, więc nic z niego nie zapisano. Zaloguj się, a wrócisz do strony z tym formularzem.
