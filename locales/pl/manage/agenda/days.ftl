### All duties of the offices one works for.

manage-agenda-title = Wszystkie dyżury
manage-agenda-link = Wszystkie dyżury
manage-agenda-lead = Dyżury ze szkiców wszystkich konsultacji, dzień po dniu. Widać, gdy ten sam numer albo ta sama osoba jest potrzebna w dwóch miejscach naraz.
manage-agenda-before = wcześniej
manage-agenda-after = później
manage-agenda-none = W tych dniach nie ma żadnego dyżuru.
manage-agenda-clashing = { $n ->
    [one] { $n } dyżur koliduje z innym. Znajdziesz go poniżej.
    [few] { $n } dyżury kolidują z innymi. Znajdziesz je poniżej.
   *[many] { $n } dyżurów koliduje z innymi. Znajdziesz je poniżej.
}
manage-agenda-clash = kolizja
manage-agenda-clash-drafted = { $shared }: w tym czasie także dyżur { $hours }, „{ $title }”.
manage-agenda-clash-published = { $shared }: w tym czasie dyżur opublikowany w „{ $title }”. Zniknie, gdy tamten szkic zostanie opublikowany.
manage-agenda-clash-elsewhere = { $shared }: w tym czasie zajęte w innym wydziale.
manage-agenda-busy = zajęte w innym wydziale
