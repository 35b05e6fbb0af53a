-- Runs once after COPY, as the role that migrates: what follows from the loaded rows. Tables that a
-- migration derives from others are filled here, as the server would have filled them.

update assets a
set status = 'rented_out', subscription_id = s.id, customer_id = s.customer_id
from subscriptions s
where s.tenant_id = a.tenant_id and s.serial_number = a.serial_number and s.status = 'active';
