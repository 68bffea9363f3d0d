manage-call-note = Notatka wewnętrzna
manage-call-logged = Zapisano: { $when }
manage-call-others = Co jeszcze przyszło pod tym samym numerem
manage-call-others-lead = Ten sam formularz wysłano ponownie z inną treścią. Nic nie zostało nadpisane; to także zachowano.
