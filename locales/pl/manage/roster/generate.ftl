manage-generate-title = Dyżury z wymaganych godzin
manage-generate-link = Utwórz dyżury…
manage-generate-lead = Program utworzy dyżury na godziny, w których nikogo jeszcze nie ma. Pominie weekendy, święta i dni ze spotkaniem zamiast dyżuru.
manage-generate-phones = Numery telefonów
manage-generate-phones-hint = Każdy w osobnym wierszu.
manage-generate-numbers = Który numer odbiera
manage-generate-in_turn = jeden na dyżur, po kolei
manage-generate-all = wszystkie na każdym dyżurze
manage-field-longest = Najdłuższy dyżur, w minutach
manage-generate-longest-hint = Dłuższe godziny podzieli na kilka dyżurów. Puste: bez podziału.
manage-generate-like = Albo skopiuj dyżury z innych konsultacji
manage-generate-like-none = nie kopiuj
manage-generate-show = Pokaż, co powstanie
manage-generate-nothing = Niczego nie brakuje: w każdej wymaganej godzinie jest dyżur.
manage-generate-missing = { $n ->
    [one] Powstanie { $n } dyżur
    [few] Powstaną { $n } dyżury
   *[many] Powstanie { $n } dyżurów
}
manage-generate-add = { $n ->
    [one] Utwórz { $n } dyżur
    [few] Utwórz { $n } dyżury
   *[many] Utwórz { $n } dyżurów
}
manage-generate-more = { $n ->
    [one] …i jeszcze { $n }
   *[many] …i jeszcze { $n }
}
manage-generate-stale = W międzyczasie ktoś zmienił szkic. Niczego nie utworzono. Poniżej jest to, czego brakuje teraz.
manage-generate-taken = Któryś z tych numerów ma w tym czasie inny dyżur. Niczego nie utworzono. Podaj inny numer.
manage-done-slots-generated = Dyżury utworzono. Teraz można je przydzielić.
