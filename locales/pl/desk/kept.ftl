call-kept-unauthenticated = Sesja wygasła, zanim dotarła ta rozmowa, więc jeszcze jej nie zapisano. Jej treść jest tutaj. Zaloguj się w nowej karcie, wróć do tej i zapisz rozmowę jeszcze raz.
call-kept-unavailable = Tej rozmowy nie udało się teraz zapisać. Jej treść jest tutaj; zapisz ją jeszcze raz za chwilę.
call-kept-too-long = Trwało to za długo i nie wiemy, czy rozmowę zapisano. Jej treść jest tutaj. Zapisz ją jeszcze raz: jeśli już jest w rejestrze, nic nie zapisze się podwójnie.
call-kept-full = Na serwerze brakuje miejsca, więc tej rozmowy nie zapisano. Jej treść jest tutaj. Powiedz o tym administratorowi, nie zamykaj tej strony i zapisz rozmowę jeszcze raz, gdy miejsce się znajdzie.
call-kept-too-many = W ostatniej minucie z Twojego konta przyszło zbyt wiele żądań, dlatego tej rozmowy nie zapisano. Jej treść jest tutaj; zapisz ją ponownie za minutę.
call-kept-sign-in = Zaloguj się (nowa karta)
call-kept-again = Zapisz jeszcze raz
