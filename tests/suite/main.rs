//! The one test program: a module for each room.

mod typogrify;
