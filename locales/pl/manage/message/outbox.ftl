manage-done-requeued = Wiadomość zostanie wysłana jeszcze raz.
manage-outbox-title = Poczta wychodząca
manage-outbox-lead = Najpierw to, czego nie udało się wysłać, potem to, co czeka – najbliższe na górze, na końcu wysłane.
manage-outbox-empty = Nie ma żadnych wiadomości. Pojawią się po opublikowaniu grafiku.
manage-outbox-retry = Wyślij jeszcze raz
manage-outbox-unknown = adres, którego nikt tu nie ma
manage-column-person = dla kogo
manage-column-message = wiadomość
manage-column-attempts = próby
message-duty-reminder = przypomnienie o dyżurze
message-sign-in-link = link do logowania
message-address-changed = zmiana adresu konta
message-swap = zamiana dyżuru
message-state-pending = czeka na wysłanie
message-state-sent = wysłana
message-state-dead = niewysłana
message-state-obsolete = nieaktualna
message-missed-too-late = dyżur zaczął się, zanim można było je wysłać
message-missed-no-address = ta osoba nie ma adresu e-mail
message-attempts = { $n ->
    [one] { $n } próba
    [few] { $n } próby
   *[many] { $n } prób
}
message-publication-prevented = planowana publikacja się nie odbyła
