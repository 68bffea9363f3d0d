### What every message says.

mail-greeting = Dzień dobry, { $name },
mail-footer = Wiadomość wysłał automatycznie system dyżurów telefonicznych dutyline.
