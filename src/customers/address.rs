//! Postal addresses (contract 3.0).
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::json::{Input, Read};

/// Most shipping addresses of one customer.
pub(super) const SHIPPING_ADDRESSES_MAX: usize = 50;

/// Longest label of an address, in characters.
const LABEL_MAX: usize = 100;

/// Where to bill or to ship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// Person to contact at this address.
    #[schema(
        min_length = 1,
        max_length = 255,
        pattern = r"\S",
        example = "Sarah Johnson"
    )]
    pub contact_name: String,
    /// Street name and number.
    #[schema(
        min_length = 1,
        max_length = 255,
        pattern = r"\S",
        example = "456 Business Park"
    )]
    pub street_address: String,
    /// City.
    #[schema(
        min_length = 1,
        max_length = 255,
        pattern = r"\S",
        example = "Rotterdam"
    )]
    pub city: String,
    /// Country, as its customers write it.
    #[schema(
        min_length = 1,
        max_length = 255,
        pattern = r"\S",
        example = "Netherlands"
    )]
    pub country: String,
    /// Company name, for business addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255, example = "Acme Corporation")]
    pub company: Option<String>,
    /// Building, floor, suite.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255, example = "Building A, 3rd Floor")]
    pub building_info: Option<String>,
    /// Neighbourhood or district.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255)]
    pub locality: Option<String>,
    /// State, province or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255)]
    pub admin_area: Option<String>,
    /// ZIP or postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255, example = "3011 AA")]
    pub postal_code: Option<String>,
}

impl Read for Address {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let contact_name = object.need(&["contactName"], Input::name);
        let street_address = object.need(&["streetAddress"], Input::name);
        let city = object.need(&["city"], Input::name);
        let country = object.need(&["country"], Input::name);
        let optional = |name: &str| object.maybe(&[name], Input::short_text);
        let company = optional("company");
        let building_info = optional("buildingInfo");
        let locality = optional("locality");
        let admin_area = optional("adminArea");
        let postal_code = optional("postalCode");
        Some(Self {
            contact_name: contact_name?,
            street_address: street_address?,
            city: city?,
            country: country?,
            company,
            building_info,
            locality,
            admin_area,
            postal_code,
        })
    }
}

/// One of several places that a customer has goods sent to (contract section 7, Customers).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShippingAddress {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100, example = "Warehouse")]
    pub label: Option<String>,
    /// Where it is.
    #[serde(flatten)]
    pub address: Address,
}

impl Read for ShippingAddress {
    fn read(input: &Input<'_>) -> Option<Self> {
        let label = input
            .object()?
            .maybe(&["label"], |label| label.text((0, LABEL_MAX)));
        let address = Address::read(input);
        Some(Self {
            label: label
                .map(|label| label.trim().to_owned())
                .filter(|label| !label.is_empty()),
            address: address?,
        })
    }
}
