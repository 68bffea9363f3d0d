### Fields, columns and notices that several pages of the coordinator share.

manage-column-state = стан
manage-not-published = ще не опубліковано
manage-column-who = чергує
manage-nobody-yet = ще ніхто
manage-tag-cancelled = скасовано
manage-field-date = День
manage-field-start = Від
manage-field-end = До
manage-field-languages = Мови
manage-field-reason = Причина
manage-field-reason-all = Причина
clock-twice-start = Переведення годинників ({ $day }): час { $time } настає двічі. Чергування починається за першим разом.
clock-twice-end = Переведення годинників ({ $day }): час { $time } настає двічі. Чергування закінчується за другим разом.
clock-never-start = Переведення годинників ({ $day }): часу { $time } немає. Чергування починається одразу після переведення.
clock-never-end = Переведення годинників ({ $day }): часу { $time } немає. Чергування закінчується одразу після переведення.
manage-stale-roster = Тим часом хтось змінив графік. Нічого не перезаписано. Перевірте, що змінилося, і повторіть.
manage-stale-form = Тим часом хтось змінив ці консультації. Нічого не перезаписано; введене – у формі нижче. Збережіть ще раз, якщо воно має діяти.
manage-column-when = коли
manage-field-first-day = Перший день
manage-field-last-day = Останній день
manage-field-title = Назва
manage-events-title = Зустрічі
manage-call-late = після терміну
manage-field-unit = Установа чи відділ, що проводить консультації
manage-unit-choose = Виберіть…
manage-id-taken = За адресою цієї форми вже збережено щось інше. Нічого не перезаписано; введене у формі нижче. Збережіть ще раз.
