### Time, counting, telephone: what many pages say.

time-today = сьогодні
time-tomorrow = завтра
time-yesterday = вчора
time-in-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дні
   *[many] через { $n } днів
}
time-days-ago = { $n ->
    [one] { $n } день тому
    [few] { $n } дні тому
   *[many] { $n } днів тому
}
time-in-hours = { $n ->
    [1] через годину
    [one] через { $n } годину
    [few] через { $n } години
   *[many] через { $n } годин
}
time-in-minutes = { $n ->
    [1] через хвилину
    [one] через { $n } хвилину
    [few] через { $n } хвилини
   *[many] через { $n } хвилин
}
time-in-a-moment = за мить
duty-phone = тел. { $phone }
phone-number = номер телефону
count-duties = { $n ->
    [one] { $n } чергування
    [few] { $n } чергування
   *[many] { $n } чергувань
}
count-numbers = { $n ->
    [one] { $n } номер
    [few] { $n } номери
   *[many] { $n } номерів
}
count-calls = { $n ->
    [one] { $n } розмова
    [few] { $n } розмови
   *[many] { $n } розмов
}
count-contributions = { $n ->
    [one] { $n } зауваження
    [few] { $n } зауваження
   *[many] { $n } зауважень
}
