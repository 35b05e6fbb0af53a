//! Customers: they arise from orders, by e-mail, and are kept as profiles with running figures.
mod address;
mod deactivate;
mod figures;
mod find;
mod model;
pub(crate) mod notes;
mod profitability;
mod registration;
mod renaming;
mod roster;
pub(crate) mod routes;
mod save;
pub(crate) mod sheet;
mod spelling;
mod store;
mod update;
mod update_body;
mod wire;

pub use self::{
    address::{Address, ShippingAddress},
    figures::{Figures, add_figures},
    find::{find_by_email, lock},
    model::{Customer, CustomerStatus, CustomerType},
    registration::read_number,
    renaming::Renaming,
    roster::{NewCustomer, Roster, upsert},
};
