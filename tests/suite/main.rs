//! The one test program: a module for each room.

mod cli;
mod layout;
mod papers;
mod style;
mod styles;
mod typogrify;
mod walls;
