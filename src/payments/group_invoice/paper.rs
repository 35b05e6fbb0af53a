//! What stands on the summary of a group's invoices. Pure: from what was put together alone.
use super::model::{Entry, GroupInvoice};
use crate::{
    documents::{Align, Block, Column, Paper, Table, Total},
    kernel::money::{Amount, Minor},
    payments::state::PaymentStatus,
};

/// The summary as a paper: each invoice in a row, what they come to, then the lines of each. Its title
/// says that it is none itself: each amount is invoiced once, under its own number.
pub(super) fn paper(invoice: &GroupInvoice) -> Paper {
    let mut blocks = vec![
        Block::Title("Summary of invoices".to_owned()),
        Block::Columns(vec![
            column("From", &invoice.seller_lines),
            column("To", &invoice.party.buyer_lines),
        ]),
        Block::Facts(facts(invoice)),
        Block::Table(invoices(invoice)),
        Block::Totals(totals(invoice)),
    ];
    blocks.extend(invoice.note.clone().map(Block::Paragraph));
    for entry in &invoice.entries {
        let title = format!("{}, {}", entry.issued.number, entry.payment.billing_period);
        blocks.extend([Block::Heading(title), Block::Table(lines(invoice, entry))]);
    }
    Paper {
        title: format!("Invoices of {}, {}", invoice.party.name, months(invoice)),
        author: invoice.seller.clone(),
        created: invoice.at,
        footer: invoice.seller_lines.join(" · "),
        blocks,
    }
}

fn column(title: &str, lines: &[String]) -> Vec<String> {
    let title = std::iter::once(title.to_owned());
    title.chain(lines.iter().cloned()).collect()
}

/// The period, a single month as such.
fn months(invoice: &GroupInvoice) -> String {
    let period = &invoice.period;
    if period.from == period.to {
        period.from.clone()
    } else {
        format!("{} to {}", period.from, period.to)
    }
}

fn facts(invoice: &GroupInvoice) -> Vec<(String, String)> {
    let party = &invoice.party;
    let contact: Vec<&str> = [&party.contact_name, &party.contact_email]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    let contact = Some(contact.join(", ")).filter(|contact| !contact.is_empty());
    [
        ("Billing group", Some(party.name.clone())),
        ("Contact", contact),
        ("Billing period", Some(months(invoice))),
        ("Date", Some(invoice.on.to_string())),
        ("Currency", Some(invoice.currency.code().to_owned())),
        ("Customer", Some(party.customer.to_string())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect()
}

fn invoices(invoice: &GroupInvoice) -> Table {
    let money = |minor: Minor| Amount::new(minor, invoice.currency).to_string();
    let row = |Entry { payment, issued }: &Entry| {
        let net = payment.net().unwrap_or_default();
        vec![
            issued.number.clone(),
            issued.on.to_string(),
            payment.billing_period.clone(),
            payment.due_date.to_string(),
            state(payment.status).to_owned(),
            money(net),
            money(payment.tax_amount),
            money(payment.total),
        ]
    };
    Table {
        columns: vec![
            Column::new("Invoice", 195, Align::Left),
            Column::new("Date", 130, Align::Left),
            Column::new("Period", 100, Align::Left),
            Column::new("Due", 130, Align::Left),
            Column::new("State", 85, Align::Left),
            Column::new("Net", 120, Align::Right),
            Column::new("Tax", 110, Align::Right),
            Column::new("Total", 130, Align::Right),
        ],
        rows: invoice.entries.iter().map(row).collect(),
    }
}

/// What a customer has to know of a payment.
const fn state(status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Paid => "Paid",
        PaymentStatus::Cancelled => "Cancelled",
        PaymentStatus::Pending | PaymentStatus::Processing | PaymentStatus::Failed => "Open",
    }
}

fn totals(invoice: &GroupInvoice) -> Vec<Total> {
    let currency = invoice.currency;
    let money = |minor: Minor| format!("{currency} {}", Amount::new(minor, currency));
    let sums = &invoice.sums;
    let mut totals = vec![
        Total::new("Net", money(sums.net)),
        Total::new("Tax", money(sums.tax)),
        Total::strong("Total", money(sums.total)),
        Total::new("Paid", money(sums.paid)),
    ];
    if sums.refunded > Minor::ZERO {
        totals.push(Total::new("Of which given back", money(sums.refunded)));
    }
    totals.push(Total::strong("Open", money(sums.open)));
    totals
}

/// What was asked for on one invoice, and what came on top for being late.
fn lines(invoice: &GroupInvoice, entry: &Entry) -> Table {
    let money = |minor: Minor| Amount::new(minor, invoice.currency).to_string();
    let payment = &entry.payment;
    let mut rows: Vec<Vec<String>> = payment
        .line_items
        .iter()
        .map(|line| {
            vec![
                line.description.clone(),
                line.subscription_id.to_string(),
                money(line.amount_minor),
                money(line.tax_amount_minor),
            ]
        })
        .collect();
    let fee = payment.late_fee.filter(|_| payment.late_fee_applied);
    rows.extend(fee.map(|fee| {
        vec![
            "Late fee".to_owned(),
            String::new(),
            money(fee),
            money(Minor::ZERO),
        ]
    }));
    Table {
        columns: vec![
            Column::new("Description", 400, Align::Left),
            Column::new("Subscription", 360, Align::Left),
            Column::new("Amount", 130, Align::Right),
            Column::new("Tax", 110, Align::Right),
        ],
        rows,
    }
}
