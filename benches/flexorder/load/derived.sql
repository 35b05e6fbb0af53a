-- Runs once after COPY, as the role that migrates: what follows from the loaded rows. Tables that a
-- migration derives from others are filled here, as the server would have filled them.

update assets a
set status = 'rented_out', subscription_id = s.id, customer_id = s.customer_id
from subscriptions s
where s.tenant_id = a.tenant_id and s.serial_number = a.serial_number and s.status = 'active';

-- The index afterwards: entry by entry it takes eight times as long.
drop index platform.search_texts_by_gram;
insert into platform.search_texts (tenant_id, kind, entity_id, text)
select tenant_id, 'customer', customer_id, lower(customer_first_name || ' ' || customer_last_name)
from orders
union
select tenant_id, 'customer', customer_id, lower(customer_email) from orders
union
select tenant_id, 'customer', id, lower(first_name || ' ' || last_name) from customers
union
select tenant_id, 'customer', id, lower(email) from customers
union
select tenant_id, 'product', id, lower(name) from products
union
select tenant_id, 'product', product_id, lower(product_name) from order_items
union
select tenant_id, 'company', id, lower(company) from customers where company <> ''
union
select tenant_id, 'phone', id, regexp_replace(phone, '[^0-9]', '', 'g') from customers where phone ~ '[0-9]'
union
select p.tenant_id, 'article', p.id, lower(named.text)
from products p, unnest(array[p.product_sku, p.brand, p.category]) as named (text)
union
select tenant_id, 'article', product_id, lower(variant_sku) from variants
union
select tenant_id, 'billing_group', id, lower(group_name) from billing_groups;
create index search_texts_by_gram on platform.search_texts
    using gin (platform.search_grams(tenant_id, kind, text, 1)) with (fastupdate = off);

insert into order_custom_fields (tenant_id, field_id, value_key, order_id)
select o.tenant_id, field.key, custom_field_key(field.value), o.id
from orders o, jsonb_each(o.custom_fields) as field
where field.key ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'
    and jsonb_typeof(field.value) in ('string', 'number');
