//! The three notations of keys and values: YAML, TOML and lines `Key: value`.
//!
//! In: a text and where it begins in its source. Out: entries with their places in the
//! source. Each notation is one function of its own name.

mod lines;
mod toml;
mod yaml;

pub(super) use lines::lines;
pub(super) use toml::toml;
pub(super) use yaml::yaml;
