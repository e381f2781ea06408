//! The one test program: a module for each room.

mod picture;
mod proof;
