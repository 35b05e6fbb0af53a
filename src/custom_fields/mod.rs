//! Custom fields: free values by key on orders, customers and subscriptions. Those that a tenant has
//! defined are checked and can be filtered by; all others are kept as they came.
mod check;
mod fields;
mod filter;
mod model;
mod store;

pub use self::{
    check::{Check, check},
    fields::{Fields, merge, read},
    filter::Filter,
    model::{Definition, FieldType, Format, Section},
    store::definitions,
};
