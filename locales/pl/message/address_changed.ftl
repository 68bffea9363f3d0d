mail-address-changed-subject = Zmieniono adres Twojego konta w dutyline
mail-address-changed-lead = Koordynator zmienił adres e-mail Twojego konta. Przypomnienia i linki do logowania nie będą już przychodzić na ten adres.
mail-address-changed-mistake = Jeśli to pomyłka, zgłoś ją osobie, która prowadzi dyżury w Twoim urzędzie.
