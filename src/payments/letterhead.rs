//! Who writes to whom: the lines that invoices and contracts have in common.
use crate::{auth::BusinessUnit, customers::Address};

/// The business unit as it signs: its name in law, else the one for people.
pub fn company_name(unit: &BusinessUnit) -> &str {
    let company = &unit.settings.company;
    company.legal_name.as_deref().unwrap_or(&unit.name)
}

/// The business unit, a line each: name, address, VAT number, e-mail.
pub fn company_lines(unit: &BusinessUnit) -> Vec<String> {
    let company = &unit.settings.company;
    let mut lines = vec![company_name(unit).to_owned()];
    lines.extend(company.address_lines.iter().cloned());
    if company.address_lines.is_empty() {
        lines.push(unit.country.clone());
    }
    lines.extend(company.vat_number.iter().map(|vat| vat_line(vat)));
    lines.extend(company.email.iter().cloned());
    lines
}

/// A number for value added tax, as a letter has it.
pub fn vat_line(number: &str) -> String {
    format!("VAT {number}")
}

/// An address, a line each, as a letter has it.
pub fn address_lines(address: &Address) -> Vec<String> {
    let city = match &address.postal_code {
        Some(code) => format!("{code} {}", address.city),
        None => address.city.clone(),
    };
    let lines = [
        address.company.clone(),
        Some(address.contact_name.clone()),
        Some(address.street_address.clone()),
        address.building_info.clone(),
        address.locality.clone(),
        Some(city),
        address.admin_area.clone(),
        Some(address.country.clone()),
    ];
    let lines = lines.into_iter().flatten();
    lines.filter(|line| !line.trim().is_empty()).collect()
}
