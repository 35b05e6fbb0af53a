//! Text on its way into tables, and how instants and dates read in it.
use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// A piece of COPY is sent when it is this large.
const PIECE_BYTES: usize = 1 << 20;

macro_rules! tables {
    ($($table:ident ($columns:literal);)*) => {
        /// Rows of many tables, as text for COPY; sent table by table in the order in which they
        /// refer to each other.
        #[derive(Default)]
        pub(super) struct Batch {
            $(pub(super) $table: String,)*
        }

        impl Batch {
            /// Sends all rows and forgets them.
            pub(super) async fn send(&mut self, db: &mut PgConnection) -> Result<()> {
                $(
                    let statement = concat!("copy ", stringify!($table), " (", $columns, ") from stdin");
                    copy(db, statement, &self.$table)
                        .await
                        .context(concat!("cannot load ", stringify!($table)))?;
                    self.$table.clear();
                )*
                Ok(())
            }
        }
    };
}

tables! {
    products("tenant_id, id, product_sku, name, specification, category, brand, images, status, version, created_at, updated_at");
    variants("tenant_id, id, product_id, variant_sku, name, grade, images, list_price_minor, acquisition_cost_minor, status, created_at, updated_at");
    price_tiers("tenant_id, variant_id, contract_length, monthly_price_minor");
    custom_fields("tenant_id, section, id, label, field_type, required, format, created_at, updated_at");
    customers("tenant_id, id, email, email_folded, first_name, last_name, company, phone, customer_type, payment_terms, status, last_billing_address, last_shipping_address, total_orders, total_devices_rented, total_monthly_revenue_minor, subscriptions_tracked, lifetime_collected_minor, total_acquisition_cost_minor, created_by, version, created_at, updated_at");
    orders("tenant_id, id, external_id, status, order_type, customer_id, customer_email, customer_first_name, customer_last_name, customer_company, customer_phone, customer_type, payment_terms, billing_address, shipping_address, subtotal_minor, tax_amount_minor, total_minor, tax_rate_ppm, tax_inclusive, total_contract_value_minor, currency, total_devices, rented_devices, payment_status, payment_manually_marked, custom_fields, notes, extension_details, confirmed_at, cancelled_at, cancel_reason, created_by, version, created_at, updated_at");
    order_items("tenant_id, id, order_id, position, product_id, variant_id, sku, product_name, quantity, rented_quantity, unit_price_minor, setup_fee_minor, contract_length, list_price_minor, list_price_source, acquisition_cost_minor, acquisition_cost_source");
    assets("tenant_id, serial_number, variant_id, product_id, sku, product_name, status, acquisition_cost_minor, acquisition_date, version, created_at, updated_at");
    subscriptions("tenant_id, id, order_id, order_item_id, customer_id, serial_number, product_id, variant_id, sku, product_name, status, monthly_amount_minor, tax_rate_ppm, tax_inclusive, currency, original_contract_length, contract_length, start_date, end_date, billing_anchor, payment_terms, customer_email, customer_name, list_price_source, acquisition_cost_source, costs_captured_at, extension_history, replacement_history, created_by, version, created_at, updated_at");
    order_item_subscriptions("tenant_id, order_id, order_item_id, subscription_id");
    payments("tenant_id, id, customer_id, subscription_id, payment_type, idempotency_key, billing_period, description, subtotal_minor, tax_amount_minor, total_minor, tax_rate_ppm, currency, status, due_date, provider, manually_marked, capture_attempts, late_fee_applied, line_items, version, created_at, updated_at, customer_name_folded");
    timeline_entries("tenant_id, entity_type, entity_id, id, action, summary, changes, actor, request_id, at");
}

async fn copy(db: &mut PgConnection, statement: &str, rows: &str) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut sink = db.copy_in_raw(statement).await?;
    for piece in rows.as_bytes().chunks(PIECE_BYTES) {
        sink.send(piece).await?;
    }
    sink.finish().await?;
    Ok(())
}

fn at(ms: u64) -> DateTime<Utc> {
    i64::try_from(ms)
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}

/// An instant as PostgreSQL reads it.
pub(super) fn instant(ms: u64) -> String {
    at(ms).format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Its date.
pub(super) fn date(ms: u64) -> String {
    at(ms).format("%Y-%m-%d").to_string()
}

/// Its month.
pub(super) fn month(ms: u64) -> String {
    at(ms).format("%Y-%m").to_string()
}
