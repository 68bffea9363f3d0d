demo-outbox-title = Poczta, której nie wysłano na zewnątrz
demo-outbox-lead = To wersja demonstracyjna: wiadomości zostają tutaj, a linki w nich działają.
demo-outbox-empty = Nie ma jeszcze żadnej wiadomości.
