### Questions and warnings about an announcement that was read. src/announcement keeps the codes.

question-year_missing = Nie podano roku. Z którego roku jest ta data?
question-day_missing = Brakuje numeru dnia. Którego dnia jest ten dyżur?
question-days_missing = Ogłoszenie zapowiada dyżury, ale nie podaje dni. Kiedy się odbywają?
question-date_impossible = Takiej daty nie ma w kalendarzu. Jaka powinna być?
question-hours_missing = Brakuje godzin. Od której do której trwa ten dyżur?
question-hours_unclear = Godziny można odczytać na dwa sposoby. Od której do której trwa ten dyżur?
question-number_missing = Brakuje numeru telefonu. Pod jaki numer dzwonić?
question-number_digits = W numerze jest za dużo albo za mało cyfr. Jaki jest poprawny?
question-number_short = Numer jest skrócony i nie wiadomo, jak go uzupełnić. Jaki jest cały?
question-weekday_contradicts = Dzień tygodnia nie zgadza się z datą. Co jest prawdą: dzień czy data?
question-mode_unclear = Nie wiadomo, czy ten dyżur jest telefoniczny. Czy można na niego zadzwonić?
question-period_missing = Nie podano, od kiedy do kiedy powtarzają się te dni. Jaki to okres?
question-weeks_unclear = Ten dzień powtarza się nie w każdym tygodniu. Którego dnia jest pierwszy dyżur?
question-overlap = Ten numer ma w tym samym czasie dwa dyżury. Który jest właściwy?
question-too_many = Dyżurów jest więcej, niż da się wczytać naraz. Podziel ogłoszenie na części.
warning-weekday_mismatch = Dzień tygodnia nie zgadza się z datą.
warning-outside_period = Ten dzień wypada poza terminem konsultacji.
warning-day_off = Ten dzień jest wolny od pracy.
warning-duplicate_row = Ten dyżur jest w ogłoszeniu dwa razy. Wczytano go raz.
warning-in_person = To dyżur na miejscu, nie przy telefonie. Pominięto go.
