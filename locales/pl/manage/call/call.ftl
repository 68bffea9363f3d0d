manage-call-note = Notatka wewnętrzna
manage-call-logged = Zapisano: { $when }
manage-call-others = Inna treść tej samej rozmowy
manage-call-others-lead = Pod tym samym numerem rozmowy nadeszła inna treść. Zachowano obie.
