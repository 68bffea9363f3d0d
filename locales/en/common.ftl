### Time, counting, telephone: what many pages say.

time-today = today
time-tomorrow = tomorrow
time-yesterday = yesterday
time-in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
time-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
time-in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
time-in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
time-in-a-moment = in a moment
duty-phone = tel. { $phone }
phone-number = telephone number
count-duties = { $n ->
    [one] { $n } duty
   *[other] { $n } duties
}
count-numbers = { $n ->
    [one] { $n } number
   *[other] { $n } numbers
}
count-calls = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
count-contributions = { $n ->
    [one] { $n } contribution
   *[other] { $n } contributions
}
