//! Writers over plain data: calendars.
