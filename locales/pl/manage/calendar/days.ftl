manage-done-day-saved = Dzień zapisano.
manage-done-days-exempt = Ustalono dni bez dyżuru.
manage-field-reason-hint = Zobaczą go mieszkańcy; zostanie w dokumentacji.
manage-days-title = Dni bez dyżuru
manage-days-lead = W weekendy, święta i dni spotkań dyżur nie jest potrzebny. Tu możesz ustalić inny dzień bez dyżuru i podać powód.
manage-exempt-one = Ustal dzień bez dyżuru
manage-exempt-all-title = { $n ->
    [one] Dyżuru brakuje w { $n } dniu
   *[many] Dyżuru brakuje w { $n } dniach
}
manage-exempt-all = { $n ->
    [one] Ustal { $n } dzień bez dyżuru
    [few] Ustal { $n } dni bez dyżuru
   *[many] Ustal { $n } dni bez dyżuru
}
manage-rules-title = Wyjątki
manage-rule-clear = Usuń wyjątek
manage-day-hours = wymagane godziny: { $hours }
