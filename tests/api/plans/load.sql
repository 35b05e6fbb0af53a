-- A tenant ($1) of $2 orders, and all that hangs on them, as lists meet it: years of orders of a few
-- states, many small customers and a few large ones, some goods that everybody rents.
-- Statements are parted by lines of dashes; each takes both parameters.
insert into products (tenant_id, id, product_sku, name, specification, category, brand, images, status, version, created_at, updated_at)
select $1, id, 'P-' || n, 'Product ' || chr(65 + n % 26) || chr(65 + n / 26) || ' number ' || n, 'As new',
    (array['Laptops', 'Phones', 'Monitors', 'Desks'])[1 + n % 4], 'Brand ' || n % 9, '{}',
    case when n % 10 = 0 then 'discontinued' else 'active' end, 1, time_of_id(id), time_of_id(id) + n * interval '1 hour'
from (select n, plan_id('product', $1, n, n * 7200) as id from generate_series(0, least(199, $2::integer / 20)) n) p
----
insert into variants (tenant_id, id, product_id, variant_sku, name, grade, images, list_price_minor, status, created_at, updated_at)
select p.tenant_id, v.id, p.id, 'SKU-' || substr(p.product_sku, 3) || '-' || n, 'Variant ' || n, chr(65 + n), '{}', 1000, 'active',
    time_of_id(v.id), time_of_id(v.id)
from products p, generate_series(0, 1) n,
    lateral (select plan_id('variant', $1, n + 2 * substr(p.product_sku, 3)::bigint, extract(epoch from p.created_at)::bigint - extract(epoch from plan_epoch())::bigint) as id) v
where p.tenant_id = $1 and $2::integer > 0
----
insert into customers (tenant_id, id, email, email_folded, first_name, last_name, company, phone, customer_type, payment_terms, status,
    total_orders, total_devices_rented, total_monthly_revenue_minor, subscriptions_tracked, lifetime_collected_minor,
    total_acquisition_cost_minor, created_by, version, created_at, updated_at)
select $1, id, email, email, first, last, case when n % 4 = 0 then 'Works ' || n || ' Ltd' end,
    case when n % 2 = 0 then '+31 6 ' || lpad((n * 7919 % 1000003)::text, 8, '4') end, case when n % 4 = 0 then 'business' else 'individual' end, 'immediate',
    case when n % 50 = 1 then 'inactive' else 'active' end, n % 7, case when n % 30 = 0 then n % 5 + 1 else 0 end, n * 31 % 9973, n % 11, n * 37 % 99991, 0,
    'plans', 1, time_of_id(id), time_of_id(id)
from generate_series(0, $2::integer / 5) n,
    lateral (select plan_id('customer', $1, n, n * 6000) as id,
        (array['Ada', 'Bert', 'Chloe', 'Dirk', 'Eve', 'Femke', 'Giel'])[1 + n % 7] as first,
        initcap(translate(to_hex(n * 7919 % 65536), '0123456789', 'ghijklmnop')) as last,
        'c' || n || '@' || (array['example.com', 'mail.example.org', 'shop.example.net'])[1 + n % 3] as email) as c
----
insert into billing_groups (tenant_id, id, customer_id, group_name, billing_day, status, created_by, version, created_at, updated_at)
select $1, plan_id('group', $1, n, n), id, (array['Offices ', 'Stores ', 'Fleet '])[1 + n % 3] || n, 1 + n % 28,
    case when n % 10 = 0 then 'inactive' else 'active' end, 'plans', 1, created_at, created_at
from (select id, created_at, row_number() over (order by id) as n from customers where tenant_id = $1 and $2::integer > 0) c
----
insert into orders (tenant_id, id, external_id, status, order_type, customer_id, customer_email, customer_first_name,
    customer_last_name, customer_type, payment_terms, billing_address, shipping_address, subtotal_minor, tax_amount_minor,
    total_minor, tax_rate_ppm, tax_inclusive, total_contract_value_minor, currency, total_devices, rented_devices,
    payment_status, payment_manually_marked, custom_fields, extension_details, confirmed_at, cancelled_at, created_by,
    version, created_at, updated_at)
select $1, plan_id('order', $1, n, n * 1800), case when n % 3 = 0 then 'E-' || n end, s.status,
    case plan_dice(n, 1) % 50 when 3 then 'extension' when 4 then 'upgrade' else 'standard' end,
    c.id, c.email, c.first_name, c.last_name, c.customer_type, 'immediate', address, address, n % 977, 0, n % 977, 0, false, 1, 'EUR', 2,
    case s.status when 'fulfilled' then 2 when 'partial' then 1 else 0 end, 'pending', false,
    case when n % 3 = 0 then jsonb_build_object('costCenter', 'CC-' || plan_dice(n, 3) % 37, 'seats', plan_dice(n, 4) % 11, 'po', 'PO-' || n) end, null,
    case when s.status <> 'pending' then plan_epoch() end, case when s.status = 'cancelled' then plan_epoch() end, 'plans', 1,
    plan_epoch() + n * interval '30 minutes', plan_epoch() + n * interval '30 minutes' + (n % 89) * interval '1 hour'
from generate_series(1, $2::integer) n
cross join lateral (select case when dice < 2 then 'partial' when dice < 8 then 'cancelled' when dice < 20 then 'pending'
        when dice < 40 then 'confirmed' else 'fulfilled' end as status from (select plan_dice(n, 2) % 100 as dice) d) s
cross join lateral (select case when plan_dice(n, 5) % 10 = 9 then 4 else plan_dice(n, 6) % ($2::integer / 5) end as who) w
cross join (select '{"contactName": "A", "streetAddress": "B", "city": "C", "country": "D"}'::jsonb as address) a
join customers c on c.tenant_id = $1
    and c.id = plan_id('customer', $1, who, who * 6000)
----
insert into order_items (tenant_id, id, order_id, position, product_id, variant_id, sku, product_name, quantity, rented_quantity,
    unit_price_minor, setup_fee_minor, contract_length, list_price_source, acquisition_cost_source)
select o.tenant_id, gen_random_uuid(), o.id, position, v.product_id, v.id, v.variant_sku, p.name, 1,
    case when o.status = 'fulfilled' or o.status = 'partial' and position = 0 then 1 else 0 end, 1, 0, 12, 'unknown', 'unknown'
from (select *, row_number() over (order by id) as n from orders where tenant_id = $1) o
cross join generate_series(0, 1) position
-- One of nine in ten items: a few goods are half of all.
join variants v on v.tenant_id = $1
    and v.variant_sku = 'SKU-' || (case when plan_dice(o.n, 7) % 2 = position then plan_dice(o.n, 8) % 5 else plan_dice(o.n, 9) % least(200, $2::integer / 20) end) || '-' || plan_dice(o.n, 10) % 2
join products p on p.tenant_id = $1 and p.id = v.product_id
----
insert into assets (tenant_id, serial_number, variant_id, product_id, sku, product_name, status, condition, acquisition_cost_minor, collected_minor, acquisition_date, version, created_at, updated_at)
select i.tenant_id, 'SN-' || n, i.variant_id, i.product_id, i.sku, i.product_name,
    case n % 20 when 0 then 'sold' when 1 then 'returned' else 'available' end,
    case when n % 200 = 0 then 'Poor' when n % 3 = 0 then 'Good' end,
    case when n % 100 < 10 then 100000 end, case when n % 100 < 2 then 100000 else 100 end, '2024-01-01', 1,
    plan_epoch() + n * interval '17 minutes', plan_epoch() + n * interval '18 minutes'
from (select *, row_number() over (order by order_id, position) as n from order_items where tenant_id = $1 and rented_quantity = 1 and $2::integer > 0) i
----
insert into subscriptions (tenant_id, id, order_id, order_item_id, customer_id, serial_number, product_id, variant_id, sku, product_name,
    status, monthly_amount_minor, tax_rate_ppm, tax_inclusive, currency, original_contract_length, contract_length, start_date, end_date,
    billing_anchor, payment_terms, customer_email, customer_name, list_price_source, acquisition_cost_source, costs_captured_at,
    extension_history, replacement_history, ended_at, billing_group_id, created_by, version, created_at, updated_at)
select $1, s.id, i.order_id, i.id, i.customer_id, 'SN-' || n, i.product_id, i.variant_id, i.sku, i.product_name,
    case n % 25 when 0 then 'cancelled' when 1 then 'ended_buyout' else 'active' end, 100, 0, false, 'EUR', 12, 12,
    time_of_id(s.id)::date, time_of_id(s.id)::date + 365, time_of_id(s.id)::date, 'immediate', i.customer_email, i.customer_name, 'unknown', 'unknown',
    time_of_id(s.id), '[]', '[]', case when n % 25 in (0, 1) then time_of_id(s.id) end,
    case when n % 8 = 0 then g.id end, 'plans', 1, time_of_id(s.id), time_of_id(s.id) + (n % 71) * interval '1 day'
from (
    select i.*, o.customer_id, o.customer_email, o.customer_first_name || ' ' || o.customer_last_name as customer_name, o.created_at, row_number() over (order by order_id, position) as n
    from order_items i join orders o on o.tenant_id = i.tenant_id and o.id = i.order_id
    where i.tenant_id = $1 and i.rented_quantity = 1 and $2::integer > 0
) i
left join billing_groups g on g.tenant_id = $1 and g.customer_id = i.customer_id,
    lateral (select plan_id('subscription', $1, n, 3600 + extract(epoch from i.created_at - plan_epoch())::bigint) as id) s
----
insert into order_item_subscriptions (tenant_id, order_id, order_item_id, subscription_id)
select tenant_id, order_id, order_item_id, id from subscriptions where tenant_id = $1 and $2::integer > 0
----
insert into payments (tenant_id, id, customer_id, subscription_id, payment_type, idempotency_key, billing_period, description,
    subtotal_minor, tax_amount_minor, total_minor, tax_rate_ppm, currency, status, due_date, manually_marked, paid_at, payment_reference,
    capture_attempts, late_fee_applied, line_items, version, created_at, updated_at, customer_name_folded)
select $1, p.id, s.customer_id, s.id, 'individual', s.id || ':' || n, '2025-01', '', 100, 0, 100 + hashtext(s.id::text) % 50, 0, 'EUR',
    p.status, s.start_date + n * 30, false, case when p.status = 'paid' then s.created_at end,
    case when p.status = 'paid' and s.m % 2 = 0 then 'Wire-' || s.m end, 0, false, '[]', 1, s.created_at, s.created_at,
    lower(s.customer_name)
from (select *, row_number() over (order by id) as m from subscriptions where tenant_id = $1 and $2::integer > 0) s, generate_series(0, 2) n,
    lateral (select plan_id('payment', $1, s.m * 3 + n, extract(epoch from s.created_at - plan_epoch())::bigint) as id,
        case when s.m % 40 = 3 then 'failed' when n = 2 then 'pending' else 'paid' end as status) p
----
insert into invoices (tenant_id, payment_id, number, issued_on, snapshot, created_at)
select $1, id, 'INV-2024-' || lpad(row_number() over (order by id)::text, 6, '0'), due_date, '{}', created_at
from payments where tenant_id = $1 and status = 'paid' and $2::integer > 0
----
update assets a set status = 'rented_out', subscription_id = s.id, customer_id = s.customer_id
from subscriptions s
where a.tenant_id = $1 and s.tenant_id = $1 and s.serial_number = a.serial_number and s.status = 'active' and $2::integer > 0
    and s.id_end % 4 = 0
----
insert into platform.search_texts (tenant_id, kind, entity_id, text)
select tenant_id, 'customer', customer_id, lower(customer_first_name || ' ' || customer_last_name) from orders where tenant_id = $1 and $2::integer > 0
union
select tenant_id, 'customer', customer_id, lower(customer_email) from orders where tenant_id = $1
union
select tenant_id, 'product', id, lower(name) from products where tenant_id = $1
union
select tenant_id, 'company', id, lower(company) from customers where tenant_id = $1 and company <> ''
union
select tenant_id, 'phone', id, regexp_replace(phone, '[^0-9]', '', 'g') from customers where tenant_id = $1 and phone <> ''
union
select p.tenant_id, 'article', p.id, lower(article) from products p, unnest(array[product_sku, brand, category]) article where p.tenant_id = $1
union
select tenant_id, 'article', product_id, lower(variant_sku) from variants where tenant_id = $1
union
select tenant_id, 'billing_group', id, lower(group_name) from billing_groups where tenant_id = $1
----
insert into order_custom_fields (tenant_id, field_id, value_key, order_id)
select o.tenant_id, field.key, custom_field_key(field.value), o.id
from orders o, jsonb_each(o.custom_fields) as field
where o.tenant_id = $1 and $2::integer > 0
