-- What more lists are searched, filtered and sorted by (docs/decisions/0013-search-by-dimension.md,
-- docs/decisions/0014-list-indexes.md).

-- Texts ---------------------------------------------------------------------------------------

-- Kinds of their own: a search of orders shall not meet what orders are not found by.
alter table platform.search_texts drop constraint search_texts_kind_check;
alter table platform.search_texts add constraint search_texts_kind_check
    check (kind in ('customer', 'company', 'phone', 'product', 'article', 'billing_group'));

-- The index afterwards: entry by entry it takes eight times as long.
drop index platform.search_texts_by_gram;
insert into platform.search_texts (tenant_id, kind, entity_id, text)
select tenant_id, 'company', id, lower(company) from customers where company <> ''
union
select tenant_id, 'phone', id, regexp_replace(phone, '[^0-9]', '', 'g') from customers where phone ~ '[0-9]'
union
select tenant_id, 'article', id, lower(product_sku) from products
union
select tenant_id, 'article', id, lower(brand) from products
union
select tenant_id, 'article', id, lower(category) from products
union
select tenant_id, 'article', product_id, lower(variant_sku) from variants
union
select tenant_id, 'billing_group', id, lower(group_name) from billing_groups;
create index search_texts_by_gram on platform.search_texts
    using gin (platform.search_grams(tenant_id, kind, text, 1)) with (fastupdate = off);

-- Customers -----------------------------------------------------------------------------------

create index customers_by_lifetime on customers (tenant_id, lifetime_collected_minor, id);
create index customers_by_subscriptions on customers (tenant_id, subscriptions_tracked, id);

-- Subscriptions -------------------------------------------------------------------------------

-- As orders have it: whoever reads an id out reads its end.
alter table subscriptions add column id_end bigint not null generated always as (id_from_its_end(id)) stored;
create index subscriptions_by_end_of_id on subscriptions (tenant_id, id_end);

-- Assets --------------------------------------------------------------------------------------

-- Serial numbers by start and by end, whatever the case. Byte by byte, so that what starts alike is neighbours.
alter table assets
    add column serial_folded text collate "C" not null generated always as (lower(serial_number)) stored,
    add column serial_backwards text collate "C" not null generated always as (reverse(lower(serial_number))) stored,
    add column condition_folded text collate "C" generated always as (lower(condition)) stored;
create index assets_by_start_of_serial on assets (tenant_id, serial_folded, serial_number);
create index assets_by_end_of_serial on assets (tenant_id, serial_backwards, serial_number);
create index assets_by_product on assets (tenant_id, product_id, created_at, serial_number);
create index assets_by_condition on assets (tenant_id, condition_folded, created_at, serial_number)
    where condition_folded is not null;

-- Payments ------------------------------------------------------------------------------------

create index payments_by_customer_in_list_order on payments (tenant_id, customer_id, id);
alter table payments
    add column reference_folded text collate "C" generated always as (lower(payment_reference)) stored;
create index payments_by_reference on payments (tenant_id, reference_folded, id) where reference_folded is not null;
alter table invoices
    add column number_folded text collate "C" not null generated always as (lower(number)) stored,
    add column number_backwards text collate "C" not null generated always as (reverse(lower(number))) stored;
create index invoices_by_start_of_number on invoices (tenant_id, number_folded, payment_id);
create index invoices_by_end_of_number on invoices (tenant_id, number_backwards, payment_id);
