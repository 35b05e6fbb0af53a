-- What stands above the tenants, and the role the server works as.
--
-- Schema `platform` holds only what belongs to no single tenant: who owns tenants, who may speak
-- for them, and queues that a worker drains across tenants. Its tables carry no row level
-- security; docs/decisions/0003-platform-schema.md lists them and says why.

do $$
begin
    -- The role of a cluster, not of a database: it may be there already.
    if not exists (select from pg_roles where rolname = 'flexorder_server') then
        create role flexorder_server nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
    end if;
exception
    when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
    -- The one who migrates may act as the server, so that one database URL serves for both.
    if not pg_has_role(current_user, 'flexorder_server', 'member') then
        execute format('grant flexorder_server to %I', current_user);
    end if;
end
$$;

create schema platform;

create table platform.organizations (
    id uuid primary key,
    name text not null check (name <> ''),
    created_at timestamptz not null
);

create table platform.tenants (
    id uuid primary key,
    organization_id uuid not null references platform.organizations (id),
    handle text not null unique check (handle ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text not null check (name <> ''),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    time_zone text not null,
    country text not null,
    tax_rate_ppm integer not null check (tax_rate_ppm between 0 and 1000000),
    tax_inclusive boolean not null,
    settings jsonb not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (organization_id, id)
);

create table platform.api_keys (
    id uuid primary key,
    organization_id uuid not null references platform.organizations (id),
    name text not null,
    -- First characters of the key, for people to tell keys apart.
    hint text not null,
    -- SHA-256 of the whole key; the key itself is never stored.
    hash bytea not null unique check (length(hash) = 32),
    permissions text[] not null,
    -- Whether it speaks for every tenant of its organization; else for those it is bound to alone.
    all_tenants boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    unique (organization_id, id)
);

-- The tenants a key is bound to: of its own organization.
create table platform.api_key_tenants (
    organization_id uuid not null,
    api_key_id uuid not null,
    tenant_id uuid not null,
    primary key (api_key_id, tenant_id),
    foreign key (organization_id, api_key_id) references platform.api_keys (organization_id, id),
    foreign key (organization_id, tenant_id) references platform.tenants (organization_id, id)
);

-- Events on their way out. Written in the transaction of the change they tell of; a worker claims
-- pending rows of all tenants with `for update skip locked`.
create table platform.outbox (
    tenant_id uuid not null,
    id uuid not null,
    event_type text not null,
    entity_type text not null,
    entity_id text not null,
    payload jsonb not null,
    state text not null check (state in ('pending', 'delivered', 'failed')),
    attempts integer not null check (attempts >= 0),
    created_at timestamptz not null,
    due_at timestamptz not null,
    primary key (tenant_id, id)
);
create index outbox_pending on platform.outbox (due_at, tenant_id, id) where state = 'pending';

grant usage on schema public, platform to flexorder_server;
grant select on platform.organizations, platform.tenants, platform.api_keys, platform.api_key_tenants to flexorder_server;
grant update (last_used_at) on platform.api_keys to flexorder_server;
grant select, insert, update on platform.outbox to flexorder_server;
grant select on public._sqlx_migrations to flexorder_server;
