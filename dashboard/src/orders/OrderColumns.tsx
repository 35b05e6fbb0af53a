// Cells of the list of orders: who, what, how far. The name is the link to the order.
import { useRecordContext } from 'react-admin';

import { CopyId } from '../format/CopyId';
import { RowLink } from '../lists/RowLink';
import { customerName, itemsLine, type Order } from './order';

/** Name, and beneath it company and e-mail. */
export const CustomerCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  const { company, email } = order.customer;
  return (
    <div className="fo-customer">
      <RowLink>{customerName(order)}</RowLink>
      <div title={email}>{company ? `${company} · ${email}` : email}</div>
    </div>
  );
};

/** The first item, and how many more. */
export const ItemsCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  return (
    <div
      className="fo-items"
      title={order.items.map((it) => `${it.quantity} × ${it.productName}`).join('\n')}
    >
      {itemsLine(order.items)}
    </div>
  );
};

/** `3 of 5`, with a bar for the eye. */
export const Progress = ({ done, of }: { done: number; of: number }) => (
  <div className={done >= of ? 'fo-progress is-whole' : 'fo-progress'}>
    {done} of {of}
    <div aria-hidden>
      <div style={{ width: `${of === 0 ? 0 : Math.min(done / of, 1) * 100}%` }} />
    </div>
  </div>
);

export const ProgressCell = () => {
  const order = useRecordContext<Order>();
  if (order === undefined) return null;
  const { rentedDevices, totalDevices } = order.rentalProgress;
  return order.status === 'cancelled' ? (
    <span>–</span>
  ) : (
    <Progress done={rentedDevices} of={totalDevices} />
  );
};

export const OrderIdCell = () => {
  const order = useRecordContext<Order>();
  return order ? <CopyId id={order.orderId} /> : null;
};
