-- Sessions of browsers, each opened with an API key (docs/decisions/0021-sessions.md).

create table platform.sessions (
    -- SHA-256 of the token in the cookie; the token itself is never stored.
    hash bytea primary key check (length(hash) = 32),
    organization_id uuid not null,
    api_key_id uuid not null,
    -- The tenant it was opened in; it may be used in every one of its key's.
    tenant_id uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    ended_at timestamptz,
    foreign key (organization_id, api_key_id) references platform.api_keys (organization_id, id),
    foreign key (organization_id, tenant_id) references platform.tenants (organization_id, id)
);
create index sessions_by_expiry on platform.sessions (expires_at);
create index sessions_by_key on platform.sessions (api_key_id, created_at);

grant select, insert, delete on platform.sessions to flexorder_server;
grant update (ended_at) on platform.sessions to flexorder_server;
