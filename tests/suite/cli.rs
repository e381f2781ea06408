//! The command as a user meets it: files in, files out, codes, places, exit codes.

#[cfg(feature = "pdf")]
mod adverts;
mod bad;
mod draft;
mod faces;
mod linked;
mod out;
mod scratch;
mod words;
