### What every message says.

mail-greeting = Доброго дня, { $name },
mail-footer = Повідомлення автоматично надіслала система телефонних чергувань dutyline.
