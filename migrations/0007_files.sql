-- Files, invoices, and the secrets that signed URLs are made with
-- (docs/decisions/0019-files-and-documents.md).

create table files (
    tenant_id uuid not null,
    id uuid not null,
    order_id uuid,
    -- Of the order, where there is one.
    customer_id uuid,
    file_type text not null check (file_type in ('contract', 'invoice', 'document', 'attachment')),
    category text not null check (category in ('generated', 'uploaded')),
    -- What it is offered under; `original_filename` is what its uploader called it.
    filename text not null check (filename <> ''),
    original_filename text not null,
    content_type text not null,
    -- As announced, until it is stored.
    size_bytes bigint check (size_bytes >= 0),
    sha256 bytea check (length(sha256) = 32),
    -- Where its bytes are: below the tenant's and the file's own folder, so that no other's can be named.
    storage_path text,
    -- `pending`: its bytes are awaited; `deleted`: they are still to be removed. Neither is seen.
    state text not null check (state in ('pending', 'stored', 'deleted')),
    upload_expires_at timestamptz,
    uploaded_by text not null,
    metadata jsonb not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references orders (tenant_id, id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    check (state <> 'stored' or (storage_path is not null and size_bytes is not null and sha256 is not null)),
    check (state <> 'pending' or upload_expires_at is not null)
);
create index files_by_order on files (tenant_id, order_id, id desc) where order_id is not null;
create index files_by_customer on files (tenant_id, customer_id, id desc) where customer_id is not null;
create index files_by_type on files (tenant_id, file_type, id desc);
-- Few: what waits to be swept.
create index files_unsettled on files (tenant_id, updated_at) where state <> 'stored';

-- One an invoiced payment, made once. The snapshot is all that is printed: a reprint equals the
-- first print, whatever became of the customer or the company since.
create table invoices (
    tenant_id uuid not null,
    payment_id uuid not null,
    number text not null check (number <> ''),
    issued_on date not null,
    snapshot jsonb not null,
    created_at timestamptz not null,
    primary key (tenant_id, payment_id),
    unique (tenant_id, number),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id)
);

-- The last number given out, by year: its lock makes the numbers gapless.
create table invoice_counters (
    tenant_id uuid not null,
    year integer not null,
    last bigint not null check (last > 0),
    primary key (tenant_id, year)
);

do $$
declare
    name text;
begin
    foreach name in array array['files', 'invoices', 'invoice_counters'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy one_tenant on %I '
            'using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid) '
            'with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
            name
        );
        execute format('grant select, insert on %I to flexorder_server', name);
    end loop;
end
$$;
grant update, delete on files to flexorder_server;
grant update on invoice_counters to flexorder_server;

-- What signed URLs are signed with, for all servers of the database. The newest signs; each one
-- that is still here is believed. To rotate, add a row, and remove the old one a day later.
create table platform.url_secrets (
    id integer primary key check (id > 0),
    secret bytea not null check (length(secret) = 32),
    created_at timestamptz not null
);
grant select, insert on platform.url_secrets to flexorder_server;
