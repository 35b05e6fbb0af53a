//! What stands on the contract of an order. Pure.
use chrono::{DateTime, NaiveDate, Utc};

use super::body::ContractTemplate;
use crate::{
    auth::BusinessUnit,
    customers::CustomerType,
    documents::{Align, Block, Column, Paper, Table, Total},
    kernel::{
        currency::Currency,
        money::{Amount, Minor},
        schedule::PaymentTerms,
    },
    orders::{Order, OrderItem},
    payments::letterhead::{address_lines, company_lines, company_name, vat_line},
};

/// The contract of an order as it stands, made at `now`.
pub(super) fn paper(
    order: &Order,
    unit: &BusinessUnit,
    template: ContractTemplate,
    now: DateTime<Utc>,
) -> Paper {
    let (title, terms) = match template {
        ContractTemplate::Order => ("Rental contract", "This contract"),
        ContractTemplate::Extension => ("Extension of a rental contract", "This extension"),
        ContractTemplate::Upgrade => ("Upgrade of a rental contract", "This upgrade"),
    };
    let company = company_name(unit);
    let customer = customer_name(order);
    let mut blocks = vec![Block::Title(title.to_owned())];
    blocks.extend(parties(order, unit));
    let today = unit.time_zone.date_of(now);
    blocks.push(Block::Facts(facts(order, unit, today)));
    blocks.extend(changes(order));
    blocks.push(Block::Heading("What is rented".to_owned()));
    blocks.push(Block::Table(items(order)));
    blocks.push(Block::Totals(totals(order)));
    blocks.push(Block::Heading("Terms".to_owned()));
    blocks.push(Block::Paragraph(format!(
        "{terms} is between {company} and {customer}. Each device is rented for the term in its \
         line, counted from the day its subscription starts, at the monthly price in its line. \
         Devices remain the property of {company}."
    )));
    if let Some(text) = &unit.settings.company.contract_terms {
        blocks.push(Block::Paragraph(text.clone()));
    }
    blocks.push(Block::Signatures(vec![
        format!("{company}\nDate, place, name"),
        format!("{customer}\nDate, place, name"),
    ]));
    Paper {
        title: format!("{title} {}", order.id),
        author: company.to_owned(),
        created: now,
        footer: company_lines(unit).join(" · "),
        blocks,
    }
}

/// The company, or the person.
fn customer_name(order: &Order) -> String {
    let customer = &order.customer;
    match &customer.company {
        Some(company) if !company.trim().is_empty() => company.clone(),
        _ => format!("{} {}", customer.first_name, customer.last_name),
    }
}

/// Two and two, so that names and e-mail addresses have room.
fn parties(order: &Order, unit: &BusinessUnit) -> [Block; 2] {
    let customer = &order.customer;
    let mut lessee = vec!["Customer".to_owned()];
    lessee.extend(customer.company.iter().cloned());
    lessee.push(format!("{} {}", customer.first_name, customer.last_name));
    lessee.push(customer.email.clone());
    lessee.extend(customer.phone.iter().cloned());
    if customer.customer_type == CustomerType::Business {
        let registered = customer.registration_number.iter();
        lessee.extend(registered.map(|number| format!("Registration number {number}")));
        lessee.extend(customer.vat_number.iter().map(|vat| vat_line(vat)));
    }
    let column = |title: &str, lines: Vec<String>| {
        let mut column = vec![title.to_owned()];
        column.extend(lines);
        column
    };
    let billing = column("Billed to", address_lines(&order.billing_address));
    let shipping = column("Shipped to", address_lines(&order.shipping_address));
    [
        Block::Columns(vec![column("Provider", company_lines(unit)), lessee]),
        Block::Columns(vec![billing, shipping]),
    ]
}

fn facts(order: &Order, unit: &BusinessUnit, today: NaiveDate) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("Order", order.id.to_string()),
        fact(
            "Order date",
            unit.time_zone.date_of(order.created_at).to_string(),
        ),
        fact("Contract date", today.to_string()),
        fact("Payment terms", terms(order.customer.payment_terms)),
    ];
    if let Some(external) = &order.external_id {
        facts.insert(1, fact("Your reference", external.clone()));
    }
    if order.customer.customer_type == CustomerType::Business {
        facts.push(fact("Customer type", "Business".to_owned()));
    }
    facts
}

fn terms(terms: PaymentTerms) -> String {
    match terms {
        PaymentTerms::Immediate => "Due at the start of each month of the contract".to_owned(),
        PaymentTerms::Net7 | PaymentTerms::Net14 | PaymentTerms::Net30 => format!(
            "Due {} days after the start of each month of the contract",
            terms.days()
        ),
    }
}

/// What an extension or an upgrade changes.
fn changes(order: &Order) -> Vec<Block> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut blocks = Vec::new();
    if let Some(details) = &order.extension_details {
        blocks.push(Block::Heading("What is extended".to_owned()));
        blocks.push(Block::Facts(vec![
            fact("Original order", details.original_order_id.clone()),
            fact(
                "Extended by",
                format!("{} months", details.extension_months),
            ),
            fact("End so far", details.previous_end_date.clone()),
            fact("New end", details.new_end_date.clone()),
        ]));
    }
    if let Some(details) = &order.upgrade_details {
        let amount = money(details.previous_monthly_amount_minor, order.currency);
        blocks.push(Block::Heading("What is replaced".to_owned()));
        let kept = details.buyout_amount_minor;
        let kept = kept.map(|price| format!("Kept for {}", money(price, order.currency)));
        blocks.push(Block::Facts(vec![
            fact("Device", details.previous_device.clone()),
            fact("Serial number", details.previous_serial_number.clone()),
            fact("Subscription", details.previous_rental_id.clone()),
            fact("Monthly price so far", amount),
            fact(
                "Becomes of it",
                kept.unwrap_or_else(|| "Comes back".to_owned()),
            ),
        ]));
    }
    blocks
}

fn money(minor: Minor, currency: Currency) -> String {
    format!("{currency} {}", Amount::new(minor, currency))
}

fn items(order: &Order) -> Table {
    let columns = vec![
        Column::new("Device", 400, Align::Left),
        Column::new("Quantity", 110, Align::Right),
        Column::new("Term", 130, Align::Right),
        Column::new("Monthly each", 170, Align::Right),
        Column::new("Monthly", 190, Align::Right),
    ];
    let rows = order.items.iter().map(|item| row(item, order.currency));
    Table {
        columns,
        rows: rows.collect(),
    }
}

fn row(item: &OrderItem, currency: Currency) -> Vec<String> {
    let months = if item.contract_length == 1 {
        "month"
    } else {
        "months"
    };
    let whole = item.unit_price.checked_mul(item.quantity);
    let mut device = vec![item.product_name.clone(), item.sku.clone()];
    if item.setup_fee > Minor::ZERO {
        let fee = money(item.setup_fee, currency);
        device.push(format!("Setup fee, once each: {fee}"));
    }
    vec![
        device.join("\n"),
        item.quantity.to_string(),
        format!("{} {months}", item.contract_length),
        money(item.unit_price, currency),
        // An order whose line does not fit was never taken.
        whole
            .map(|whole| money(whole, currency))
            .unwrap_or_default(),
    ]
}

fn totals(order: &Order) -> Vec<Total> {
    let money = |minor| money(minor, order.currency);
    let totals = &order.totals;
    let rate = serde_json::to_string(&order.tax_rate).unwrap_or_default();
    let tax = if order.tax_inclusive {
        format!("Of which tax, {rate} %")
    } else {
        format!("Tax, {rate} %")
    };
    let subtotal = Total::new("Monthly subtotal", money(totals.subtotal));
    let tax = Total::new(tax, money(totals.tax_amount));
    let total = Total::strong("Monthly total", money(totals.total));
    let value = Total::new(
        "Contract value over all terms, without setup fees",
        money(totals.total_contract_value),
    );
    if order.tax_inclusive {
        vec![subtotal, total, tax, value]
    } else {
        vec![subtotal, tax, total, value]
    }
}
