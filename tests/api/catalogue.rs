//! What Postgres itself says of the schema: isolation is a property of the tables, not of good will.
use sqlx::PgPool;

use crate::support::db;

/// Tables of schema `public` that hold no tenant's rows.
const NO_TENANT: &[&str] = &["_sqlx_migrations"];

/// All that stands above the tenants (docs/decisions/0003-platform-schema.md).
const PLATFORM: &[&str] = &[
    "api_key_tenants",
    "api_keys",
    "organizations",
    "outbox",
    "search_texts",
    "sessions",
    "tenant_schedules",
    "tenants",
    "url_secrets",
];

async fn names(sql: &'static str) -> Vec<String> {
    let pool = PgPool::connect_with(db::shared().await).await.unwrap();
    let found = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    found
}

fn none(what: &str, found: &[String]) {
    let found: Vec<_> = found
        .iter()
        .filter(|name| !NO_TENANT.iter().any(|table| name.starts_with(table)))
        .collect();
    assert!(found.is_empty(), "{what}: {found:?}");
}

#[tokio::test]
async fn every_table_of_a_tenant_has_row_level_security_enabled_and_forced() {
    let open = names(
        "select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
             and not (relrowsecurity and relforcerowsecurity)",
    )
    .await;
    none("open tables", &open);
    let guarded = names(
        "select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity",
    )
    .await;
    assert!(
        guarded.len() >= 13,
        "the query above finds nothing: {guarded:?}"
    );
}

#[tokio::test]
async fn every_policy_checks_reads_and_writes_by_the_setting() {
    let wrong = names(
        "select tablename || '.' || policyname from pg_policies
         where schemaname = 'public'
             and (cmd <> 'ALL' or permissive <> 'PERMISSIVE'
                 or qual is distinct from with_check
                 or qual not like '(tenant_id = (NULLIF(current_setting(''app.tenant_id''%')",
    )
    .await;
    none("policies", &wrong);
    let without = names(
        "select c.relname::text from pg_class c
         where relnamespace = 'public'::regnamespace and relkind = 'r'
             and (select count(*) from pg_policies p
                  where p.schemaname = 'public' and p.tablename = c.relname) <> 1",
    )
    .await;
    none("tables without exactly one policy", &without);
}

#[tokio::test]
async fn the_tenant_leads_every_key() {
    let keys = names(
        "select t.relname || '.' || i.relname
         from pg_index x
         join pg_class i on i.oid = x.indexrelid
         join pg_class t on t.oid = x.indrelid
         where t.relnamespace = 'public'::regnamespace
             and coalesce((select attname from pg_attribute
                           where attrelid = t.oid and attnum = x.indkey[0]), '') <> 'tenant_id'",
    )
    .await;
    none("indexes that tenant_id does not lead", &keys);
    let foreign = names(
        "select t.relname || '.' || c.conname
         from pg_constraint c
         join pg_class t on t.oid = c.conrelid
         where c.contype = 'f' and t.relnamespace = 'public'::regnamespace
             and ((select attname from pg_attribute
                   where attrelid = c.conrelid and attnum = c.conkey[1]) <> 'tenant_id'
                 or (select attname from pg_attribute
                     where attrelid = c.confrelid and attnum = c.confkey[1]) <> 'tenant_id'
                 or c.confdeltype in ('n', 'd') or not c.convalidated)",
    )
    .await;
    none("foreign keys that cross tenants or clear them", &foreign);
    let nullable = names(
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
             and not exists (select from pg_attribute a
                             where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)",
    )
    .await;
    none("tables without a tenant", &nullable);
}

#[tokio::test]
async fn nothing_happens_behind_the_servers_back() {
    let triggers = names(
        "select t.tgrelid::regclass || '.' || t.tgname from pg_trigger t
         where not t.tgisinternal",
    )
    .await;
    assert!(triggers.is_empty(), "triggers: {triggers:?}");
    let views = names(
        "select relname::text from pg_class
         where relnamespace in ('public'::regnamespace, 'platform'::regnamespace)
             and relkind in ('v', 'm')",
    )
    .await;
    assert!(views.is_empty(), "views: {views:?}");
    let definers = names(
        "select proname::text from pg_proc
         where pronamespace in ('public'::regnamespace, 'platform'::regnamespace) and prosecdef",
    )
    .await;
    assert!(
        definers.is_empty(),
        "functions with their owner's rights: {definers:?}"
    );
}

#[tokio::test]
async fn the_platform_schema_holds_nothing_else() {
    let tables = names(
        "select relname::text from pg_class
         where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p') order by 1",
    )
    .await;
    assert_eq!(tables, PLATFORM);
}

#[tokio::test]
async fn the_servers_role_is_powerless() {
    let powers = names(
        "select rolname::text from pg_roles
         where rolname = 'flexorder_server'
             and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
    )
    .await;
    assert!(powers.is_empty(), "it has powers");
    let owned = names(
        "select c.relname::text from pg_class c
         join pg_roles r on r.oid = c.relowner
         where r.rolname = 'flexorder_server'",
    )
    .await;
    assert!(owned.is_empty(), "it owns {owned:?}");
    let memberships = names(
        "select g.rolname::text from pg_auth_members m
         join pg_roles r on r.oid = m.member
         join pg_roles g on g.oid = m.roleid
         where r.rolname = 'flexorder_server'",
    )
    .await;
    assert!(memberships.is_empty(), "it may act as {memberships:?}");
    let excessive = names(
        "select table_schema || '.' || table_name || ': ' || privilege_type
         from information_schema.role_table_grants
         where grantee = 'flexorder_server'
             and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')",
    )
    .await;
    assert!(excessive.is_empty(), "too many rights: {excessive:?}");
    let creating = names(
        "select nspname::text from pg_namespace
         where nspname in ('public', 'platform')
             and has_schema_privilege('flexorder_server', oid, 'create')",
    )
    .await;
    assert!(creating.is_empty(), "it may create in {creating:?}");
}
