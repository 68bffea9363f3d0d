manage-call-note = Внутрішня нотатка
manage-call-logged = Записано: { $when }
manage-call-others = Інший текст тієї самої розмови
manage-call-others-lead = Під тим самим номером розмови надійшов інший текст. Обидва збережено.
