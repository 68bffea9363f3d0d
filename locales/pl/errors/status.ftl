### Error pages: what happened and what can be done.

error-400-title = Nie rozumiemy tego zapytania
error-400-text = Wróć do poprzedniej strony i spróbuj jeszcze raz.
error-401-title = Zaloguj się
error-401-text = Ta strona jest dla dyżurujących i koordynatorów.
error-403-title = Nie masz dostępu do tej strony
error-403-text = Twoje konto nie ma do niej uprawnień. Jeśli powinno je mieć, poproś koordynatora.
error-404-title = Nie ma takiej strony
error-404-text = Adres jest niepełny albo strona została usunięta. Wszystkie konsultacje są na liście.
error-409-title = Ktoś zmienił to przed Tobą
error-409-text = Otwórz stronę jeszcze raz, zobacz zmianę i powtórz swoją. Nic nie zostało nadpisane.
error-413-title = To za duży plik
error-413-text = Wyślij mniejszy plik albo wklej samą tabelę dyżurów.
error-422-title = Popraw dane
error-422-text = Nie udało się tego zapisać. Wróć do formularza i sprawdź pola.
error-429-title = Za dużo prób
error-429-text = Odczekaj kilka minut i spróbuj jeszcze raz.
error-500-title = Błąd po naszej stronie
error-500-text = Nie udało się tego zrobić. Błąd został zapisany. Spróbuj za chwilę; jeśli się powtórzy, podaj administratorowi numer zgłoszenia.
error-503-title = Strona jest chwilowo niedostępna
error-503-text = Trwają prace albo serwer jest przeciążony. Spróbuj za kilka minut.
error-507-title = Na serwerze brakuje miejsca
error-507-text = Powiedz o tym administratorowi. Nic nie zostało zmienione.
error-request-id = Numer zgłoszenia: { $id }
error-to-list = Zobacz wszystkie konsultacje
error-to-sign-in = Zaloguj się
