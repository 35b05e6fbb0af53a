// What else is known of the order: its ids, its dates, and the tenant's own fields.
import { useCustomFieldFacts } from '../custom-fields/useCustomFieldFacts';
import { CopyId } from '../format/CopyId';
import { useFormat } from '../format/useFormat';
import { word } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import type { Order } from './order';

export const OrderDetails = ({ order }: { order: Order }) => {
  const { moment } = useFormat();
  const own = useCustomFieldFacts('order', order.customFields);
  return (
    <Section title="Details">
      <Facts
        facts={[
          ['Order id', <CopyId key="id" id={order.orderId} />],
          ['External id', order.externalId],
          ['Type', word(order.orderType)],
          ['Created', moment(order.createdAt)],
          ['Confirmed', order.confirmedAt && moment(order.confirmedAt)],
          ['Cancelled', order.cancelledAt && moment(order.cancelledAt)],
          ['Last changed', moment(order.updatedAt)],
          ...own,
        ]}
      />
    </Section>
  );
};
