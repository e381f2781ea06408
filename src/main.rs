//! The command `wwpub`.

fn main() {}
