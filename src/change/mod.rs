//! A write: one transaction with its effect, timeline, events and recorded answer.
//!
//! [`Write`] is the extractor of every POST, PUT, PATCH and DELETE. It reads the body and hands a
//! use case an open [`Change`]; what the use case answers is recorded and committed with it, in a
//! task that a client's disconnect cannot cut. What is too much for one transaction, a file of
//! thousands of rows, comes as an [`Upload`] and is done in [`Steps`].
mod batch;
mod journal;
mod question;
mod runner;
mod steps;
mod store;
mod system;
mod unit;
mod write;

pub use self::{
    batch::Batches,
    journal::{EntryRow, EventRow, Journal},
    question::Question,
    runner::Job,
    steps::{Steps, Upload},
    system::run_as_system,
    unit::Change,
    write::Write,
};
