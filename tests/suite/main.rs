//! The one test program: a module for each room.

mod cli;
mod input;
mod layout;
mod papers;
mod pdf;
mod picture;
mod proof;
mod style;
mod styles;
mod typogrify;
mod walls;
