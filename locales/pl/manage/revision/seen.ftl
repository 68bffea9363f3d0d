manage-seen-label = Uwaga dla koordynatora
manage-seen-draft = To szkic. Nie jest opublikowany i mieszkańcy go nie widzą; tak wyglądałaby ich strona teraz.
manage-seen-revision = Tak mieszkańcy widzieli wersję { $number } w chwili publikacji: { $moment }.
manage-seen-restore = Przywróć jako szkic
manage-restore-taken = Nie można jej przywrócić: któryś numer albo któraś osoba ma teraz w tym czasie inny dyżur.
manage-restore-staff = Nie można jej przywrócić: ktoś z tych osób nie pełni już dyżurów w tym wydziale.
manage-done-restored = Szkic jest znowu taki jak opublikowana wersja. Można to cofnąć.
