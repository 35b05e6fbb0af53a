//! Subscriptions as one CSV text (contract 3.9), for what fits into an answer.
use serde_json::value::{RawValue, to_raw_value};

use super::wire::{IncludeFields, RentalsExport, RentalsExportedBody};
use crate::{
    app::App,
    auth::Tenant,
    db,
    error::{Error, Fault, Result},
    http::csv::{self, Column},
    kernel::{
        money::{Amount, Minor},
        page::Limit,
    },
    subscriptions::{Selection, report, sheet},
};

/// Most subscriptions in one answer.
const ROWS_MAX: usize = 10_000;

/// Largest file in one answer, in bytes.
const BYTES_MAX: usize = 32 * 1024 * 1024;

/// Subscriptions that are read at once.
const PAGE: Limit = Limit::of(500);

/// Sums over subscriptions.
struct Sums {
    rentals: usize,
    active: usize,
    collected: Minor,
    monthly: Minor,
}

/// Reads subscriptions a page at a time, each in a short transaction of its own.
pub(super) async fn export(
    app: &App,
    tenant: &Tenant,
    wanted: RentalsExport,
) -> Result<RentalsExportedBody> {
    let now = app.clock().now();
    let today = tenant.time_zone.today(now);
    let (selection, columns) = (selection(&wanted), columns(wanted.include_fields));
    let mut data = csv::header(&columns)?;
    let mut sums = Sums {
        rentals: 0,
        active: 0,
        collected: Minor::ZERO,
        monthly: Minor::ZERO,
    };
    let mut cursor: Option<String> = None;
    loop {
        let mut tx = db::read(app.pool(), tenant.id).await?;
        let at = (&**tenant, today);
        let page = report(&mut tx, at, &selection, (PAGE, cursor.as_deref())).await?;
        tx.commit().await?;
        let items = page.items.iter().map(to_raw_value);
        let items: Vec<Box<RawValue>> = items.collect::<Result<_, _>>().map_err(Error::internal)?;
        data.extend(csv::lines(&columns, items.iter().map(AsRef::as_ref))?);
        for rental in &page.items {
            sums.rentals += 1;
            sums.active += usize::from(rental.is_active());
            sums.collected = sum(sums.collected, rental.collected())?;
            sums.monthly = sum(sums.monthly, rental.monthly())?;
        }
        fits(sums.rentals, data.len())?;
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    let amount = |minor| Amount::new(minor, tenant.currency);
    let count = i64::try_from(sums.rentals.max(1)).map_err(Error::internal)?;
    let average = sums.monthly.scaled(1, count).ok_or_else(overflow)?;
    Ok(RentalsExportedBody {
        success: true,
        filename: format!("rentals-{today}.csv"),
        csv_data: String::from_utf8(data).map_err(Error::internal)?,
        total_records: sums.rentals,
        record_count: sums.rentals,
        generated_at: now,
        filters: wanted,
        total_rentals: sums.rentals,
        active_rentals: sums.active,
        total_revenue: amount(sums.collected),
        average_monthly_revenue: amount(average),
        currency: tenant.currency,
    })
}

fn selection(wanted: &RentalsExport) -> Selection {
    let customers = wanted.customer_ids.as_ref();
    Selection {
        status: wanted.status,
        // An id that does not parse is an unknown one: nobody's.
        customers: customers.map(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect()),
        start_from: wanted.start_date,
        start_to: wanted.end_date,
        end_from: wanted.end_date_from,
        end_to: wanted.end_date_to,
    }
}

/// The contract's columns in their order, without the groups that are not wanted.
fn columns(include: IncludeFields) -> Vec<Column> {
    let columns = sheet::SHEET.columns.iter().take(sheet::EXPORTED).copied();
    let is_wanted = |column: &Column| match column.name {
        "customerEmail" | "customerName" | "company" => include.customer_details,
        "sku" | "productName" | "serialNumber" => include.device_details,
        "monthlyAmount"
        | "currency"
        | "totalCollected"
        | "acquisitionCost"
        | "costRecoveryPercent" => include.financial_details,
        _ => true,
    };
    let custom_fields = include
        .custom_fields
        .then_some(Column::field("customFields"));
    columns.filter(is_wanted).chain(custom_fields).collect()
}

fn sum(one: Minor, other: Minor) -> Result<Minor> {
    one.checked_add(other).ok_or_else(overflow)
}

fn overflow() -> Error {
    Error::internal(anyhow::anyhow!("a sum of amounts is too large"))
}

/// Refuses what is too much for one answer.
fn fits(rows: usize, bytes: usize) -> Result<()> {
    let most = if rows > ROWS_MAX {
        format!("{ROWS_MAX} subscriptions")
    } else if bytes > BYTES_MAX {
        format!("{} MiB of CSV", BYTES_MAX / 1024 / 1024)
    } else {
        return Ok(());
    };
    let message = format!(
        "More than {most}. Narrow the filters, or read them with GET /v1/subscriptions and the \
         header `Accept: text/csv`, which streams any number."
    );
    Err(Error::fault(Fault::shape("", "too_big", message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_bounded_in_rows_and_in_bytes() {
        fits(ROWS_MAX, BYTES_MAX).unwrap();
        for (rows, bytes, most) in [
            (ROWS_MAX + 1, 0, "More than 10000 subscriptions."),
            (1, BYTES_MAX + 1, "More than 32 MiB of CSV."),
        ] {
            let faults = fits(rows, bytes).unwrap_err().into_faults();
            assert!(faults[0].message.starts_with(most), "{}", faults[0].message);
        }
    }
}
