//! The subcommands as they are typed.

mod serve;
