//! Subscriptions: running contracts of one asset, one customer and one order (contract 3.0, 3.2).
//!
//! The wire says `rental`: `wire`, `body`, `end_body` and `answer` translate. What changes or ends a
//! contract has a file of its verb; what they share is in `open` (locks), `lengthen` and `leave`.
mod answer;
mod begin;
mod body;
mod buyout;
mod calculate;
mod cancel;
mod complete;
mod create;
mod day;
mod decide;
mod early_return;
mod end_body;
mod extend;
mod history;
mod keep;
mod leave;
mod lengthen;
mod list;
mod model;
mod notes;
mod open;
mod order;
mod ordered;
mod past;
mod quote;
mod quoted;
mod recovery;
mod refuse;
mod rental;
mod replace;
mod report;
pub(crate) mod routes;
pub(crate) mod sheet;
mod spare;
mod state;
mod store;
mod term;
mod unit;
mod upgrade;
mod upgraded;
mod wire;

pub use self::{
    model::{
        Captured, CapturedCostSource, CapturedListPriceSource, Subscription, SubscriptionStatus,
    },
    order::{billing_group, custom_fields, lock_order, takes_units},
    term::{EndOfTerm, due_to_end, end_of_term},
    unit::{Wishes, begin_unit},
    upgrade::previous,
};
pub(crate) use self::{
    ordered::EXTENDING,
    report::{Selection, report},
    wire::start_date,
};
