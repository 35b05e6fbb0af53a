//! Products and variants as CSV: one row each.
use crate::http::csv::{Column, Sheet};

/// Columns of the list of products.
pub(crate) const PRODUCTS: Sheet = Sheet {
    items: "products",
    name: "products",
    columns: &[
        Column::field("productId"),
        Column::field("productSku"),
        Column::field("name"),
        Column::field("category"),
        Column::field("brand"),
        Column::field("specification"),
        Column::field("status"),
        Column::field("variantCount"),
        Column::field("description"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
    ],
};

/// Columns of the list of variants.
pub(crate) const VARIANTS: Sheet = Sheet {
    items: "variants",
    name: "variants",
    columns: &[
        Column::field("variantId"),
        Column::field("variantSku"),
        Column::field("variantName"),
        Column::field("productId"),
        Column::field("productSku"),
        Column::field("grade"),
        Column::field("condition"),
        Column::field("colorName"),
        Column::field("listPrice"),
        Column::field("acquisitionCost"),
        Column::tier(
            "6mo_Price",
            "pricing",
            ("contractLength", "6"),
            "monthlyPrice",
        ),
        Column::tier(
            "12mo_Price",
            "pricing",
            ("contractLength", "12"),
            "monthlyPrice",
        ),
        Column::tier(
            "24mo_Price",
            "pricing",
            ("contractLength", "24"),
            "monthlyPrice",
        ),
        Column::tier(
            "36mo_Price",
            "pricing",
            ("contractLength", "36"),
            "monthlyPrice",
        ),
        Column::field("status"),
        Column::field("createdAt"),
        Column::field("updatedAt"),
    ],
};
