//! The independent calculation: what every payment, date and figure of a tenant must be, from the
//! contract's text alone. It knows what the script did and when, and shares no code with the server:
//! its own calendar, its own money, its own ledger.
pub mod calendar;
mod collecting;
mod contracts;
mod ending;
mod examples;
mod expected;
mod groups;
mod history;
mod ledger;
pub mod money;
mod orders;
mod rules;

pub use self::{
    contracts::{Begins, NewContract},
    ending::Ending,
    expected::{Kind, Row, Want},
    groups::consolidated_key,
    ledger::{Books, ContractStatus, Device, Id, Payment, PaymentStatus, Tier},
    orders::NewOrder,
    rules::{Buyout, ContractEnd, Cycle, EarlyFee, LateFee, Outcome, Rules, Start, Terms},
};
