//! Fills a database: by COPY, as the role that migrates, over several connections, with every
//! constraint and index in place.
mod buffer;
mod orders;
mod parties;
mod rows;
mod showcase;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::{Context as _, Result};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, postgres::PgConnectOptions};
use tokio::task::JoinSet;

use self::{buffer::Batch, orders::Order};
pub(crate) use self::{rows::address, showcase::showcase};
use crate::shape::{BASE_MS, Kind, Shape, Tenant, id};

/// Connections that load at once.
const LOADERS: usize = 3;
/// Orders of one piece of work.
const PIECE_ORDERS: u64 = 10_000;

/// Fills what follows from the loaded rows; read when it is needed, as migrations/ is.
pub(crate) const DERIVED: &str = "benches/flexorder/load/derived.sql";

/// What determines the rows, so that a loaded database of other rows is not taken for this one.
pub(crate) const SOURCES: [&str; 7] = [
    include_str!("mod.rs"),
    include_str!("buffer.rs"),
    include_str!("orders.rs"),
    include_str!("parties.rs"),
    include_str!("rows.rs"),
    include_str!("../shape.rs"),
    include_str!("../names.rs"),
];

/// Some orders of a tenant: from, to and including.
type Piece = Vec<(Tenant, u64, u64)>;

/// Id of the organization that owns all tenants.
pub(crate) fn organization() -> String {
    crate::shape::public(Kind::Organization, id(Kind::Organization, BASE_MS, 1))
}

/// Loads tenants, catalogs, customers and orders into a migrated, empty database.
pub(crate) async fn load(options: &PgConnectOptions, shape: &Shape) -> Result<()> {
    let mut admin = PgConnection::connect_with(options).await?;
    tenants(&mut admin, shape).await?;
    work(options, parties(shape), |batch, piece| {
        for (tenant, ..) in piece {
            parties::write_catalog(batch, tenant);
            parties::write_customers(batch, tenant);
        }
    })
    .await?;
    work(options, pieces(shape), |batch, piece| {
        for (tenant, from, to) in piece {
            for n in *from..=*to {
                rows::write(batch, tenant, &Order::of(tenant, n));
            }
        }
    })
    .await?;
    sqlx::raw_sql(AssertSqlSafe(fs::read_to_string(DERIVED)?))
        .execute(&mut admin)
        .await
        .context(DERIVED)?;
    sqlx::raw_sql("vacuum (analyze)")
        .execute(&mut admin)
        .await?;
    sqlx::raw_sql("checkpoint").execute(&mut admin).await?;
    admin.close().await?;
    Ok(())
}

async fn tenants(admin: &mut PgConnection, shape: &Shape) -> Result<()> {
    let organization = id(Kind::Organization, BASE_MS, 1);
    let made = sqlx::raw_sql(AssertSqlSafe(format!(
        "insert into platform.organizations (id, name, created_at)
         values ('{organization}', 'Benchmark', now())"
    )));
    made.execute(&mut *admin).await?;
    let (ids, handles): (Vec<_>, Vec<_>) = shape
        .tenants
        .iter()
        .map(|tenant| (tenant.id(), format!("tenant-{}", tenant.index)))
        .unzip();
    sqlx::query(
        "
        insert into platform.tenants
            (id, organization_id, handle, name, currency, time_zone, country, tax_rate_ppm,
             tax_inclusive, settings, version, created_at, updated_at)
        select id, $1, handle, handle, 'EUR', 'Europe/Amsterdam', 'Netherlands', 210000, false, '{}',
            1, now(), now()
        from unnest($2::uuid[], $3::text[]) as tenant (id, handle)
        ",
    )
    .bind(organization)
    .bind(&ids)
    .bind(&handles)
    .execute(admin)
    .await?;
    Ok(())
}

/// Tenants in pieces of about as many customers.
fn parties(shape: &Shape) -> Vec<Piece> {
    gather(
        shape
            .tenants
            .iter()
            .map(|tenant| (tenant.clone(), 1, tenant.orders)),
    )
}

/// All orders in pieces, so that neither a large tenant is one piece nor every small one.
fn pieces(shape: &Shape) -> Vec<Piece> {
    gather(shape.tenants.iter().flat_map(|tenant| {
        (1..=tenant.orders)
            .step_by(usize::try_from(PIECE_ORDERS).unwrap_or(1))
            .map(|from| {
                (
                    tenant.clone(),
                    from,
                    (from + PIECE_ORDERS - 1).min(tenant.orders),
                )
            })
    }))
}

fn gather(parts: impl Iterator<Item = (Tenant, u64, u64)>) -> Vec<Piece> {
    let (mut pieces, mut piece, mut orders) = (Vec::new(), Piece::new(), 0);
    for part in parts {
        orders += part.2 - part.1 + 1;
        piece.push(part);
        if orders >= PIECE_ORDERS {
            pieces.push(std::mem::take(&mut piece));
            orders = 0;
        }
    }
    pieces.push(piece);
    pieces
}

/// Writes and sends all pieces over a few connections.
async fn work(
    options: &PgConnectOptions,
    pieces: Vec<Piece>,
    write: impl Fn(&mut Batch, &Piece) + Send + Clone + 'static,
) -> Result<()> {
    let (pieces, next) = (Arc::new(pieces), Arc::new(AtomicUsize::new(0)));
    let mut loaders = JoinSet::new();
    for _ in 0..LOADERS {
        let (pieces, next, write) = (Arc::clone(&pieces), Arc::clone(&next), write.clone());
        let options = options.clone();
        loaders.spawn(async move {
            let mut db = PgConnection::connect_with(&options).await?;
            let mut batch = Batch::default();
            while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                write(&mut batch, piece);
                batch.send(&mut db).await?;
            }
            db.close().await?;
            anyhow::Ok(())
        });
    }
    while let Some(done) = loaders.join_next().await {
        done??;
    }
    Ok(())
}
