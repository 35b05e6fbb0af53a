//! Price tiers as rows, and as the JSON that statements gather them into.
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    catalog::{
        model::Variant,
        pricing::{DiscountType, PriceSource, PriceTier, Pricing, PricingTier},
    },
    error::{Error, Result},
    kernel::{
        id::{TenantId, VariantId},
        money::Minor,
        tax::Discount,
    },
};

/// A row of `price_tiers` as JSON, both ways.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TierRow {
    variant_id: Uuid,
    contract_length: u32,
    monthly_price_minor: Minor,
    setup_fee_minor: Option<Minor>,
    discount_type: Option<DiscountType>,
    discount_value: Option<i64>,
    discount_description: Option<String>,
    source: Option<PriceSource>,
    calculated_at: Option<String>,
    preset_used: Option<String>,
}

impl TierRow {
    fn new(variant: VariantId, tier: &PricingTier) -> Self {
        let (discount_type, discount_value) = match tier.price.discount {
            None => (None, None),
            Some(Discount::Percentage { hundredths }) => {
                (Some(DiscountType::Percentage), Some(hundredths.into()))
            }
            Some(Discount::Fixed(off)) => (Some(DiscountType::Fixed), Some(off.get())),
        };
        Self {
            variant_id: variant.as_uuid(),
            contract_length: tier.price.contract_length,
            monthly_price_minor: tier.price.monthly_price,
            setup_fee_minor: tier.price.setup_fee,
            discount_type,
            discount_value,
            discount_description: tier.discount_description.clone(),
            source: tier.source,
            calculated_at: tier.calculated_at.clone(),
            preset_used: tier.preset_used.clone(),
        }
    }

    fn into_tier(self) -> Result<PricingTier> {
        let discount = match (self.discount_type, self.discount_value) {
            (Some(DiscountType::Percentage), Some(value)) => Some(Discount::Percentage {
                hundredths: u32::try_from(value).map_err(Error::internal)?,
            }),
            (Some(DiscountType::Fixed), Some(value)) => Minor::new(value).map(Discount::Fixed),
            (None, _) | (_, None) => None,
        };
        Ok(PricingTier {
            price: PriceTier {
                contract_length: self.contract_length,
                monthly_price: self.monthly_price_minor,
                setup_fee: self.setup_fee_minor,
                discount,
            },
            discount_description: self.discount_description,
            source: self.source,
            calculated_at: self.calculated_at,
            preset_used: self.preset_used,
        })
    }
}

/// The pricing that rows make up.
pub(super) fn pricing(rows: Vec<TierRow>) -> Result<Pricing> {
    let tiers = rows
        .into_iter()
        .map(TierRow::into_tier)
        .collect::<Result<_>>()?;
    Pricing::new(tiers).map_err(|_| Error::internal(anyhow::anyhow!("a term has two prices")))
}

/// Writes the prices of these variants in place of all they had.
pub(crate) async fn replace(
    conn: &mut PgConnection,
    tenant: TenantId,
    variants: &[&Variant],
) -> Result<()> {
    if variants.is_empty() {
        return Ok(());
    }
    let ids: Vec<VariantId> = variants.iter().map(|variant| variant.id).collect();
    let rows: Vec<TierRow> = variants
        .iter()
        .flat_map(|variant| {
            let tiers = variant.pricing.tiers().iter();
            tiers.map(|tier| TierRow::new(variant.id, tier))
        })
        .collect();
    sqlx::query!(
        "
        delete from price_tiers
        where tenant_id = $1 and variant_id = any($2)
        ",
        tenant as _,
        ids as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "
        insert into price_tiers
            (tenant_id, variant_id, contract_length, monthly_price_minor, setup_fee_minor,
             discount_type, discount_value, discount_description, source, calculated_at,
             preset_used)
        select $1, t.*
        from jsonb_to_recordset($2) as t
            (variant_id uuid, contract_length integer, monthly_price_minor bigint,
             setup_fee_minor bigint, discount_type text, discount_value bigint,
             discount_description text, source text, calculated_at text, preset_used text)
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
