//! Words, plurals, dates and numbers in three languages.
