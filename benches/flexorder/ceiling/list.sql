-- The 50 newest orders with their items, in one statement. `offset 0` keeps the planner from
-- reading all items of a small tenant instead of those of 50 orders.
select o.id, o.external_id, o.status, o.order_type, o.customer_id, o.customer_email,
    o.customer_first_name, o.customer_last_name, o.customer_company, o.customer_phone,
    o.customer_type, o.payment_terms, o.billing_address, o.shipping_address, o.subtotal_minor,
    o.tax_amount_minor, o.total_minor, o.tax_rate_ppm, o.tax_inclusive,
    o.total_contract_value_minor, o.currency, o.total_devices, o.rented_devices, o.payment_status,
    o.payment_method, o.payment_transaction_id, o.payment_paid_minor, o.payment_manually_marked,
    o.custom_fields, o.billing_group_id, o.tracking_number, o.shipped_at, o.notes,
    o.extension_details, o.upgrade_details, o.confirmed_at, o.cancelled_at, o.cancel_reason,
    o.created_by, o.version, o.created_at, o.updated_at,
    i.id, i.product_id, i.variant_id, i.sku, i.product_name, i.product_image_url, i.quantity,
    i.rented_quantity, i.unit_price_minor, i.setup_fee_minor, i.contract_length,
    i.list_price_minor, i.list_price_source, i.acquisition_cost_minor, i.acquisition_cost_source
from (
    select *
    from orders
    where tenant_id = :tenant::uuid
    order by id desc
    limit 50
) o
cross join lateral (
    select *
    from order_items
    where tenant_id = :tenant::uuid and order_id = o.id
    order by position
    offset 0
) i
where (select set_config('app.tenant_id', :tenant, true)) is not null
order by o.id desc;
