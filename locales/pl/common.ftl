### Time, counting, telephone: what many pages say.

time-today = dziś
time-tomorrow = jutro
time-yesterday = wczoraj
time-in-days = { $n ->
    [one] za { $n } dzień
    [few] za { $n } dni
   *[many] za { $n } dni
}
time-days-ago = { $n ->
    [one] { $n } dzień temu
    [few] { $n } dni temu
   *[many] { $n } dni temu
}
time-in-hours = { $n ->
    [1] za godzinę
    [one] za { $n } godzinę
    [few] za { $n } godziny
   *[many] za { $n } godzin
}
time-in-minutes = { $n ->
    [1] za minutę
    [one] za { $n } minutę
    [few] za { $n } minuty
   *[many] za { $n } minut
}
time-in-a-moment = za chwilę
duty-phone = tel. { $phone }
phone-number = numer telefonu
count-duties = { $n ->
    [one] { $n } dyżur
    [few] { $n } dyżury
   *[many] { $n } dyżurów
}
count-numbers = { $n ->
    [one] { $n } numer
    [few] { $n } numery
   *[many] { $n } numerów
}
count-calls = { $n ->
    [one] { $n } rozmowa
    [few] { $n } rozmowy
   *[many] { $n } rozmów
}
count-contributions = { $n ->
    [one] { $n } uwaga
    [few] { $n } uwagi
   *[many] { $n } uwag
}
