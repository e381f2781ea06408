//! Room `typogrify`.
