### The roster as a grid of days and extensions or people.

manage-views = Вигляд графіка
manage-view-list = Список
manage-view-extensions = Дні й номери
manage-view-people = Дні й люди
manage-grid-week-before = попередній тиждень
manage-grid-week-after = наступний тиждень
manage-grid-find = Знайти
manage-grid-find-extensions = Номер
manage-grid-find-people = Людина
manage-grid-none-found = Такого рядка немає. Введіть частину прізвища або номера.
manage-grid-empty = У графіку ще немає жодного чергування.
manage-grid-keys = Стрілки переводять між клітинками. У клітинці з чергуванням досить почати вводити прізвище.
manage-grid-narrow = На вузькому екрані зручніший список.
manage-grid-no-phone = без номера
manage-grid-busy = чергування в іншій консультації
manage-grid-lines = { $first }–{ $last } із { $n }
manage-grid-lines-before = попередні рядки
manage-grid-lines-after = наступні рядки
