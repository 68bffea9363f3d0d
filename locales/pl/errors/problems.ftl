### Errors by their code: `problem-…` for programs, `error-…` for everybody; and what became of what somebody sent.

problem-unauthenticated = Podaj token: Authorization: Bearer …
problem-bad-token = Ten token jest nieznany albo unieważniony.
problem-denied = Ta rola nie ma prawa do tej czynności.
error-cross-site-text = To żądanie przyszło z innej strony i zostało odrzucone. Otwórz formularz tutaj i wyślij go jeszcze raz.
problem-not-found = Tu nic nie ma.
problem-method = Ten adres nie obsługuje tej metody.
error-too-slow-text = Dane przychodziły zbyt długo. Spróbuj jeszcze raz.
error-media-type-text = Danych tego typu tu się nie przyjmuje.
problem-invalid = Popraw pola wymienione w errors.
problem-call-differs = Pod tym identyfikatorem zapisano już rozmowę o innej treści. Zachowano obie treści; nadaj nowej rozmowie nowy identyfikator.
problem-nothing-missing = Niczego nie brakuje: wszystkie wymagane godziny mają dyżur.
problem-nothing-to-undo = Nie ma czego cofnąć.
problem-nothing-to-redo = Nie ma czego przywrócić.
problem-nothing-shared = Nie ma czego przydzielić: nikt nie miałby innego dyżuru niż teraz.
problem-not-json = Treść nie jest poprawnym JSON-em: błąd w wierszu { $line }, kolumnie { $column }.
problem-not-an-object = Treść musi być obiektem JSON.
error-duplicate-text = Ktoś zapisał to samo w tej chwili. Otwórz stronę jeszcze raz i sprawdź, co już jest.
sent-unavailable = Nie udało się tego teraz zapisać i nic nie zostało zmienione. Twoje dane nie przepadły: odśwież tę stronę za chwilę, aby wysłać je jeszcze raz.
sent-too-long = Trwało to za długo i nie wiemy, czy zostało zapisane. Sprawdź to; jeśli nie, odśwież tę stronę, aby wysłać dane jeszcze raz.
sent-full = Nie udało się tego zapisać i nic nie zostało zmienione. Powiedz o tym administratorowi; zostaw tę stronę otwartą i potem ją odśwież, aby wysłać dane jeszcze raz.
