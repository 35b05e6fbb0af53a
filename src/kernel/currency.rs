//! Currencies of ISO 4217 that amounts can be in.
use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer};
use sqlx::{Decode, Encode, Postgres, Type, encode::IsNull, error::BoxDynError, postgres};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema},
};

/// A currency with minor units.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    iso: iso_currency::Currency,
    /// Decimals of an amount.
    exponent: u32,
}

/// The text is not the code of a currency with minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an ISO 4217 currency code such as `EUR`")]
pub struct UnknownCurrency;

impl Currency {
    /// The euro.
    pub const EUR: Self = Self {
        iso: iso_currency::Currency::EUR,
        exponent: 2,
    };

    /// The currency of an ISO 4217 code in capitals. Gold, drawing rights and whatever else has no
    /// minor unit is none.
    pub fn parse(code: &str) -> Result<Self, UnknownCurrency> {
        let iso = iso_currency::Currency::from_code(code).ok_or(UnknownCurrency)?;
        let exponent = iso.exponent().ok_or(UnknownCurrency)?.into();
        Ok(Self { iso, exponent })
    }

    /// The three letters, such as `EUR`.
    pub fn code(self) -> &'static str {
        self.iso.code()
    }

    /// How many decimals an amount has: 2 for EUR, 0 for JPY, 3 for KWD.
    pub const fn exponent(self) -> u32 {
        self.exponent
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl Type<Postgres> for Currency {
    fn type_info() -> postgres::PgTypeInfo {
        <&str as Type<Postgres>>::type_info()
    }

    fn compatible(ty: &postgres::PgTypeInfo) -> bool {
        <&str as Type<Postgres>>::compatible(ty)
    }
}
impl Encode<'_, Postgres> for Currency {
    fn encode_by_ref(&self, buf: &mut postgres::PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <&str as Encode<'_, Postgres>>::encode(self.code(), buf)
    }
}
impl<'r> Decode<'r, Postgres> for Currency {
    fn decode(value: postgres::PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::parse(<&'r str as Decode<'r, Postgres>>::decode(
            value,
        )?)?)
    }
}

impl PartialSchema for Currency {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .examples(["EUR"])
            .into()
    }
}
impl ToSchema for Currency {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Currency")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_currency() {
        for (code, exponent) in [
            ("EUR", 2),
            ("USD", 2),
            ("JPY", 0),
            ("KRW", 0),
            ("BHD", 3),
            ("KWD", 3),
            ("CLF", 4),
        ] {
            let currency = Currency::parse(code).unwrap();
            assert_eq!((currency.code(), currency.exponent()), (code, exponent));
        }
    }

    #[test]
    fn what_cannot_price_a_thing_is_no_currency() {
        for code in [
            "", "eur", "Eur", "EU", "EURO", " EUR", "AAA", "XAU", "XDR", "XXX", "XTS",
        ] {
            assert_eq!(Currency::parse(code), Err(UnknownCurrency), "{code}");
        }
    }
}
