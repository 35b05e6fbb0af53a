-- Search and custom-field filters of orders (docs/decisions/0013-search-by-dimension.md).

-- Every piece of `text` of at most three characters, and of at least `shortest`, as one number
-- with the tenant and the kind: no number is shared by two tenants.
create function platform.search_grams(tenant_id uuid, kind text, text text, shortest integer)
    returns bigint[]
    language sql immutable strict parallel safe
begin atomic
    select coalesce(
        array_agg(distinct hashtextextended(
            substr($3, place, size),
            uuid_hash_extended($1, hashtextextended($2, 0))
        )),
        '{}'
    )
    from generate_series($4, 3) as size, generate_series(1, length($3) - size + 1) as place;
end;

-- Every text that a customer, their orders or the tenant's products were ever found under: one row a
-- spelling, added only when it is new. Without a policy, for `@>` is not leakproof and would not
-- use its index behind one; it tells ids, whose rows are read from the tenant's own tables.
create table platform.search_texts (
    tenant_id uuid not null,
    -- `customer`: name and e-mail, as a customer's orders have them; `product`: its name.
    kind text not null check (kind in ('customer', 'product')),
    entity_id uuid not null,
    -- In lower case.
    text text not null,
    digest uuid not null generated always as (md5(text)::uuid) stored,
    primary key (tenant_id, kind, entity_id, digest)
);
-- Without a list of pending entries: a search would have to read it, and some insert to work it off.
create index search_texts_by_gram on platform.search_texts
    using gin (platform.search_grams(tenant_id, kind, text, 1)) with (fastupdate = off);
grant select, insert on platform.search_texts to flexorder_server;

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
select tenant_id, 'product', product_id, lower(product_name) from order_items;

-- Under what a value of a custom field is found: equal for values that `jsonb` calls equal.
create function custom_field_key(value jsonb) returns uuid
    language sql immutable strict parallel safe
    return md5(
        case jsonb_typeof(value)
            when 'number' then trim_scale((value #>> '{}')::numeric)::text
            else value::text
        end
    )::uuid;

-- The fields of orders that may be filtered by, in list order.
create table order_custom_fields (
    tenant_id uuid not null,
    field_id text not null,
    value_key uuid not null,
    order_id uuid not null,
    primary key (tenant_id, field_id, value_key, order_id),
    foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
alter table order_custom_fields enable row level security;
alter table order_custom_fields force row level security;
create policy one_tenant on order_custom_fields
    using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
grant select, insert, delete on order_custom_fields to flexorder_server;

-- Only what a definition could name, and only values that a filter can have.
insert into order_custom_fields (tenant_id, field_id, value_key, order_id)
select o.tenant_id, field.key, custom_field_key(field.value), o.id
from orders o, jsonb_each(o.custom_fields) as field
where field.key ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'
    and jsonb_typeof(field.value) in ('string', 'number');
