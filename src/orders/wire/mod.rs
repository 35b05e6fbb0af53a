//! Orders on the wire.
mod actions;
mod create;
mod details;
mod edit;
mod output;

pub(crate) use self::output::OrderBody;
pub(super) use self::{
    actions::{CancelBody, NotesBody},
    create::{CustomerInput, InitialStatus, ItemInput, NewOrderBody},
    details::{ExtensionInput, UpgradeInput},
    edit::{CustomerPatch, ItemPatch, OrderPatchBody, PaymentPatch},
    output::{OrderActionBody, OrderChangedBody, OrderListBody},
};
