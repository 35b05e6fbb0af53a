//! What a billing group was asked for in some months, as one paper
//! (docs/decisions/0028-products-removed-and-groups-invoiced.md):
//! its consolidated payments with their invoices, each issued at first need, and their sums.
mod gather;
pub(super) mod model;
mod paper;
pub(super) mod period;
pub(crate) mod routes;
mod wire;
