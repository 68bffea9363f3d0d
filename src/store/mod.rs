//! The tables, on SQLite and PostgreSQL; nothing else knows SQL.
