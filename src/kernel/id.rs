//! Typed identifiers: an `OrderId` cannot be passed where a `CustomerId` is asked for.
//!
//! All entities are named here, so that any feature may name any other's. Inside, an id is a
//! UUIDv7; outside, `ord_` and the 128 bits in lower-case Crockford base32 (contract 10.8).
use std::{
    borrow::Cow,
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sqlx::{Decode, Encode, Postgres, Type, encode::IsNull, error::BoxDynError, postgres};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema},
};
use uuid::Uuid;

/// Crockford's digits: no i, l, o or u.
pub(super) const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters of 128 bits at 5 bits each.
pub(super) const BODY_CHARS: u32 = 26;
/// Bits a character carries.
pub(super) const BITS_PER_CHAR: u32 = 5;

/// What an [`Id`] names.
pub trait Entity {
    /// Text before the underscore in the public form, such as `ord`.
    const PREFIX: &'static str;
    /// Name of the id's type, such as `OrderId`.
    const ID_NAME: &'static str;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $alias:ident = $entity:ident $prefix:literal;)*) => {
        /// What ids can name: types without values, used only as `Id<Order>`.
        pub mod entity {
            $($(#[$doc])* #[derive(Debug, Clone, Copy)] pub enum $entity {})*
        }
        $(
            impl Entity for entity::$entity {
                const PREFIX: &'static str = $prefix;
                const ID_NAME: &'static str = stringify!($alias);
            }
            $(#[$doc])*
            pub type $alias = Id<entity::$entity>;
        )*
        #[cfg(test)]
        const PREFIXES: &[&str] = &[$($prefix,)*];
    };
}

ids! {
    /// An order.
    OrderId = Order "ord";
    /// A line of an order.
    OrderItemId = OrderItem "item";
    /// A customer.
    CustomerId = Customer "cust";
    /// A note on a customer.
    CustomerNoteId = CustomerNote "note";
    /// A subscription; `rental` on the wire.
    SubscriptionId = Subscription "sub";
    /// A product.
    ProductId = Product "prod";
    /// A variant of a product.
    VariantId = Variant "var";
    /// A payment, due or made.
    PaymentId = Payment "pay";
    /// Money given back of a payment.
    RefundId = Refund "ref";
    /// A billing group.
    BillingGroupId = BillingGroup "bg";
    /// An uploaded file.
    FileId = File "file";
    /// An image of a product or variant.
    ImageId = Image "img";
    /// An event that webhooks deliver.
    EventId = Event "evt";
    /// A webhook endpoint.
    WebhookId = Webhook "wh";
    /// An API key.
    ApiKeyId = ApiKey "key";
    /// An organization, which owns tenants.
    OrganizationId = Organization "org";
    /// A tenant; `business unit` in the guide.
    TenantId = Tenant "bu";
    /// A line of an entity's history.
    TimelineEntryId = TimelineEntry "tl";
}

/// A UUIDv7 that remembers which entity it names.
pub struct Id<E>(Uuid, PhantomData<fn() -> E>);

impl<E> Id<E> {
    /// Wraps a UUID that already names such an entity.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The UUID inside, as the database stores it.
    pub const fn as_uuid(self) -> Uuid {
        self.0
    }
}

impl<E> Clone for Id<E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<E> Copy for Id<E> {}
impl<E> PartialEq for Id<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<E> Eq for Id<E> {}
impl<E> PartialOrd for Id<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<E> Ord for Id<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<E> Hash for Id<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<E> From<Uuid> for Id<E> {
    fn from(uuid: Uuid) -> Self {
        Self::from_uuid(uuid)
    }
}

impl<E: Entity> fmt::Display for Id<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bits = self.0.as_u128();
        let mut body = [0; BODY_CHARS as usize];
        for char in body.iter_mut().rev() {
            let digit = bits as usize % DIGITS.len();
            *char = DIGITS.get(digit).copied().unwrap_or_default();
            bits >>= BITS_PER_CHAR;
        }
        f.write_str(E::PREFIX)?;
        f.write_str("_")?;
        f.write_str(str::from_utf8(&body).map_err(|_| fmt::Error)?)
    }
}
impl<E: Entity> fmt::Debug for Id<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an id like `{prefix}_…`")]
pub struct InvalidId {
    prefix: &'static str,
}

impl<E: Entity> FromStr for Id<E> {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        split(text)
            .filter(|(prefix, _)| *prefix == E::PREFIX)
            .map(|(_, uuid)| Self::from_uuid(uuid))
            .ok_or(InvalidId { prefix: E::PREFIX })
    }
}

/// Prefix and UUID of a text that has the form of an id, whatever it may name.
pub(super) fn split(text: &str) -> Option<(&str, Uuid)> {
    let (prefix, body) = text.split_once('_')?;
    (!prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_lowercase())).then_some(())?;
    Some((prefix, Uuid::from_u128(decode(body)?)))
}

/// The 128 bits of exactly 26 digits; none for another alphabet, capitals or an overflow.
pub(super) fn decode(body: &str) -> Option<u128> {
    (body.len() == BODY_CHARS as usize).then_some(())?;
    body.bytes().try_fold(0_u128, |bits, char| {
        let digit = DIGITS.iter().position(|&digit| digit == char)?;
        bits.checked_mul(DIGITS.len() as u128)?
            .checked_add(digit as u128)
    })
}

impl<E: Entity> Serialize for Id<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, E: Entity> Deserialize<'de> for Id<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl<E> Type<Postgres> for Id<E> {
    fn type_info() -> postgres::PgTypeInfo {
        Uuid::type_info()
    }
}
impl<E> postgres::PgHasArrayType for Id<E> {
    fn array_type_info() -> postgres::PgTypeInfo {
        Uuid::array_type_info()
    }
}
impl<E> Encode<'_, Postgres> for Id<E> {
    fn encode_by_ref(&self, buf: &mut postgres::PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.encode_by_ref(buf)
    }
}
impl<E> Decode<'_, Postgres> for Id<E> {
    fn decode(value: postgres::PgValueRef<'_>) -> Result<Self, BoxDynError> {
        Uuid::decode(value).map(Self::from_uuid)
    }
}

impl<E: Entity> PartialSchema for Id<E> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .examples([format!("{}_01jvcx7r0ee8qt3ks2zbm4n6wd", E::PREFIX)])
            .into()
    }
}
impl<E: Entity> ToSchema for Id<E> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(E::ID_NAME)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_ids_have_the_documented_form() {
        let table = [
            (0, "ord_00000000000000000000000000"),
            (1, "ord_00000000000000000000000001"),
            (31, "ord_0000000000000000000000000z"),
            (u128::MAX, "ord_7zzzzzzzzzzzzzzzzzzzzzzzzz"),
            // From the TypeID specification.
            (
                0x0188_bac7_4afa_78aa_bc3b_bd1e_ef28_d881,
                "ord_01h2xcejqtf2nbrexx3vqjhp41",
            ),
        ];
        for (bits, text) in table {
            let id = OrderId::from_uuid(Uuid::from_u128(bits));
            assert_eq!(id.to_string(), text);
            assert_eq!(text.parse(), Ok(id));
        }
    }

    #[test]
    fn what_is_no_order_id_is_refused() {
        for text in [
            "",
            "_",
            "ord",
            "ord_",
            "01h2xcejqtf2nbrexx3vqjhp41",
            "_01h2xcejqtf2nbrexx3vqjhp41",
            "cust_01h2xcejqtf2nbrexx3vqjhp41",
            "ORD_01h2xcejqtf2nbrexx3vqjhp41",
            "ord_01H2XCEJQTF2NBREXX3VQJHP41",
            "ord_01h2xcejqtf2nbrexx3vqjhp4",
            "ord_01h2xcejqtf2nbrexx3vqjhp411",
            "ord_81h2xcejqtf2nbrexx3vqjhp41",
            "ord_zzzzzzzzzzzzzzzzzzzzzzzzzz",
            "ord_01h2xcejqtf2nbrexx3vqjhpi1",
            "ord_01h2xcejqtf2nbrexx3vqjhpu1",
            "ord_01h2xcejqtf2nbrexx3vqjh\u{e9}1",
            "ord__01h2xcejqtf2nbrexx3vqjhp4",
            " ord_01h2xcejqtf2nbrexx3vqjhp41",
            "0188bac7-4afa-78aa-bc3b-bd1eef28d881",
        ] {
            assert!(text.parse::<OrderId>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn prefixes_are_lower_case_and_unique() {
        assert_eq!(
            PREFIXES.iter().collect::<HashSet<_>>().len(),
            PREFIXES.len()
        );
        assert!(PREFIXES.concat().bytes().all(|b| b.is_ascii_lowercase()));
        assert_eq!(TenantId::name(), "TenantId");
    }

    #[test]
    fn json_is_the_public_form() {
        let id: CustomerId = "cust_01h2xcejqtf2nbrexx3vqjhp41".parse().unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, r#""cust_01h2xcejqtf2nbrexx3vqjhp41""#);
        assert_eq!(serde_json::from_str::<CustomerId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<OrderId>(&json).is_err());
    }

    proptest! {
        #[test]
        fn parse_undoes_print(bits: u128) {
            let id = OrderId::from_uuid(Uuid::from_u128(bits));
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn text_sorts_as_the_uuid_does(a: u128, b: u128) {
            let [a, b] = [a, b].map(|bits| OrderId::from_uuid(Uuid::from_u128(bits)));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn what_parses_prints_the_same(text in "ord_[0-9a-z]{26}") {
            if let Ok(id) = text.parse::<OrderId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
