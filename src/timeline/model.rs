//! An entry and what it is about.
use super::changes::Changes;
use crate::kernel::word::Word;

/// Kinds of entities that have a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EntityType {
    Order,
    Subscription,
    Customer,
    Product,
    Asset,
    Payment,
    BillingGroup,
    Settings,
    CustomField,
    ApiKey,
}

impl Word for EntityType {
    const ALL: &'static [Self] = &[
        Self::Order,
        Self::Subscription,
        Self::Customer,
        Self::Product,
        Self::Asset,
        Self::Payment,
        Self::BillingGroup,
        Self::Settings,
        Self::CustomField,
        Self::ApiKey,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Subscription => "subscription",
            Self::Customer => "customer",
            Self::Product => "product",
            Self::Asset => "asset",
            Self::Payment => "payment",
            Self::BillingGroup => "billing_group",
            Self::Settings => "settings",
            Self::CustomField => "custom_field",
            Self::ApiKey => "api_key",
        }
    }
}

/// Something that happened; who, when and in which request are the change's.
#[derive(Debug, Clone)]
pub struct Entry {
    /// To what kind of entity.
    pub entity_type: EntityType,
    /// To which one: its public id, a serial number for an asset.
    pub entity_id: String,
    /// What, as `entity.verb`: `order.confirmed`.
    pub action: &'static str,
    /// The same as a sentence for a person.
    pub summary: String,
    /// Fields that changed.
    pub changes: Changes,
}
