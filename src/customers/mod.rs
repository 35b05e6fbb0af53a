//! Customers: they arise from orders, by e-mail, and are kept as profiles with running figures.
mod address;
mod deactivate;
mod figures;
mod model;
mod profitability;
pub(crate) mod routes;
mod save;
mod store;
mod update;
mod update_body;
mod upsert;
mod wire;

pub use self::{
    address::Address,
    figures::{Figures, add_figures},
    model::{Customer, CustomerStatus, CustomerType},
    upsert::{NewCustomer, find_by_email, lock, upsert},
};
