// What a customer brings and has brought.
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Figures } from '../layout/Figures';
import type { Customer } from './customer';

export const CustomerFigures = ({ customer }: { customer: Customer }) => {
  const { money, percent } = useFormat();
  const active = customer.totalDevicesRented;
  const margin = customer.customerMarginPercent;
  return (
    <Figures
      figures={[
        {
          name: 'Collected so far',
          value: money(customer.lifetimeCollected),
          note: 'without tax',
        },
        { name: 'Monthly income', value: money(customer.totalMonthlyRevenue) },
        {
          name: 'Average subscription',
          value: active > 0 ? money(customer.totalMonthlyRevenue / active) : money(null),
          note: 'a month',
        },
        {
          name: 'Active subscriptions',
          value: active,
          note: `${count(customer.subscriptionsTracked, 'subscription')} ever`,
        },
        {
          name: 'Margin',
          value: money(customer.customerMargin),
          note:
            margin === undefined
              ? 'no cost of devices is known'
              : `${percent(margin)} of ${money(customer.totalAcquisitionCost)} cost`,
        },
      ]}
    />
  );
};
