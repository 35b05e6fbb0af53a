//! Closed lists of words, such as statuses.
use super::text;

/// A word of a closed list: one name for wire, database, log and test.
pub trait Word: Copy + 'static {
    /// All of them, in the order of the contract.
    const ALL: &'static [Self];
    /// Its name.
    fn word(self) -> &'static str;

    /// The word with that name.
    fn from_word(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.word() == name)
    }

    /// What to tell about a name that is none of them: the allowed ones and the nearest.
    fn unknown(name: &str) -> String {
        let allowed: Vec<&str> = Self::ALL.iter().map(|word| word.word()).collect();
        let list = text::list_of(&allowed);
        match text::nearest(name, allowed.iter().copied()) {
            Some(near) => format!("Must be {list}. Did you mean `{near}`?"),
            None => format!("Must be {list}."),
        }
    }
}

/// Makes an enum of words: `words! { /// Docs. pub enum Status { /// Doc. Active = "active" } }`.
/// It is a [`Word`], and that name is what it is in JSON and, as `text`, in Postgres.
// `tt` and not `literal`: utoipa does not see into a literal that a macro has captured.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $word:tt),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        $vis enum $name { $($(#[$variant_meta])* #[serde(rename = $word)] $variant),+ }

        impl $crate::kernel::word::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl sqlx::Type<sqlx::Postgres> for $name {
            fn type_info() -> sqlx::postgres::PgTypeInfo {
                <str as sqlx::Type<sqlx::Postgres>>::type_info()
            }

            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <str as sqlx::Type<sqlx::Postgres>>::compatible(ty)
            }
        }

        impl sqlx::Encode<'_, sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buf: &mut sqlx::postgres::PgArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                let word = <Self as $crate::kernel::word::Word>::word(*self);
                <&str as sqlx::Encode<'_, sqlx::Postgres>>::encode_by_ref(&word, buf)
            }
        }

        impl sqlx::Decode<'_, sqlx::Postgres> for $name {
            fn decode(
                value: sqlx::postgres::PgValueRef<'_>,
            ) -> Result<Self, sqlx::error::BoxDynError> {
                let name = <&str as sqlx::Decode<'_, sqlx::Postgres>>::decode(value)?;
                <Self as $crate::kernel::word::Word>::from_word(name)
                    .ok_or_else(|| format!("{name} is no {}", stringify!($name)).into())
            }
        }
    };
}
pub(crate) use words;
