//! Options of the commands, from arguments and environment.
