-- Settings and custom fields that are changed over the API.

-- Of a tenant's row the server may change what its owner chooses, and of its own tenant only.
grant update (name, time_zone, country, tax_rate_ppm, tax_inclusive, settings, version, updated_at)
    on platform.tenants to flexorder_server;
alter table platform.tenants enable row level security;
create policy everyone_reads on platform.tenants for select using (true);
create policy one_tenant_changes on platform.tenants for update
    using (id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (id = nullif(current_setting('app.tenant_id', true), '')::uuid);

alter table custom_fields add column version bigint not null default 1 check (version > 0);
grant delete on custom_fields to flexorder_server;

alter table timeline_entries drop constraint timeline_entries_entity_type_check;
alter table timeline_entries add constraint timeline_entries_entity_type_check check (entity_type in (
    'order', 'subscription', 'customer', 'product', 'asset', 'payment', 'billing_group', 'file',
    'settings', 'custom_field'
));
