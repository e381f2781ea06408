//! The one test program: a module for each room.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails, as it should")]

mod cli;
#[cfg(feature = "epub")]
mod epub;
mod impose;
mod input;
mod layout;
mod narrow;
mod papers;
mod pdf;
mod picture;
#[cfg(feature = "epub")]
mod preflight;
mod press_profile;
mod proof;
mod style;
mod styles;
mod tables;
mod typogrify;
mod walls;
