-- Lists in the order of ids (docs/decisions/0012-lists-in-id-order.md).
--
-- An id carries the millisecond of its row's `created_at`, so the order of ids is the order of
-- creation: `(tenant_id, x, id)` is an index by x in list order, and no list needs an index by
-- `created_at`. What each index serves and costs stands in docs/decisions/0014-list-indexes.md.

-- The instant that a UUIDv7 carries.
create function time_of_id(id uuid) returns timestamptz
    language sql immutable strict parallel safe
    return to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0);

-- The last 40 bits of an id, last bit first: ids that end alike are neighbours.
create function id_from_its_end(id uuid) returns bigint
    language sql immutable strict parallel safe
    return reverse(('x' || right(id::text, 10))::bit(40)::text)::bit(40)::bigint;

-- Until now times had microseconds, and an id could carry a later millisecond than its row.
do $$
declare
    name text;
begin
    foreach name in array array[
        'products', 'variants', 'customers', 'orders', 'subscriptions', 'payments'
    ] loop
        execute format(
            'update %I set created_at = time_of_id(id), updated_at = greatest(updated_at, time_of_id(id)) '
            'where created_at <> time_of_id(id)',
            name
        );
        execute format(
            'alter table %I add constraint %I check (created_at = time_of_id(id))',
            name, name || '_id_carries_created_at'
        );
    end loop;
end
$$;

-- Orders
drop index orders_page;
drop index orders_by_status;
drop index orders_by_customer;
create index orders_by_status on orders (tenant_id, status, id);
create index orders_by_customer on orders (tenant_id, customer_id, id);
create index orders_by_customer_type on orders (tenant_id, customer_type, id);
create index orders_by_order_type on orders (tenant_id, order_type, id) where order_type <> 'standard';
-- A column, for a function that is not leakproof uses no index behind a policy.
alter table orders add column id_end bigint not null generated always as (id_from_its_end(id)) stored;
create index orders_by_end_of_id on orders (tenant_id, id_end);

-- A variant's SKU never changes, so the items of a SKU are the items of its variant.
drop index order_items_by_sku;
drop index order_items_by_variant;
create index order_items_by_variant on order_items (tenant_id, variant_id, order_id);

-- Customers
drop index customers_page;
create index customers_by_type on customers (tenant_id, customer_type, id);
create index customers_inactive on customers (tenant_id, id) where status = 'inactive';
create index customers_renting on customers (tenant_id, id) where total_devices_rented > 0;
create index customers_by_first_name on customers (tenant_id, first_name, id);
create index customers_by_last_name on customers (tenant_id, last_name, id);
create index customers_by_revenue on customers (tenant_id, total_monthly_revenue_minor, id);
create index customers_by_devices on customers (tenant_id, total_devices_rented, id);

-- Assets: named by serial number, so their lists stay in the order of `created_at`.
create index assets_by_status on assets (tenant_id, status, created_at, serial_number);
create index assets_sorted_by_status on assets (tenant_id, status, serial_number);
create index assets_by_sku_in_list_order on assets (tenant_id, sku, created_at, serial_number);
create index assets_by_update on assets (tenant_id, updated_at, serial_number);

-- Subscriptions
drop index subscriptions_page;
drop index subscriptions_by_customer;
create index subscriptions_by_customer on subscriptions (tenant_id, customer_id, id);
create index subscriptions_by_status on subscriptions (tenant_id, status, id);
create index subscriptions_by_sku on subscriptions (tenant_id, sku, id);
create index subscriptions_by_start on subscriptions (tenant_id, start_date, id);
create index subscriptions_by_update on subscriptions (tenant_id, updated_at, id);

-- Payments
drop index payments_page;
create index payments_by_status on payments (tenant_id, status, id);
create index payments_by_amount on payments (tenant_id, total_minor, id);
create index payments_by_billing_group on payments (tenant_id, billing_group_id, id) where billing_group_id is not null;
create index payments_open_by_due on payments (tenant_id, due_date, id) where status <> 'paid' and status <> 'cancelled';

-- Catalog
drop index products_page;
create index products_by_name on products (tenant_id, name, id);
create index products_by_update on products (tenant_id, updated_at, id);
create index products_by_category on products (tenant_id, category, id);
create index products_by_brand on products (tenant_id, brand, id);
drop index variants_page;
create index variants_by_name on variants (tenant_id, name, id);
create index variants_by_grade on variants (tenant_id, grade, id);
create index variants_by_update on variants (tenant_id, updated_at, id);
