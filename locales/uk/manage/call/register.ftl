manage-register-title = Реєстр розмов
manage-register-kind = Вид розмови
manage-register-all-kinds = усі
manage-register-show = Показати
manage-register-empty = Таких розмов ще немає.
manage-register-older = Давніші розмови
manage-column-kind = вид
manage-column-contributions = зауваження
