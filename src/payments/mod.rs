//! Payments: the schedule a subscription lays, and what becomes of each charge.
mod body;
mod date_schema;
pub mod invoice;
pub mod letterhead;
mod model;
mod months;
mod open;
pub(crate) mod routes;
mod schedule;
mod settle;
pub(crate) mod sheet;
mod state;
mod store;
mod totals;
mod wire;

pub use self::{
    model::{CaptureError, LineItem, Payment, PaymentType, Provider, Purpose},
    months::{Month, months},
    open::{Cancelled, cancel_open},
    schedule::{OneOff, Payer, Plan, charge_once, lay},
    state::PaymentStatus,
    totals::{collected, next_due},
};
