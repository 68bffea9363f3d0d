kept-mail-title = Poczta, której nie wysłano na zewnątrz
kept-mail-lead = To wersja demonstracyjna: wiadomości zostają tutaj, a linki w nich działają.
kept-mail-empty = Nie ma jeszcze żadnej wiadomości.
