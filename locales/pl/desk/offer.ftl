offer-title = Nie możesz być na dyżurze
offer-of = Dyżur ma: { $name }
offer-lead = Zaproponuj go innym. Nie musisz podawać powodu. Kto pierwszy się zgodzi, ten ma dyżur; do tego czasu należy on do Ciebie.
offer-everyone = Wszystkich, którzy mogą
offer-nobody-free = Nikt z zespołu nie jest wtedy wolny. Dowie się o tym od razu koordynator.
offer-free-count = { $n ->
    [one] { $n } osoba jest wtedy wolna
    [few] { $n } osoby są wtedy wolne
   *[many] { $n } osób jest wtedy wolnych
}
offer-these = Tylko wybrane osoby
offer-people = Osoby
offer-free = ma wtedy czas
offer-absent = nieobecność
offer-busy = inny dyżur
offer-mute = nie zna języka dyżuru
offer-answer-by-hint = Jeśli nikt się do tej chwili nie zgłosi, dowie się o tym koordynator. Puste: { $usual }.
offer-send = Zaproponuj dyżur
manage-field-to = Kogo zapytać
manage-field-answer-by = Do kiedy czekamy na odpowiedź
offer-title-other = Zaproponuj dyżur innym
offer-lead-other = Kto pierwszy się zgodzi, ten ma dyżur. Do tego czasu odpowiada za niego ta sama osoba co dotąd.
