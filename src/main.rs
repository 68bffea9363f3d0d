//! Arguments → one command.

fn main() {}
