// All payments: what is open first, the oldest on top, to be chased or marked as paid, many at once.
import CancelIcon from '@mui/icons-material/BlockOutlined';
import PaidIcon from '@mui/icons-material/TaskAltOutlined';
import { useState } from 'react';
import {
  BooleanInput,
  DataTable,
  DateInput,
  SelectArrayInput,
  SimpleList,
  useRecordContext,
} from 'react-admin';

import { BillingGroupInput } from '../billing-groups/BillingGroupInput';
import { CustomerInput } from '../customers/CustomerInput';
import { CustomerName } from '../customers/CustomerName';
import { Unbroken } from '../format/fields';
import { statusWord } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { NOTHING } from '../format/write';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { SearchInput } from '../lists/SearchInput';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { MarkPaid } from './MarkPaid';
import { MarkPaidInRow } from './MarkPaidInRow';
import { methodWord } from './method';
import { OverdueStrip } from './OverdueStrip';
import { PaymentPurpose } from './PaymentPurpose';
import { PaymentStatusBadge } from './PaymentStatusBadge';
import { OPEN_VIEW, PaymentViews } from './PaymentViews';
import { PAYMENT_STATUSES, type Payment } from './payment';

const FILTERS = [
  <SearchInput key="search" placeholder="Customer, subscription, invoice or reference" alwaysOn />,
  <SelectArrayInput key="status" source="status" label="Status" choices={PAYMENT_STATUSES} />,
  <BooleanInput key="overdue" source="overdue" label="Overdue" defaultValue={true} />,
  <DateInput key="dueDateFrom" source="dueDateFrom" label="Due from" />,
  <DateInput key="dueDateTo" source="dueDateTo" label="Due until" />,
  <DateInput key="paidFrom" source="paidFrom" label="Paid from" />,
  <DateInput key="paidTo" source="paidTo" label="Paid until" />,
  <CustomerInput key="customerId" source="customerId" label="Customer" />,
  <BillingGroupInput key="billingGroupId" source="billingGroupId" label="Billing group" />,
];

const PaymentList = () => {
  const { money, date } = useFormat();
  const [payable, setPayable] = useState<Payment>();
  const filters = useReadableFilters(FILTERS);
  const mayWrite = useCan('payments:write');
  const labelOf = (it: Payment) => (
    <>
      <CustomerName customerId={it.customerId} isPlain /> · {it.description} · {money(it.total)} due{' '}
      {date(it.dueDate)} · {statusWord(it.status)}
    </>
  );
  return (
    <>
      <ListPage
        title="Payments"
        sort={OPEN_VIEW.sort}
        filterDefaultValues={OPEN_VIEW.filter}
        filters={filters}
        above={
          <>
            <OverdueStrip />
            <PaymentViews />
          </>
        }
        quickView={QUICK_VIEW}
        empty={
          <EmptyList title="No payments yet">
            A subscription brings its payments: fulfil an order, and one for each month stands here.
          </EmptyList>
        }
        narrow={
          <SimpleList<Payment>
            rowClick="show"
            primaryText={(payment) => <CustomerName customerId={payment.customerId} isPlain />}
            secondaryText={(payment) => (
              <>
                {payment.description}, <Unbroken>due {date(payment.dueDate)}</Unbroken>
              </>
            )}
            tertiaryText={(payment) => (
              <>
                {money(payment.total)} <PaymentStatusBadge payment={payment} />
              </>
            )}
          />
        }
      >
        <DataTable<Payment>
          rowClick="show"
          bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
        >
          <QuickViewCol />
          <DataTable.Col source="customer" label="Customer">
            <Customer />
          </DataTable.Col>
          <DataTable.Col label="For" disableSort>
            <Purpose />
          </DataTable.Col>
          <MoneyCol source="amount" label="Amount" />
          <DayCol source="dueDate" label="Due" />
          <DataTable.Col
            source="status"
            label="Status"
            render={(it: Payment) => <PaymentStatusBadge payment={it} />}
          />
          <DataTable.Col
            label="Method"
            disableSort
            render={(it: Payment) => methodWord(it) ?? NOTHING}
          />
          <DataTable.Col label={false} disableSort cellClassName="action">
            <MarkPaidInRow onOpen={setPayable} />
          </DataTable.Col>
        </DataTable>
      </ListPage>
      {payable && <MarkPaid payment={payable} onClose={() => setPayable(undefined)} />}
    </>
  );
};

const QUICK_VIEW: QuickView = {
  nameOf: ({ description }: Payment) => description,
  View: later(() => import('./PaymentPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Mark selected as paid',
    Icon: PaidIcon,
    Dialog: later(() => import('./MarkPaymentsPaid')),
  },
  {
    label: 'Cancel selected',
    Icon: CancelIcon,
    isDangerous: true,
    Dialog: later(() => import('./CancelPayments')),
  },
];

const Customer = () => {
  const payment = useRecordContext<Payment>();
  return payment ? <CustomerName customerId={payment.customerId} isTall /> : null;
};

const Purpose = () => {
  const payment = useRecordContext<Payment>();
  return payment ? <PaymentPurpose payment={payment} /> : null;
};

export default PaymentList;
