// One order: who, what, for how much, how far it is, and what happened to it.
import { useState } from 'react';

import { CopyId } from '../format/CopyId';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DetailPage } from '../layout/DetailPage';
import { PageHeading } from '../layout/PageHeading';
import { Columns } from '../layout/Section';
import { useCan, useSession } from '../session/useSession';
import { TimelineSection } from '../timeline/TimelineSection';
import { CreateSubscription } from './fulfilment/CreateSubscription';
import { LeftOver } from './LeftOver';
import { OrderActions, OrderStanding } from './OrderActions';
import { OrderAddresses, OrderCustomer } from './OrderCustomer';
import { OrderDetails } from './OrderDetails';
import { OrderFigures } from './OrderFigures';
import { OrderFiles } from './OrderFiles';
import { OrderItems } from './OrderItems';
import { OrderNotes } from './OrderNotes';
import { OrderOrigin } from './OrderOrigin';
import { OrderPayments } from './OrderPayments';
import { OrderSubscriptions } from './OrderSubscriptions';
import { OrderTracking } from './OrderTracking';
import { customerName, isFulfillable, type Order, type OrderItem, openUnits } from './order';
import { useOrderSubscriptions } from './useOrderSubscriptions';

const OrderShow = () => <DetailPage<Order>>{(order) => <OrderPage order={order} />}</DetailPage>;

const OrderPage = ({ order }: { order: Order }) => {
  const { date } = useFormat();
  const { tenant } = useSession();
  const confirmsFirst = tenant.requireConfirmation;
  const mayFulfil = useCan('subscriptions:write');
  const canFulfil = mayFulfil && isFulfillable(order, confirmsFirst);
  const subscriptions = useOrderSubscriptions(order);
  const [fulfilled, setFulfilled] = useState<OrderItem>();
  return (
    <>
      <PageHeading
        title={customerName(order)}
        badge={<StatusBadge status={order.status} />}
        subtitle={
          <>
            Order <CopyId id={order.orderId} /> of {date(order.createdAt)}
            {order.customer.company && ` · ${order.customer.company}`}
          </>
        }
      >
        <OrderActions order={order} canFulfil={canFulfil} />
      </PageHeading>
      <OrderStanding order={order} needsConfirmation={confirmsFirst} />
      <LeftOver order={order} />
      <Columns
        main={
          <>
            <OrderItems
              order={order}
              subscriptions={subscriptions.subscriptions}
              canFulfil={canFulfil}
              onCreateSubscription={setFulfilled}
            />
            <OrderNotes key={`notes-${order.orderId}`} order={order} />
            <OrderSubscriptions order={order} read={subscriptions} />
            <OrderPayments order={order} />
            <TimelineSection of="orders" id={order.orderId} />
          </>
        }
        side={
          <>
            <OrderFigures order={order} />
            <OrderCustomer order={order} />
            <OrderAddresses order={order} />
            <OrderTracking key={`tracking-${order.orderId}`} order={order} />
            <OrderOrigin order={order} />
            <OrderDetails order={order} />
            <OrderFiles order={order} />
          </>
        }
      />
      {fulfilled && (
        <CreateSubscription
          unit={{
            orderId: order.orderId,
            orderType: order.orderType,
            itemId: fulfilled.itemId,
            sku: fulfilled.sku,
            productName: fulfilled.productName,
            contractLength: fulfilled.contractLength,
            openUnits: openUnits(fulfilled),
          }}
          onClose={() => setFulfilled(undefined)}
        />
      )}
    </>
  );
};

export default OrderShow;
