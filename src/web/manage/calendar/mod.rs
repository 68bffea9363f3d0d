//! The calendar of a consultation.

pub mod days;
