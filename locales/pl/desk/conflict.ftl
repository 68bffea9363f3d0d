conflict-title = Ta rozmowa jest już zapisana z inną treścią
conflict-text = Formularz wysłano dwa razy, za każdym razem z inną treścią. Nic nie zostało nadpisane. Obie treści są zachowane.
conflict-saved = Zapisane wcześniej
conflict-new = Wysłane teraz
conflict-keep-both = Zapisz drugą treść jako nową rozmowę
conflict-keep-first = Zostaw zapisaną wcześniej
