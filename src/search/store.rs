//! SQL for the texts that are searched.
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Result,
    kernel::{
        id::TenantId,
        word::{Word as _, words},
    },
};

words! {
    /// What a text names.
    pub enum Kind {
        /// A customer, by name and e-mail as their orders have them.
        Customer = "customer",
        /// A customer, by company.
        Company = "company",
        /// A customer, by the digits of their phone number.
        Phone = "phone",
        /// A product, by name.
        Product = "product",
        /// A product, by what else it is looked up by: its SKU, those of its variants, brand, category.
        Article = "article",
        /// A billing group, by name.
        BillingGroup = "billing_group",
    }
}

/// A text that is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Among what.
    pub kind: Kind,
    /// A part of the text, whatever the case.
    pub part: &'a str,
    /// With more texts than these there are too many to look up.
    pub most: usize,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// All of them, each once; perhaps none.
    Few(Vec<Uuid>),
    /// Too many to look up one by one.
    Many,
}

impl Found {
    fn new(mut ids: Vec<Uuid>, most: usize) -> Self {
        if ids.len() > most {
            return Self::Many;
        }
        ids.sort_unstable();
        ids.dedup();
        Self::Few(ids)
    }

    /// Whether there is nothing.
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Few(ids) if ids.is_empty())
    }

    /// What was found of either, each once.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Few(mut ids), Self::Few(others)) => {
                ids.extend(others);
                let most = ids.len();
                Self::new(ids, most)
            }
            (Self::Many, _) | (_, Self::Many) => Self::Many,
        }
    }
}

/// Adds texts under which entities are found from now on; known ones are left alone. None is taken away
/// while its entity is there: rows that are found are tested again.
pub async fn record(
    conn: &mut PgConnection,
    tenant: TenantId,
    texts: &[(Kind, Uuid, &str)],
) -> Result<()> {
    let kinds: Vec<&str> = texts.iter().map(|(kind, ..)| kind.word()).collect();
    let ids: Vec<Uuid> = texts.iter().map(|(_, id, _)| *id).collect();
    let texts: Vec<&str> = texts.iter().map(|(.., text)| *text).collect();
    // In one order, for two changes that add the same texts wait for each other.
    sqlx::query!(
        "
        insert into platform.search_texts (tenant_id, kind, entity_id, text)
        select distinct $1::uuid, called.kind, called.entity_id, lower(called.text)
        from unnest($2::text[], $3::uuid[], $4::text[]) as called (kind, entity_id, text)
        order by 2, 3, 4
        on conflict do nothing
        ",
        tenant as _,
        &kinds as _,
        &ids,
        &texts as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes away all texts of an entity that is removed.
pub async fn forget(
    conn: &mut PgConnection,
    tenant: TenantId,
    (kind, id): (Kind, Uuid),
) -> Result<()> {
    sqlx::query!(
        "
        delete from platform.search_texts
        where tenant_id = $1 and kind = $2 and entity_id = $3
        ",
        tenant as _,
        kind.word(),
        id,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Finds what was ever called something that contains a text, for each text what is asked for.
///
/// `offset 0` leaves the planner the index by gram alone, which knows nothing of other tenants.
pub async fn find<const N: usize>(
    conn: &mut PgConnection,
    tenant: TenantId,
    asks: [Ask<'_>; N],
) -> Result<[Found; N]> {
    let kinds = asks.map(|ask| ask.kind.word());
    let parts = asks.map(|ask| ask.part);
    let limits = asks.map(|ask| {
        i64::try_from(ask.most)
            .unwrap_or(i64::MAX)
            .saturating_add(1)
    });
    let mut found = sqlx::query_scalar!(
        r#"
        select array(
            select hit.entity_id
            from (
                select s.tenant_id, s.kind, s.entity_id, s.text
                from platform.search_texts s
                where platform.search_grams(s.tenant_id, s.kind, s.text, 1)
                    @> platform.search_grams($1, ask.kind, ask.part, least(3, length(ask.part)))
                offset 0
            ) as hit
            where hit.tenant_id = $1 and hit.kind = ask.kind and strpos(hit.text, ask.part) > 0
            limit ask.most
        ) as "ids!"
        from (
            select kind, lower(part) as part, most, place
            from unnest($2::text[], $3::text[], $4::bigint[])
                with ordinality as given (kind, part, most, place)
        ) as ask
        order by ask.place
        "#,
        tenant as _,
        &kinds[..] as _,
        &parts[..] as _,
        &limits[..],
    )
    .fetch_all(conn)
    .await?
    .into_iter();
    Ok(asks.map(|ask| Found::new(found.next().unwrap_or_default(), ask.most)))
}
