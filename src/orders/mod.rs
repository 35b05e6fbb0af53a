//! Orders: what a customer commits to, from pending to fulfilled or cancelled.
mod annotate;
mod announce;
mod cancel;
mod conditions;
mod confirm;
mod create;
mod details;
mod duplicate;
mod edit;
mod extension;
mod fulfil;
mod item;
mod lines;
mod list;
mod model;
mod open;
mod party;
mod pricing;
pub(crate) mod routes;
pub(crate) mod sheet;
mod state;
mod store;
mod upgrade;
mod wire;

pub(crate) use self::wire::OrderBody;
pub use self::{
    extension::{Extending, fulfil_extension},
    fulfil::{fulfil_unit, lock},
    item::{AcquisitionCostSource, ListPriceSource, OrderItem, RentalStatus},
    model::{
        ExtensionDetails, Order, OrderCustomer, OrderPayment, OrderPaymentStatus, OrderType,
        PaymentMethod, Totals, UpgradeDetails,
    },
    open::found,
    state::OrderStatus,
    store::find,
    upgrade::{UnitWanted, UpgradeOrder, place_upgrade, price_unit},
};
