### All duties of the offices one works for.

manage-agenda-title = Усі чергування
manage-agenda-link = Усі чергування
manage-agenda-lead = Чергування з чернеток усіх консультацій, день за днем. Видно, коли той самий номер або та сама людина потрібні у двох місцях одночасно.
manage-agenda-before = раніше
manage-agenda-after = пізніше
manage-agenda-none = У ці дні немає жодного чергування.
manage-agenda-clashing = { $n ->
    [one] { $n } чергування збігається з іншим. Воно є нижче.
    [few] { $n } чергування збігаються з іншими. Вони є нижче.
   *[many] { $n } чергувань збігаються з іншими. Вони є нижче.
}
manage-agenda-clash = збіг
manage-agenda-clash-drafted = { $shared }: у цей час також чергування { $hours }, «{ $title }».
manage-agenda-clash-published = { $shared }: у цей час опубліковане чергування в «{ $title }». Воно зникне, коли опублікують ту чернетку.
manage-agenda-clash-elsewhere = { $shared }: у цей час зайнято в іншому відділі.
manage-agenda-busy = зайнято в іншому відділі
