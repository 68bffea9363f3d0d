//! The channels, against servers of our own.

mod email;
