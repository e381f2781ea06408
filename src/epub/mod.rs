//! Room `epub`.
