### The menu of a consultation.

manage-nav-roster = Графік
manage-nav-register = Розмови
manage-nav-table = Файли
manage-nav-swaps = Заміни
manage-nav-settings = Налаштування
manage-nav-contributions = Зауваження
