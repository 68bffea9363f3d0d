call-choose-consultation = Której konsultacji dotyczy rozmowa?
call-no-consultation = Nie ma konsultacji, w których można zapisać rozmowę.
