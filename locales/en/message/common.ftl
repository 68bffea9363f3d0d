### What every message says.

mail-greeting = Hello { $name },
mail-footer = Sent automatically by dutyline, the telephone duty system.
