manage-verdicts-title = Rozstrzygnięcia
manage-verdicts-lead = Z tych rozstrzygnięć wybiera się stanowisko do uwagi. Rozstrzygnięcie bez nazwy po polsku znika; takie, które ma już jakieś stanowisko, musi zostać.
manage-verdicts-row = Rozstrzygnięcie { $number }
manage-verdicts-label = Nazwa ({ $language })
manage-field-verdicts = Rozstrzygnięcia
manage-done-verdicts-saved = Rozstrzygnięcia zapisano.
