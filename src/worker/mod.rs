//! The background loop: sends what is due.
