//! What stands on an invoice. Pure: from its snapshot alone.
use super::model::{Invoice, Snapshot};
use crate::{
    documents::{Align, Block, Column, Paper, Table, Total},
    kernel::{
        money::{Amount, Minor},
        tax::TaxRate,
    },
};

/// The invoice as a paper.
pub(super) fn paper(invoice: &Invoice) -> anyhow::Result<Paper> {
    let said = &invoice.snapshot;
    let currency = said.currency()?;
    let money = |minor: Minor| format!("{currency} {}", Amount::new(minor, currency));
    let column = |title: &str, lines: &[String]| {
        let mut column = vec![title.to_owned()];
        column.extend_from_slice(lines);
        column
    };
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let rows = said.lines.iter().map(|line| {
        vec![
            line.description.clone(),
            line.subscription_id.to_string(),
            money(line.amount_minor),
        ]
    });
    let mut blocks = vec![
        Block::Title("Invoice".to_owned()),
        Block::Columns(vec![
            column("From", &said.seller_lines),
            column("To", &said.buyer_lines),
        ]),
        Block::Facts(vec![
            fact("Invoice number", invoice.number.clone()),
            fact("Invoice date", invoice.issued_on.to_string()),
            fact("Due date", said.due_date.to_string()),
            fact("Billing period", said.billing_period.clone()),
            fact("Payment", invoice.payment_id.to_string()),
            fact("Customer", said.customer_id.to_string()),
        ]),
        Block::Table(Table {
            columns: vec![
                Column::new("Description", 420, Align::Left),
                Column::new("Subscription", 390, Align::Left),
                Column::new("Amount", 190, Align::Right),
            ],
            rows: rows.collect(),
        }),
    ];
    blocks.push(Block::Totals(totals(said)?));
    blocks.extend(said.note.clone().map(Block::Paragraph));
    Ok(Paper {
        title: format!("Invoice {}", invoice.number),
        author: said.seller.clone(),
        created: invoice.created_at,
        footer: said.seller_lines.join(" · "),
        blocks,
    })
}

/// The sums: tax on top of the subtotal, or contained in the total.
fn totals(said: &Snapshot) -> anyhow::Result<Vec<Total>> {
    let currency = said.currency()?;
    let money = |minor: Minor| format!("{currency} {}", Amount::new(minor, currency));
    let rate = TaxRate::from_ppm(said.tax_rate_ppm).unwrap_or_default();
    let printed = serde_json::to_string(&rate)?;
    // Lines of several rates have a tax, and no rate.
    let has_rate = rate > TaxRate::ZERO || said.tax_amount_minor == Minor::ZERO;
    let tax = |label: &str| {
        let label = if has_rate {
            format!("{label}, {printed} %")
        } else {
            label.to_owned()
        };
        Total::new(label, money(said.tax_amount_minor))
    };
    let fee = said.late_fee_minor;
    let fee = fee.map(|fee| Total::new("Late fee", money(fee)));
    let total = Total::strong("Total", money(said.total_minor));
    let mut totals = vec![Total::new("Subtotal", money(said.subtotal_minor))];
    if said.tax_inclusive {
        totals.extend(fee);
        totals.extend([total, tax("Of which tax")]);
    } else {
        totals.push(tax("Tax"));
        totals.extend(fee);
        totals.push(total);
    }
    Ok(totals)
}
