//! A ceiling that reads nothing would be high: runs each script's statement once and looks.
use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{Ceiling, SERVER_ROLE};
use crate::{
    databases::Stage,
    shape::{BASE_MS, Kind, Tenant, id},
};

impl Ceiling {
    /// Fails unless the statement, run as the server's role, gives what the job is about: an order
    /// with items, a page of them, or an event for an order.
    pub(crate) async fn check(self, stage: &Stage<'_>) -> Result<()> {
        let text = self.script();
        let lines = text.lines().filter(|line| !line.starts_with(['\\', '-']));
        let mut statement = lines.collect::<Vec<_>>().join("\n");
        let tenant = self.tenant(stage);
        // Longest name first, for one may begin another.
        for (name, value) in values(tenant).into_iter().rev() {
            statement = statement.replace(&format!(":{name}"), &format!("'{value}'"));
        }
        let options = stage.cluster.login(SERVER_ROLE, &stage.database);
        let mut db = PgConnection::connect_with(&options).await?;
        let query = sqlx::raw_sql(AssertSqlSafe(statement));
        let met = match self {
            Self::Get | Self::List => query.fetch_all(&mut db).await.map(|rows| rows.len() as u64),
            Self::Create | Self::CreateSpread => query
                .execute(&mut db)
                .await
                .map(|done| done.rows_affected()),
        };
        let met = met.with_context(|| format!("the ceiling of {}", self.name()))?;
        ensure!(met > 0, "the ceiling of {} meets no row", self.name());
        Ok(db.close().await?)
    }

    /// The largest tenant, or another where the script draws one.
    fn tenant<'s>(self, stage: &'s Stage<'_>) -> &'s Tenant {
        let shape = &stage.loaded.shape;
        match self {
            Self::CreateSpread => shape.tenants.last().unwrap_or_else(|| shape.largest()),
            Self::Get | Self::List | Self::Create => shape.largest(),
        }
    }
}

/// What pgbench would compute for the first order, customer and variants of a tenant.
fn values(tenant: &Tenant) -> BTreeMap<&'static str, String> {
    let parts = |kind, ms, serial| {
        let (high, low) = id(kind, ms, serial).as_u64_pair();
        (
            (high & 0xFFF).to_string(),
            (low & super::SIXTY_BITS).to_string(),
        )
    };
    let (short, tail) = parts(Kind::Order, tenant.order_ms(1), 1);
    let (tenant_short, tenant_tail) = parts(Kind::Tenant, BASE_MS, tenant.index + 1);
    let (short1, tail1) = parts(Kind::Variant, BASE_MS, 1);
    let (short2, tail2) = parts(Kind::Variant, BASE_MS, 2);
    BTreeMap::from([
        ("tenant", tenant.id().to_string()),
        ("ms", tenant.order_ms(1).to_string()),
        ("short", short),
        ("tail", tail),
        ("c", "1".to_owned()),
        ("first", "2".to_owned()),
        ("last", "1".to_owned()),
        ("domain", "2".to_owned()),
        ("tenant_ms", tenant.base_ms().to_string()),
        ("tenant_short", tenant_short),
        ("tenant_tail", tenant_tail),
        ("short1", short1),
        ("short2", short2),
        ("tail1", tail1),
        ("tail2", tail2),
    ])
}
