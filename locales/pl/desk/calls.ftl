my-calls-title = Moje rozmowy
my-calls-empty = Nie masz jeszcze zapisanych rozmów.
my-calls-older = Starsze rozmowy
my-calls-newest = Wróć do najnowszych
my-calls-number = nr { $numbers }
