-- Billing groups as lists, the queue of open order items, and the whole life of an asset.

-- Billing groups ----------------------------------------------------------------------------

-- A deleted group is gone for the API; what it was billed with still points to it.
alter table billing_groups
    add column deleted_at timestamptz,
    add check (deleted_at is null or status = 'inactive');
create index billing_groups_page on billing_groups (tenant_id, id) where deleted_at is null;
create index if not exists billing_groups_by_status on billing_groups (tenant_id, status, id);

-- Members of a group in list order, with what its figures are summed from.
drop index subscriptions_by_billing_group;
create index subscriptions_by_billing_group on subscriptions (tenant_id, billing_group_id, id)
    include (status, monthly_amount_minor)
    where billing_group_id is not null;

-- The queue ---------------------------------------------------------------------------------

-- Orders that wait for a SKU: what is fulfilled is not in it, however much that is.
create index order_items_open_by_variant on order_items (tenant_id, variant_id, order_id)
    where rented_quantity < quantity;

-- Assets ------------------------------------------------------------------------------------

-- Which subscriptions an asset was ever in, also those in which another took its place.
create table asset_subscriptions (
    tenant_id uuid not null,
    serial_number text not null,
    subscription_id uuid not null,
    assigned_at timestamptz not null,
    -- Charges due from this day on are earned by this asset; all from the first where it is null.
    from_date date,
    -- Charges due from this day on are earned by the asset that took its place.
    until_date date,
    primary key (tenant_id, serial_number, subscription_id, assigned_at),
    foreign key (tenant_id, serial_number) references assets (tenant_id, serial_number),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);

-- Each replacement ends one stay and begins the next; the first began with the contract.
with replaced as (
    select s.tenant_id, s.id, r.n, r.entry ->> 'oldSerialNumber' as old, r.entry ->> 'newSerialNumber' as new,
        (r.entry ->> 'replacedAt')::timestamptz as at
    from subscriptions s
    cross join jsonb_array_elements(s.replacement_history) with ordinality as r (entry, n)
),
stays as (
    select s.tenant_id, s.id, coalesce(r.old, s.serial_number) as serial_number, s.created_at as assigned_at,
        null::date as from_date, (r.at at time zone 'UTC')::date as until_date
    from subscriptions s
    left join replaced r on r.tenant_id = s.tenant_id and r.id = s.id and r.n = 1
    union all
    select r.tenant_id, r.id, r.new, r.at, (r.at at time zone 'UTC')::date, (next.at at time zone 'UTC')::date
    from replaced r
    left join replaced next on next.tenant_id = r.tenant_id and next.id = r.id and next.n = r.n + 1
)
insert into asset_subscriptions (tenant_id, serial_number, subscription_id, assigned_at, from_date, until_date)
select tenant_id, serial_number, id, assigned_at, from_date, until_date
from stays
on conflict do nothing;

alter table asset_subscriptions enable row level security;
alter table asset_subscriptions force row level security;
create policy one_tenant on asset_subscriptions
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, update on asset_subscriptions to flexorder_server;
