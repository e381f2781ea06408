//! The command as a user meets it: files in, files out, codes, places, exit codes.

mod bad;
mod draft;
mod faces;
mod linked;
mod out;
mod scratch;
mod words;
