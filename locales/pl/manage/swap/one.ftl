manage-swap-title = Zastępstwo na dyżurze
manage-swap-holder = Dyżur ma: { $name }
manage-swap-offer = Zaproponuj dyżur innym
manage-swap-withdraw = Wycofaj ofertę
manage-swap-stand-ins = Kto może zastąpić
manage-swap-no-others = Nie ma nikogo innego, kto dyżuruje w tym wydziale.
manage-swap-give-lead = Na górze ten, kto ma wtedy czas, zna języki dyżuru, ma najmniej godzin i najdawniej był pytany. Zmiana od razu obowiązuje i jest opublikowana.
