//! Text ⇄ roster: read an announcement, write the office's table.
