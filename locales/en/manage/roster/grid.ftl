### The roster as a grid of days and extensions or people.

manage-views = View of the roster
manage-view-list = List
manage-view-extensions = Days and numbers
manage-view-people = Days and people
manage-grid-week-before = previous week
manage-grid-week-after = next week
manage-grid-find = Find
manage-grid-find-extensions = Number
manage-grid-find-people = Person
manage-grid-none-found = There is no such line. Type part of a name or number.
manage-grid-empty = There is no duty in the roster yet.
manage-grid-keys = Arrow keys lead from cell to cell. In a cell with a duty, just start typing a name.
manage-grid-narrow = On a narrow screen the list is more convenient.
manage-grid-no-phone = no number
manage-grid-busy = duty in another consultation
manage-grid-lines = { $first }–{ $last } of { $n }
manage-grid-lines-before = previous lines
manage-grid-lines-after = next lines
