//! wwpub turns a folder of articles into the issue: an EPUB and an accessible PDF.
//!
//! This page is the architecture. Where it and the code differ, one of them is a bug.
//!
//! # The way of an issue
//!
//! ```text
//!  *.txt *.md *.toml     styles/*.toml        fonts/*      media/*
//!      │ bytes                │ text             │ bytes      │ bytes     read by pipeline
//!  input::decode              │                  │            │
//!      │ Source               │                  │            │
//!  input::read            style::load        Face::load   Pictures::load  from here on
//!      │ Draft                │ Style            │ FontSet    │ Pictures  every stage
//!  input::collate             │                  │            │           is pure: the
//!      │ Issue                │                  │            │           same out of
//!  typogrify::issue ◀─────────┤                  │            │           the same in
//!      │ Issue                │                  │            │
//!  model::number              │                  │            │
//!      │ Issue ───────────────┴──────────────────┴────────────┤
//!      ├──────────────────────────────┐                       │
//!  layout::issue                  epub::package ◀─────────────┘
//!      │ PagedDocument                │ Package
//!      ├── impose::saddle_stitch      │  (pages to the sheets of the booklet)
//!      ├── PageMap ─────────────────▶ │  (printed page numbers)
//!      ├── proof::cover ────────────▶ │  (the front page as a picture)
//!  pdf::write, press, booklet     epub::pack, seal
//!      │ bytes                        │ bytes
//!     .pdf                          .epub                                 written by pipeline
//! ```
//!
//! All editions are made from one [`Issue`](model::Issue), which is meaning without
//! sizes or places, and one [`Style`](style::Style). Only print has a layout; the EPUB
//! learns from it which word begins which page ([`PageMap`](model::PageMap)) and leaves
//! lines and pages to the reader. Of one layout there are three PDFs: for the screen with
//! tags and links, for the press in the inks of its profile
//! ([`Inks`](picture::Inks)), and the booklet on folded sheets. The exporters translate and decide nothing: where
//! something stands is in [`PagedDocument`](layout::PagedDocument), what a file of the
//! EPUB says is in its package. There is no trait for backends: their inputs differ, and
//! two functions say it better.
//!
//! # The rooms
//!
//! A room imports from the rows below its own, never its neighbours; `tests/suite/walls.rs`
//! reads every path and fails where one goes through a wall. `preflight` stands above the
//! exporters because it looks at the files they have finished.
//!
//! ```text
//!  cli
//!  pipeline
//!  preflight
//!  input   typogrify   epub   pdf   proof      epub never imports layout
//!  impose                                      pdf never imports style
//!  layout
//!  font   picture
//!  style
//!  model
//!  unit   diag
//! ```
//!
//! | room | in one sentence |
//! |---|---|
//! | [`unit`](mod@unit) | lengths that cannot be confused, and ink |
//! | [`diag`] | what we tell the author: code, severity, place, message, hints |
//! | [`model`] | the paper as meaning: issue, section, article, block, inline; walking, JSON, the house's own words |
//! | [`style`] | style sheets to one resolved [`Style`](style::Style), with every error and its place |
//! | [`font`] | faces, what they cover, what may be done with them, and shaping |
//! | [`picture`] | pictures: the one decoder, scaler and encoder; the inks of a press |
//! | [`layout`] | the issue to tagged pages, a file for each step |
//! | [`impose`] | how many pages there are to printer's sheets: which page stands where, which way up |
//! | [`input`] | files of articles and manifests to the issue; no word is lost on the way |
//! | [`typogrify`] | quotes, dashes, spaces and numbers by language; letters never change |
//! | [`proof`] | pages as pictures: covers, previews, tests |
//! | `epub` | the issue to an EPUB (feature `epub`) |
//! | `pdf` | the pages to PDFs: accessible and archival, for the press, imposed (feature `pdf`) |
//! | [`preflight`] | rules for content and for finished files, each with a code |
//! | [`pipeline`] | the stages in order: the only room that knows all rooms and touches the disk |
//! | [`cli`] | words of the user to a [`Request`](pipeline::Request), findings to the terminal |
//!
//! Crates from outside have a room too: `clap` is named in `cli` only, `pulldown-cmark`
//! in `input`, `toml` in `style` and `input`, `epub-builder`, `zip` and `quick-xml` in
//! `epub`, `printpdf` in `pdf`, `lopdf` in `pdf` and `picture`, `tiny-skia` in `proof`,
//! `image`, `moxcms` and `resvg` in `picture`. `std::fs` is named in `pipeline` only; no
//! room asks the clock or a random source, so that the same input gives the same bytes on
//! every machine and with any number of threads.
//!
//! # Right and wrong
//!
//! Whatever an author can cause is a [`Diagnostic`](diag::Diagnostic) with a permanent
//! code and a place; whatever only we can cause is a panic with the reason. Stages return
//! what they could make beside what they found, so that one run tells everything that is
//! wrong. [`pipeline::Tolerance`] says what stops a run: `--draft` passes over errors of
//! content, which the editions show as placeholders, and then claims no standard.
//!
//! # Where to start
//!
//! [`pipeline::make`] is the whole program in one call. For a fault in the output, find
//! the room by the chart, then read the top of its `mod.rs`: it says what comes in, what
//! goes out, which function to read first, and lists its codes.

pub mod cli;
pub mod diag;
#[cfg(feature = "epub")]
pub mod epub;
pub mod font;
pub mod impose;
pub mod input;
pub mod layout;
pub mod model;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod pipeline;
pub mod preflight;
pub mod proof;
pub mod style;
pub mod typogrify;
pub mod unit;
