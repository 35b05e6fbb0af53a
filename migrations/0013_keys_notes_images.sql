-- API keys that are made and revoked over the API (docs/decisions/0022-api-keys-over-the-api.md), and
-- notes on customers.

-- The server may add a key, bind it, and revoke one: nothing else of a key can be changed.
grant insert on platform.api_keys, platform.api_key_tenants to flexorder_server;
grant update (revoked_at) on platform.api_keys to flexorder_server;

-- A key is looked up by its hash before the tenant is known, so everyone reads. What a request
-- writes is of the organization of its tenant; a key that speaks for all tenants of it is an
-- administrator's to make. The last use is recorded outside of any tenant, by the key itself.
alter table platform.api_keys enable row level security;
create policy everyone_reads on platform.api_keys for select using (true);
create policy one_organization_adds on platform.api_keys for insert
    with check (
        not all_tenants
        and organization_id = (
            select t.organization_id from platform.tenants t
            where t.id = nullif(current_setting('app.tenant_id', true), '')::uuid
        )
    );
create policy one_organization_changes on platform.api_keys for update
    using (
        organization_id = (
            select t.organization_id from platform.tenants t
            where t.id = nullif(current_setting('app.tenant_id', true), '')::uuid
        )
    );
create policy its_own_use on platform.api_keys for update
    using (id = nullif(current_setting('app.api_key_id', true), '')::uuid);

alter table platform.api_key_tenants enable row level security;
create policy everyone_reads on platform.api_key_tenants for select using (true);
create policy one_organization_adds on platform.api_key_tenants for insert
    with check (
        organization_id = (
            select t.organization_id from platform.tenants t
            where t.id = nullif(current_setting('app.tenant_id', true), '')::uuid
        )
    );

alter table timeline_entries drop constraint timeline_entries_entity_type_check;
alter table timeline_entries add constraint timeline_entries_entity_type_check check (entity_type in (
    'order', 'subscription', 'customer', 'product', 'asset', 'payment', 'billing_group', 'file',
    'settings', 'custom_field', 'api_key'
));

-- What somebody noted of a customer: a call, a mail, a meeting; and whether to come back to it.
create table customer_notes (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    note_type text not null check (note_type in ('email', 'phone', 'meeting', 'note')),
    summary text not null check (summary <> ''),
    noted_on date not null,
    follow_up_on date,
    follow_up_done boolean not null,
    -- Who wrote it, as an actor is shown.
    created_by jsonb not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    check (follow_up_on is not null or not follow_up_done)
);
create index customer_notes_page on customer_notes (tenant_id, customer_id, noted_on desc, id desc);
alter table customer_notes enable row level security;
alter table customer_notes force row level security;
create policy one_tenant on customer_notes
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update, delete on customer_notes to flexorder_server;
