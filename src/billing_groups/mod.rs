//! Billing groups: several subscriptions of one business customer on one consolidated payment.
mod store;

pub use self::store::customer_of;
