mail-prevented-subject = The roster was not published: { $title }
mail-prevented-lead = The publication of the roster “{ $title }” planned for { $moment } did not take place. Residents still see the revision before.
mail-prevented-next = Here you see what would change, and can publish the roster or plan it anew:
