//! What an API key may do (contract 10.15).
use std::{collections::BTreeSet, fmt};

use crate::kernel::text::{list_of, nearest};

/// Name of all permissions together.
const EVERYTHING: &str = "*";

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// The right to do one kind of thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $variant,)* }

        impl Permission {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Every name that a key's list may hold.
            pub const NAMES: &'static [&'static str] = &[EVERYTHING, $($name,)*];

            /// The name, such as `orders:read`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The permission with that name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

permissions! {
    /// Read orders and their timelines.
    OrdersRead = "orders:read";
    /// Create, edit, confirm and cancel orders.
    OrdersWrite = "orders:write";
    /// Read subscriptions and exports.
    SubscriptionsRead = "subscriptions:read";
    /// Create, extend and end subscriptions; make exports.
    SubscriptionsWrite = "subscriptions:write";
    /// Read products and variants.
    CatalogRead = "catalog:read";
    /// Create, change and delete products and variants.
    CatalogWrite = "catalog:write";
    /// Read customers.
    CustomersRead = "customers:read";
    /// Change and delete customers.
    CustomersWrite = "customers:write";
    /// Read assets.
    AssetsRead = "assets:read";
    /// Create, change and delete assets.
    AssetsWrite = "assets:write";
    /// Read payments and billing groups.
    PaymentsRead = "payments:read";
    /// Collect, mark and cancel payments; change billing groups.
    PaymentsWrite = "payments:write";
    /// Read files.
    FilesRead = "files:read";
    /// Upload and delete files.
    FilesWrite = "files:write";
    /// Read settings.
    SettingsRead = "settings:read";
    /// Change settings.
    SettingsWrite = "settings:write";
}

impl Permission {
    /// The permission that comes with this one: `x:write` includes `x:read`.
    const fn includes(self) -> Option<Self> {
        match self {
            Self::OrdersWrite => Some(Self::OrdersRead),
            Self::SubscriptionsWrite => Some(Self::SubscriptionsRead),
            Self::CatalogWrite => Some(Self::CatalogRead),
            Self::CustomersWrite => Some(Self::CustomersRead),
            Self::AssetsWrite => Some(Self::AssetsRead),
            Self::PaymentsWrite => Some(Self::PaymentsRead),
            Self::FilesWrite => Some(Self::FilesRead),
            Self::SettingsWrite => Some(Self::SettingsRead),
            Self::OrdersRead
            | Self::SubscriptionsRead
            | Self::CatalogRead
            | Self::CustomersRead
            | Self::AssetsRead
            | Self::PaymentsRead
            | Self::FilesRead
            | Self::SettingsRead => None,
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a key may do: everything, or some permissions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionSet(Granted);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Granted {
    Everything,
    Some(BTreeSet<Permission>),
}

/// A name that is no permission, or no name at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPermissions {
    /// Not one of ours.
    #[error(
        "`{name}` is no permission{hint}; allowed are {}",
        list_of(Permission::NAMES)
    )]
    Unknown {
        /// What was given.
        name: String,
        /// The nearest one, as a part of the sentence.
        hint: String,
    },
    /// A key that may do nothing helps nobody.
    #[error(
        "name at least one permission; allowed are {}",
        list_of(Permission::NAMES)
    )]
    Empty,
}

impl PermissionSet {
    /// All permissions, also those to come.
    pub const EVERYTHING: Self = Self(Granted::Everything);

    /// Reads the names of a key's list.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, InvalidPermissions> {
        let (mut some, mut everything) = (BTreeSet::new(), false);
        for name in names {
            match Permission::parse(name) {
                Some(permission) => {
                    some.insert(permission);
                }
                None if name == EVERYTHING => everything = true,
                None => return Err(unknown(name)),
            }
        }
        match (everything, some.is_empty()) {
            (true, _) => Ok(Self::EVERYTHING),
            (false, true) => Err(InvalidPermissions::Empty),
            (false, false) => Ok(Self(Granted::Some(some))),
        }
    }

    /// Whether it holds a permission, itself or by one that includes it.
    pub fn allows(&self, wanted: Permission) -> bool {
        match &self.0 {
            Granted::Everything => true,
            Granted::Some(some) => some
                .iter()
                .any(|&given| given == wanted || given.includes() == Some(wanted)),
        }
    }

    /// Whether all that the names of `wanted` stand for is among what this one holds; the star only
    /// where it is the star.
    pub fn covers(&self, wanted: &Self) -> bool {
        match (&self.0, &wanted.0) {
            (Granted::Everything, _) => true,
            (Granted::Some(_), Granted::Everything) => false,
            (Granted::Some(_), Granted::Some(some)) => some.iter().all(|&one| self.allows(one)),
        }
    }

    /// All it allows, with those that come with others.
    pub fn allowed(&self) -> impl Iterator<Item = Permission> {
        let all = Permission::ALL.iter().copied();
        all.filter(|&wanted| self.allows(wanted))
    }

    /// The names, as they are stored and shown.
    pub fn names(&self) -> Vec<String> {
        match &self.0 {
            Granted::Everything => vec![EVERYTHING.to_owned()],
            Granted::Some(some) => some.iter().map(ToString::to_string).collect(),
        }
    }
}

fn unknown(name: &str) -> InvalidPermissions {
    let hint = nearest(name, Permission::NAMES.iter().copied())
        .map(|near| format!(" (did you mean `{near}`?)"))
        .unwrap_or_default();
    InvalidPermissions::Unknown {
        name: name.to_owned(),
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_includes_reading_of_the_same_and_of_nothing_else() {
        for &given in Permission::ALL {
            let set = PermissionSet::parse([given.as_str()]).unwrap();
            let (thing, action) = given.as_str().split_once(':').unwrap();
            for &wanted in Permission::ALL {
                let read = wanted.as_str() == format!("{thing}:read");
                let expected = wanted == given || (action == "write" && read);
                assert_eq!(set.allows(wanted), expected, "{given} and {wanted}");
            }
        }
    }

    #[test]
    fn the_star_allows_everything() {
        let set = PermissionSet::parse(["orders:read", "*"]).unwrap();
        assert_eq!(set, PermissionSet::EVERYTHING);
        assert!(Permission::ALL.iter().all(|&wanted| set.allows(wanted)));
        assert_eq!(set.names(), ["*"]);
    }

    #[test]
    fn a_set_covers_what_it_allows_and_the_star_only_the_star() {
        let set = |names: &[&str]| PermissionSet::parse(names.iter().copied()).unwrap();
        let every: Vec<&str> = Permission::ALL.iter().map(|one| one.as_str()).collect();
        let table = [
            (set(&["*"]), set(&["*"]), true),
            (set(&["*"]), set(&every), true),
            (set(&every), set(&["*"]), false),
            (set(&every), set(&every), true),
            (set(&["orders:write"]), set(&["orders:read"]), true),
            (set(&["orders:read"]), set(&["orders:write"]), false),
            (
                set(&["orders:write"]),
                set(&["orders:read", "assets:read"]),
                false,
            ),
        ];
        for (held, wanted, covered) in table {
            assert_eq!(held.covers(&wanted), covered, "{held:?} {wanted:?}");
        }
    }

    #[test]
    fn an_unknown_name_is_refused_with_those_there_are() {
        let cause = PermissionSet::parse(["order:read"])
            .unwrap_err()
            .to_string();
        assert!(cause.contains("did you mean `orders:read`?"), "{cause}");
        assert!(cause.contains("settings:write"), "{cause}");
        assert_eq!(PermissionSet::parse([]), Err(InvalidPermissions::Empty));
    }
}
