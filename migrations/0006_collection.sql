-- Collecting payments, giving them back, and the work that is due without anybody asking
-- (docs/decisions/0018-collection-and-scheduler.md).

-- Payments ------------------------------------------------------------------------------------

alter table payments
    -- Who was asked for the money; none while it waits for a person.
    add column collector text check (collector in ('sandbox')),
    -- An attempt whose outcome is not known yet: when the collector is asked about it again.
    add column claimed_until timestamptz,
    -- Given back so far, with the tax in it.
    add column refunded_minor bigint not null default 0,
    add column refunded_tax_minor bigint not null default 0,
    add column refunded_at timestamptz,
    -- The payment that asks for this one's money; this one is cancelled.
    add column consolidated_into uuid,
    -- What that payment brought of this one's money, without tax; null until it is paid.
    add column settled_net_minor bigint,
    add constraint payments_refunded check (
        refunded_minor between 0 and total_minor
        and refunded_tax_minor between 0 and refunded_minor
        and refunded_tax_minor <= tax_amount_minor
        and (status = 'paid' or refunded_minor = 0)
        and (refunded_minor = 0) = (refunded_at is null)
    ),
    add constraint payments_consolidated check (consolidated_into is null or status = 'cancelled'),
    add constraint payments_settled check (settled_net_minor is null or consolidated_into is not null),
    add constraint payments_claimed check (claimed_until is null or collector is not null),
    add constraint payments_consolidated_into
        foreign key (tenant_id, consolidated_into) references payments (tenant_id, id);
create index payments_outstanding on payments (tenant_id, claimed_until, id) where claimed_until is not null;
create index payments_to_retry on payments (tenant_id, next_retry_at, id) where next_retry_at is not null;
create index payments_by_consolidated on payments (tenant_id, consolidated_into, id) where consolidated_into is not null;
create index payments_merged_by_subscription on payments (tenant_id, subscription_id) where consolidated_into is not null;
create index payments_by_paid on payments (tenant_id, paid_at, id) where paid_at is not null;

create table payment_refunds (
    tenant_id uuid not null,
    id uuid not null,
    payment_id uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    tax_minor bigint not null check (tax_minor between 0 and amount_minor),
    reason text not null,
    -- Pending until who collected has given the money back.
    status text not null check (status in ('pending', 'succeeded')),
    -- Of an attempt that brought money for a payment that was paid meanwhile: not of its amount.
    duplicate boolean not null,
    -- Who gives it back; none where a person does.
    collector text check (collector in ('sandbox')),
    -- When that one is asked, or asked again.
    due_at timestamptz,
    transaction_id text,
    created_by text not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payments (tenant_id, id),
    check ((status = 'succeeded') = (settled_at is not null)),
    check ((status = 'pending') = (due_at is not null)),
    check (status = 'succeeded' or collector is not null)
);
create index payment_refunds_by_payment on payment_refunds (tenant_id, payment_id, id);
create index payment_refunds_pending on payment_refunds (tenant_id, due_at, id) where status = 'pending';

-- The sandbox's own books: what it was asked to do under a key it did once.
create table sandbox_charges (
    tenant_id uuid not null,
    key text not null check (key <> ''),
    kind text not null check (kind in ('charge', 'refund')),
    payment_id uuid not null,
    amount_minor bigint not null,
    currency char(3) not null,
    outcome text not null check (outcome in ('succeeded', 'declined')),
    transaction_id text not null,
    created_at timestamptz not null,
    primary key (tenant_id, key)
);

-- Billing groups ------------------------------------------------------------------------------

-- First day of the last month whose consolidated payment was built, or found to have nothing in it.
alter table billing_groups
    add column consolidated_through date check (extract(day from consolidated_through) = 1);
create index billing_groups_active on billing_groups (tenant_id, id) where status = 'active';

-- The scheduler -------------------------------------------------------------------------------

-- What failed, and when it is tried again: one bad row keeps nobody waiting.
create table scheduler_delays (
    tenant_id uuid not null,
    task text not null,
    entity_id uuid not null,
    failures integer not null check (failures > 0),
    retry_at timestamptz not null,
    primary key (tenant_id, task, entity_id)
);

-- When each tenant is looked at next, and which server does so now.
create table platform.tenant_schedules (
    tenant_id uuid primary key references platform.tenants (id),
    due_at timestamptz not null,
    leased_until timestamptz
);
create index tenant_schedules_by_due on platform.tenant_schedules (due_at, tenant_id);
grant select, insert, update on platform.tenant_schedules to flexorder_server;

do $$
declare
    name text;
begin
    foreach name in array array['payment_refunds', 'sandbox_charges', 'scheduler_delays'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy one_tenant on %I '
            'using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid) '
            'with check (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
            name
        );
        execute format('grant select, insert, update on %I to flexorder_server', name);
    end loop;
end
$$;
grant delete on scheduler_delays to flexorder_server;
