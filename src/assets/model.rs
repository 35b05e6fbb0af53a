//! An asset as stored.
use std::{convert::Infallible, fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};

use crate::kernel::{
    id::{CustomerId, ProductId, SubscriptionId, VariantId},
    money::Minor,
    ratio::Ratio,
    word::words,
};

words! {
    /// Where an asset is in its life (contract section 4).
    pub enum AssetStatus {
        /// In stock.
        Available = "available",
        /// In a running contract.
        RentedOut = "rented_out",
        /// Back, to be inspected.
        Returned = "returned",
        /// Bought by its customer.
        Sold = "sold",
        /// Out of use.
        Unavailable = "unavailable",
    }
}

words! {
    /// How much of its cost an asset has brought; of one whose cost nobody knows nothing is said.
    pub(crate) enum CostRecovery {
        /// Less than its cost.
        Under100 = "under_100",
        /// Its cost, or more.
        Over100 = "over_100",
    }
}

/// What names an asset within its tenant, compared to the letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, serde::Serialize)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct SerialNumber(String);

impl SerialNumber {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for SerialNumber {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for SerialNumber {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One physical unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Identity.
    pub serial_number: SerialNumber,
    /// What it is a unit of.
    pub variant_id: VariantId,
    /// Its product.
    pub product_id: ProductId,
    /// Its `variantSku`.
    pub sku: String,
    /// Name of the product.
    pub product_name: String,
    /// A picture.
    pub product_image_url: Option<String>,
    /// Where it is.
    pub status: AssetStatus,
    /// Where it lies.
    pub location: Option<String>,
    /// How it looks.
    pub condition: Option<String>,
    /// What it cost; the variant's cost where it is absent.
    pub acquisition_cost: Option<Minor>,
    /// A copy of what its variant costs.
    pub variant_cost: Option<Minor>,
    /// What people say it is worth now.
    pub current_value: Option<Minor>,
    /// What it has brought in all its stays: paid without tax, and kept.
    pub collected: Minor,
    /// When it was bought.
    pub acquisition_date: NaiveDate,
    /// Who has it.
    pub customer_id: Option<CustomerId>,
    /// In which running contract.
    pub subscription_id: Option<SubscriptionId>,
    /// Free text.
    pub notes: Option<String>,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}

impl Asset {
    /// What it cost: its own, else its variant's.
    pub(super) fn cost(&self) -> Option<Minor> {
        self.acquisition_cost.or(self.variant_cost)
    }

    /// What it has brought of its cost; none without a cost.
    pub(super) fn cost_recovery(&self) -> Option<Ratio> {
        self.cost()
            .and_then(|cost| Ratio::percent(self.collected, cost))
    }
}
