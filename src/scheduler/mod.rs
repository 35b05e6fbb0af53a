//! What is due without anybody asking: payments, late fees, ends of contracts, billing groups.
//!
//! One worker a server, any number of servers on a database. A tenant is looked at by one server at a
//! time; that saves work and nothing hangs on it, for each piece of work is a small transaction that
//! finds under its lock whether it is still to be done (docs/decisions/0018).
mod pace;
mod report;
mod run;
mod store;
mod tasks;
mod worker;

pub use self::{
    report::Report,
    run::{run_once, run_tenant},
    worker::work,
};
