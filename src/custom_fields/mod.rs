//! Custom fields: free values by key on orders, customers and subscriptions. Those that a tenant has
//! defined are checked and can be filtered by; all others are kept as they came.
mod check;
mod define;
mod fields;
mod filter;
mod model;
pub(crate) mod routes;
mod store;
mod wire;

pub use self::{
    check::{Check, check},
    fields::{Fields, merge, read},
    filter::Filter,
    model::{Definition, FieldKey, FieldType, Format, NoFieldKey, Section},
    store::definitions,
};
