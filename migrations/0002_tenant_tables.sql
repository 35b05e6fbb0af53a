-- Everything that belongs to a tenant.
--
-- Rules, held by tests/catalogue.rs: `tenant_id` leads every primary key, unique index and foreign
-- key, so that rows of two tenants cannot meet; row level security is enabled and forced; no
-- triggers. Amounts are minor units of the tenant's currency (docs/decisions/0004-money.md), ids
-- and times are made by the server.

-- Catalog -----------------------------------------------------------------------------------

create table products (
    tenant_id uuid not null,
    id uuid not null,
    product_sku text not null check (product_sku <> ''),
    name text not null check (name <> ''),
    specification text not null,
    category text not null,
    brand text not null,
    description text,
    images text[] not null,
    status text not null check (status in ('active', 'discontinued')),
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, product_sku)
);
create index products_page on products (tenant_id, created_at desc, id desc);

create table variants (
    tenant_id uuid not null,
    id uuid not null,
    product_id uuid not null,
    variant_sku text not null check (variant_sku <> ''),
    name text not null check (name <> ''),
    grade text not null check (grade <> ''),
    condition text,
    color_name text,
    images text[] not null,
    list_price_minor bigint check (list_price_minor >= 0),
    acquisition_cost_minor bigint check (acquisition_cost_minor >= 0),
    status text not null check (status in ('active', 'inactive')),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, variant_sku),
    foreign key (tenant_id, product_id) references products (tenant_id, id)
);
create index variants_by_product on variants (tenant_id, product_id);
create index variants_page on variants (tenant_id, created_at desc, id desc);

create table price_tiers (
    tenant_id uuid not null,
    variant_id uuid not null,
    contract_length integer not null check (contract_length between 1 and 120),
    monthly_price_minor bigint not null check (monthly_price_minor >= 0),
    setup_fee_minor bigint check (setup_fee_minor >= 0),
    discount_type text check (discount_type in ('percentage', 'fixed')),
    -- Hundredths of a percent where the type is percentage, else minor units.
    discount_value bigint check (discount_value >= 0),
    discount_description text,
    source text check (source in ('suggested', 'manual')),
    calculated_at text,
    preset_used text,
    primary key (tenant_id, variant_id, contract_length),
    foreign key (tenant_id, variant_id) references variants (tenant_id, id),
    check ((discount_type is null) = (discount_value is null))
);

-- Customers ---------------------------------------------------------------------------------

create table customers (
    tenant_id uuid not null,
    id uuid not null,
    email text not null,
    -- Lower-cased by the server; what decides whether two e-mails are one customer.
    email_folded text not null,
    first_name text not null,
    last_name text not null,
    company text,
    phone text,
    customer_type text not null check (customer_type in ('individual', 'business')),
    payment_terms text not null check (payment_terms in ('immediate', 'net_7', 'net_14', 'net_30')),
    status text not null check (status in ('active', 'inactive')),
    last_billing_address jsonb,
    last_shipping_address jsonb,
    custom_fields jsonb,
    total_orders bigint not null check (total_orders >= 0),
    -- Of active subscriptions.
    total_devices_rented bigint not null check (total_devices_rented >= 0),
    total_monthly_revenue_minor bigint not null check (total_monthly_revenue_minor >= 0),
    -- Of all subscriptions ever.
    subscriptions_tracked bigint not null check (subscriptions_tracked >= 0),
    lifetime_collected_minor bigint not null,
    total_acquisition_cost_minor bigint not null check (total_acquisition_cost_minor >= 0),
    created_by text not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, email_folded),
    check (customer_type = 'business' or payment_terms = 'immediate')
);
create index customers_page on customers (tenant_id, created_at desc, id desc);

create table billing_groups (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    group_name text not null check (group_name <> ''),
    billing_day smallint not null check (billing_day between 1 and 28),
    status text not null check (status in ('active', 'inactive')),
    notes text,
    created_by text not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    -- Lets whoever is billed with a group be tied to its customer.
    unique (tenant_id, customer_id, id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);

-- Orders ------------------------------------------------------------------------------------

create table orders (
    tenant_id uuid not null,
    id uuid not null,
    external_id text,
    status text not null check (status in ('pending', 'confirmed', 'partial', 'fulfilled', 'cancelled')),
    order_type text not null check (order_type in ('standard', 'extension', 'upgrade')),
    -- The order's own copy of its customer, as sent.
    customer_id uuid not null,
    customer_email text not null,
    customer_first_name text not null,
    customer_last_name text not null,
    customer_company text,
    customer_phone text,
    customer_type text not null check (customer_type in ('individual', 'business')),
    payment_terms text not null check (payment_terms in ('immediate', 'net_7', 'net_14', 'net_30')),
    billing_address jsonb not null,
    shipping_address jsonb not null,
    -- Per month.
    subtotal_minor bigint not null check (subtotal_minor >= 0),
    tax_amount_minor bigint not null check (tax_amount_minor >= 0),
    total_minor bigint not null check (total_minor >= 0),
    tax_rate_ppm integer not null check (tax_rate_ppm between 0 and 1000000),
    tax_inclusive boolean not null,
    -- Over all contracts.
    total_contract_value_minor bigint not null check (total_contract_value_minor >= 0),
    currency char(3) not null,
    total_devices bigint not null check (total_devices >= 1),
    rented_devices bigint not null check (rented_devices between 0 and total_devices),
    payment_status text not null check (payment_status in ('pending', 'paid', 'failed')),
    payment_method text check (payment_method in ('stripe', 'manual')),
    payment_transaction_id text,
    payment_paid_minor bigint check (payment_paid_minor >= 0),
    payment_manually_marked boolean not null,
    custom_fields jsonb,
    billing_group_id uuid,
    tracking_number text,
    shipped_at timestamptz,
    notes text,
    extension_details jsonb,
    upgrade_details jsonb,
    -- Hash of e-mail and items; set while the tenant asks for duplicates to be caught.
    fingerprint bytea,
    confirmed_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,
    created_by text not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, external_id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    foreign key (tenant_id, customer_id, billing_group_id) references billing_groups (tenant_id, customer_id, id),
    check (status <> 'confirmed' or confirmed_at is not null),
    check ((status = 'cancelled') = (cancelled_at is not null)),
    check (status not in ('pending', 'confirmed', 'cancelled') or rented_devices = 0),
    check (status <> 'partial' or rented_devices between 1 and total_devices - 1),
    check (status <> 'fulfilled' or rented_devices = total_devices)
);
create index orders_page on orders (tenant_id, created_at desc, id desc);
create index orders_by_update on orders (tenant_id, updated_at desc, id desc);
create index orders_by_status on orders (tenant_id, status, created_at desc, id desc);
create index orders_by_total on orders (tenant_id, total_minor desc, id desc);
create index orders_by_customer on orders (tenant_id, customer_id, created_at desc, id desc);
create index orders_by_fingerprint on orders (tenant_id, fingerprint, created_at) where fingerprint is not null;

create table order_items (
    tenant_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    position integer not null check (position >= 0),
    product_id uuid not null,
    variant_id uuid not null,
    sku text not null,
    product_name text not null,
    product_image_url text,
    quantity integer not null check (quantity between 1 and 10000),
    -- Units that have, or had, a subscription.
    rented_quantity integer not null check (rented_quantity between 0 and quantity),
    unit_price_minor bigint not null check (unit_price_minor >= 0),
    setup_fee_minor bigint not null check (setup_fee_minor >= 0),
    contract_length integer not null check (contract_length between 1 and 120),
    list_price_minor bigint check (list_price_minor >= 0),
    list_price_source text not null check (list_price_source in ('variant', 'manual', 'unknown')),
    acquisition_cost_minor bigint check (acquisition_cost_minor >= 0),
    acquisition_cost_source text not null check (acquisition_cost_source in ('variant', 'manual', 'list_price', 'unknown')),
    primary key (tenant_id, id),
    unique (tenant_id, order_id, position),
    -- Lets a subscription be tied to an item of its own order.
    unique (tenant_id, order_id, id),
    foreign key (tenant_id, order_id) references orders (tenant_id, id),
    foreign key (tenant_id, variant_id) references variants (tenant_id, id)
);
create index order_items_by_sku on order_items (tenant_id, sku, order_id);
create index order_items_by_variant on order_items (tenant_id, variant_id);

-- Assets and subscriptions ------------------------------------------------------------------

create table assets (
    tenant_id uuid not null,
    serial_number text not null check (serial_number <> ''),
    variant_id uuid not null,
    product_id uuid not null,
    sku text not null,
    product_name text not null,
    product_image_url text,
    status text not null check (status in ('available', 'rented_out', 'returned', 'sold', 'unavailable')),
    location text,
    condition text,
    acquisition_cost_minor bigint check (acquisition_cost_minor >= 0),
    acquisition_date date not null,
    customer_id uuid,
    subscription_id uuid,
    notes text,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, serial_number),
    foreign key (tenant_id, variant_id) references variants (tenant_id, id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    check ((status = 'rented_out') = (subscription_id is not null)),
    check ((subscription_id is null) = (customer_id is null))
);
create index assets_page on assets (tenant_id, created_at desc, serial_number desc);
create index assets_by_sku on assets (tenant_id, sku, status, created_at);
create index assets_by_customer on assets (tenant_id, customer_id) where customer_id is not null;
create index assets_by_subscription on assets (tenant_id, subscription_id) where subscription_id is not null;

create table subscriptions (
    tenant_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    order_item_id uuid not null,
    customer_id uuid not null,
    serial_number text not null,
    product_id uuid not null,
    variant_id uuid not null,
    sku text not null,
    product_name text not null,
    product_image_url text,
    status text not null check (status in ('active', 'cancelled', 'ended_completed', 'ended_buyout', 'ended_upgrade', 'ended_early_return')),
    monthly_amount_minor bigint not null check (monthly_amount_minor >= 0),
    -- Of its order: what the tenant's tax becomes later does not move a contract.
    tax_rate_ppm integer not null check (tax_rate_ppm between 0 and 1000000),
    tax_inclusive boolean not null,
    currency char(3) not null,
    original_contract_length integer not null check (original_contract_length between 1 and 120),
    contract_length integer not null check (contract_length >= 1),
    start_date date not null,
    end_date date not null check (end_date > start_date),
    -- The day payment periods are counted from; start_date unless the billing start says otherwise.
    billing_anchor date not null,
    payment_terms text not null check (payment_terms in ('immediate', 'net_7', 'net_14', 'net_30')),
    customer_email text not null,
    customer_name text not null,
    billing_group_id uuid,
    list_price_minor bigint check (list_price_minor >= 0),
    list_price_source text not null check (list_price_source in ('variant', 'manual', 'order_override', 'estimated', 'unknown')),
    acquisition_cost_minor bigint check (acquisition_cost_minor >= 0),
    acquisition_cost_source text not null check (acquisition_cost_source in ('variant', 'manual', 'order_override', 'list_price', 'unknown')),
    costs_captured_at timestamptz not null,
    extension_history jsonb not null,
    replacement_history jsonb not null,
    buyout_details jsonb,
    early_return_details jsonb,
    cancellation_details jsonb,
    upgrade_from_subscription_id uuid,
    custom_fields jsonb,
    notes text,
    ended_at timestamptz,
    created_by text not null,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id, order_item_id) references order_items (tenant_id, order_id, id),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    foreign key (tenant_id, serial_number) references assets (tenant_id, serial_number),
    foreign key (tenant_id, variant_id) references variants (tenant_id, id),
    foreign key (tenant_id, customer_id, billing_group_id) references billing_groups (tenant_id, customer_id, id),
    foreign key (tenant_id, upgrade_from_subscription_id) references subscriptions (tenant_id, id),
    check ((status = 'active') = (ended_at is null))
);
-- Here and not at the table: assets and subscriptions refer to each other.
alter table assets
    add foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id);
-- One device is in one running contract.
create unique index subscriptions_one_active_per_asset on subscriptions (tenant_id, serial_number) where status = 'active';
create index subscriptions_page on subscriptions (tenant_id, created_at desc, id desc);
create index subscriptions_by_end on subscriptions (tenant_id, end_date, id);
create index subscriptions_by_order on subscriptions (tenant_id, order_id, created_at, id);
create index subscriptions_by_item on subscriptions (tenant_id, order_item_id);
create index subscriptions_by_customer on subscriptions (tenant_id, customer_id, created_at desc, id desc);
create index subscriptions_by_serial on subscriptions (tenant_id, serial_number, created_at desc);
create index subscriptions_by_billing_group on subscriptions (tenant_id, billing_group_id) where billing_group_id is not null;

-- Which subscriptions an order's items have: those it was fulfilled with, and for an extension order
-- those it extended. Only ever added to.
create table order_item_subscriptions (
    tenant_id uuid not null,
    order_id uuid not null,
    order_item_id uuid not null,
    subscription_id uuid not null,
    primary key (tenant_id, order_id, order_item_id, subscription_id),
    foreign key (tenant_id, order_id, order_item_id) references order_items (tenant_id, order_id, id),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id)
);
create index order_item_subscriptions_by_subscription on order_item_subscriptions (tenant_id, subscription_id);

-- Payments ----------------------------------------------------------------------------------

create table payments (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    subscription_id uuid,
    billing_group_id uuid,
    payment_type text not null check (payment_type in ('individual', 'consolidated')),
    -- `<subscription>:<purpose>:<n>`: a charge exists once, whoever asks for it and how often.
    idempotency_key text not null,
    billing_period text not null check (billing_period ~ '^\d{4}-\d{2}$'),
    description text not null,
    subtotal_minor bigint not null check (subtotal_minor >= 0),
    tax_amount_minor bigint not null check (tax_amount_minor >= 0),
    total_minor bigint not null check (total_minor >= 0),
    tax_rate_ppm integer not null check (tax_rate_ppm between 0 and 1000000),
    currency char(3) not null,
    status text not null check (status in ('pending', 'processing', 'paid', 'failed', 'cancelled')),
    due_date date not null,
    provider text check (provider in ('stripe', 'adyen', 'paypal', 'manual')),
    transaction_id text,
    provider_response jsonb,
    manually_marked boolean not null,
    payment_reference text,
    marked_by text,
    paid_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,
    capture_attempts integer not null check (capture_attempts >= 0),
    last_capture_attempt timestamptz,
    last_capture_error jsonb,
    next_retry_at timestamptz,
    late_fee_applied boolean not null,
    late_fee_minor bigint check (late_fee_minor >= 0),
    original_amount_minor bigint check (original_amount_minor >= 0),
    line_items jsonb not null,
    notes text,
    version bigint not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, idempotency_key),
    foreign key (tenant_id, customer_id) references customers (tenant_id, id),
    foreign key (tenant_id, subscription_id) references subscriptions (tenant_id, id),
    foreign key (tenant_id, billing_group_id) references billing_groups (tenant_id, id),
    check ((status = 'paid') = (paid_at is not null)),
    check ((status = 'cancelled') = (cancelled_at is not null))
);
create index payments_page on payments (tenant_id, created_at desc, id desc);
create index payments_by_due on payments (tenant_id, due_date, id);
create index payments_by_subscription on payments (tenant_id, subscription_id, due_date, id);
create index payments_by_customer on payments (tenant_id, customer_id, due_date, id);

-- Services ----------------------------------------------------------------------------------

create table custom_fields (
    tenant_id uuid not null,
    section text not null check (section in ('order', 'customer', 'subscription')),
    id text not null check (id ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'),
    label text not null,
    field_type text not null check (field_type in ('text', 'email', 'phone', 'number', 'text_area', 'select')),
    required boolean not null,
    -- Rules of the type: minLength, maxLength, exactLength, pattern, options.
    format jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, section, id)
);

-- What happened to an entity: who, with which key, in which request, what changed.
create table timeline_entries (
    tenant_id uuid not null,
    entity_type text not null check (entity_type in ('order', 'subscription', 'customer', 'product', 'asset', 'payment', 'billing_group')),
    entity_id text not null,
    id uuid not null,
    action text not null,
    summary text not null,
    changes jsonb not null,
    actor jsonb not null,
    api_key_id uuid,
    request_id text not null,
    at timestamptz not null,
    primary key (tenant_id, entity_type, entity_id, id)
);

-- First answers to keyed writes, recorded in the transaction of their effect.
create table idempotency_keys (
    tenant_id uuid not null,
    -- SHA-256 of method, path and key.
    scope bytea not null check (length(scope) = 32),
    request_hash bytea not null check (length(request_hash) = 32),
    status smallint not null check (status between 200 and 299),
    etag text,
    body bytea not null,
    created_at timestamptz not null,
    primary key (tenant_id, scope)
);
create index idempotency_keys_by_age on idempotency_keys (tenant_id, created_at);

-- Row level security ------------------------------------------------------------------------

do $$
declare
    name text;
begin
    foreach name in array array[
        'products', 'variants', 'price_tiers', 'customers', 'billing_groups', 'orders', 'order_items',
        'assets', 'subscriptions', 'order_item_subscriptions', 'payments', 'custom_fields', 'timeline_entries', 'idempotency_keys'
    ] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        -- After a transaction that set it locally the setting is '' and not null.
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

-- What is truly removed: a tier the catalog no longer has, an item taken off an order, a key past
-- its time. Everything else only changes its state.
grant delete on price_tiers, order_items, idempotency_keys to flexorder_server;
