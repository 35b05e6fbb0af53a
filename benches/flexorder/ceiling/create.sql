-- An order of a known customer with two items and its event, in one statement, with every column
-- and constraint the server has to fill and hold.
\set c random(1, :customers)
\set first 1 + :c % {firsts}
\set last 1 + :c / {firsts} % {lasts}
\set domain 1 + :c % {domains}
\set tenant_ms {base_ms} + :index
\set tenant_short ((:index + 1) * {scatter_short}) & 4095
\set tenant_tail ((:index + 1) * {scatter} # {tenant_salt}) & {sixty_bits}
\set v1 random(1, :variants)
\set v2 random(1, :variants)
\set short1 (:v1 * {scatter_short}) & 4095
\set short2 (:v2 * {scatter_short}) & 4095
\set tail1 (:v1 * {scatter} # {variant_salt}) & {sixty_bits}
\set tail2 (:v2 * {scatter} # {variant_salt}) & {sixty_bits}
with
of as materialized (
    select
        (
            lpad(to_hex(:tenant_ms::bigint), 12, '0') || '7'
            || lpad(to_hex(:tenant_short::bigint), 3, '0') || '8'
            || lpad(to_hex(:tenant_tail::bigint), 15, '0')
        )::uuid as tenant_id,
        lpad(to_hex(:tenant_ms::bigint), 12, '0') || '7' as variant_head,
        lpad(to_hex(floor(extract(epoch from now()) * 1000)::bigint), 12, '0') || '7' as head,
        date_trunc('milliseconds', now()) as at,
        ({first_names})[:first::integer] as first_name,
        ({last_names})[:last::integer] as last_name
),
who as materialized (
    select
        of.*,
        lower(first_name || '.' || last_name || :c::text) || '@' || ({domain_names})[:domain::integer] as email,
        set_config('app.tenant_id', tenant_id::text, true) as told
    from of
),
customer as (
    insert into customers as known
        (tenant_id, id, email, email_folded, first_name, last_name, phone, customer_type,
         payment_terms, status, last_billing_address, last_shipping_address, total_orders,
         total_devices_rented, total_monthly_revenue_minor, subscriptions_tracked,
         lifetime_collected_minor, total_acquisition_cost_minor, created_by, version, created_at,
         updated_at)
    select tenant_id, (head || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid, email,
        email, first_name, last_name, '+31201234567', 'individual', 'immediate', 'active',
        '{billing_address}', '{shipping_address}', 1, 0, 0, 0, 0, 0, 'bench', 1, at, at
    from who
    where told is not null
    on conflict (tenant_id, email_folded) do update
    set last_billing_address = excluded.last_billing_address,
        last_shipping_address = excluded.last_shipping_address,
        total_orders = known.total_orders + 1,
        version = known.version + 1,
        updated_at = excluded.updated_at
    returning known.id
),
placed as (
    insert into orders
        (tenant_id, id, status, order_type, customer_id, customer_email, customer_first_name,
         customer_last_name, customer_phone, customer_type, payment_terms, billing_address,
         shipping_address, subtotal_minor, tax_amount_minor, total_minor, tax_rate_ppm,
         tax_inclusive, total_contract_value_minor, currency, total_devices, rented_devices,
         payment_status, payment_manually_marked, created_by, version, created_at, updated_at)
    select who.tenant_id, (who.head || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
        'pending', 'standard', customer.id, who.email, who.first_name, who.last_name,
        '+31201234567', 'individual', 'immediate', '{billing_address}', '{shipping_address}', 4874,
        1024, 5898, 210000, false, 87732, 'EUR', 3, 0, 'pending', false, 'bench', 1, who.at, who.at
    from customer, who
    returning id
),
items as (
    insert into order_items
        (tenant_id, id, order_id, position, product_id, variant_id, sku, product_name, quantity,
         rented_quantity, unit_price_minor, setup_fee_minor, contract_length, list_price_minor,
         list_price_source, acquisition_cost_minor, acquisition_cost_source)
    select who.tenant_id, (who.head || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
        placed.id, item.position,
        (who.variant_head || lpad(to_hex(item.short), 3, '0') || '8' || lpad(to_hex(item.tail), 15, '0'))::uuid,
        (who.variant_head || lpad(to_hex(item.short), 3, '0') || '8' || lpad(to_hex(item.tail), 15, '0'))::uuid,
        'MACBOOK-PRO-14-NEW', 'MacBook Pro 14', item.position + 1, 0, 2437, 0, 12, 73110, 'variant',
        48740, 'variant'
    from placed, who, (values
        (0, :short1::bigint, :tail1::bigint),
        (1, :short2::bigint, :tail2::bigint)
    ) as item (position, short, tail)
)
insert into platform.outbox
    (tenant_id, id, event_type, entity_type, entity_id, payload, state, attempts, created_at, due_at)
select who.tenant_id, (who.head || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
    'order.created', 'order', 'ord_01jvcx7r0ee8qt3ks2zbm4n6wd', '{event}', 'pending', 0, who.at, who.at
from placed, who;
