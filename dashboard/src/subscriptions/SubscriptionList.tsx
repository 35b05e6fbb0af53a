// All subscriptions: who has what, until when, and whether it has paid for itself.
import CancelIcon from '@mui/icons-material/BlockOutlined';
import CompleteIcon from '@mui/icons-material/TaskAltOutlined';
import { Button, Typography } from '@mui/material';
import { DataTable, SimpleList, useRecordContext } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge, statusWord } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol, ONE_LINE, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { FewLines } from '../lists/FewLines';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { RowLink } from '../lists/RowLink';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { ContractEnd } from './ContractEnd';
import { FILTERS } from './filters';
import { RecoveryField } from './RecoveryBar';

const SubscriptionList = () => {
  const { money, date } = useFormat();
  const filters = useReadableFilters(FILTERS);
  const mayWrite = useCan('subscriptions:write');
  return (
    <ListPage
      title="Subscriptions"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      empty={<NoSubscriptions />}
      quickView={QUICK_VIEW}
      narrow={
        <SimpleList<Rows['subscriptions']>
          rowClick="show"
          primaryText={(rental) => rental.customerName}
          secondaryText={(rental) =>
            `${device(rental)} · ${money(rental.monthlyAmount)} a month · until ${date(rental.endDate)}`
          }
          tertiaryText={(rental) => <StatusBadge status={rental.status} />}
        />
      }
    >
      <DataTable<Rows['subscriptions']>
        rowClick="show"
        bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
        sx={TIGHT}
      >
        <QuickViewCol />
        <DataTable.Col source="customerName" label="Customer" disableSort field={Customer} />
        <DataTable.Col source="productName" label="Product" disableSort field={Product} />
        <DataTable.Col source="assetSerialNumber" label="Serial number" disableSort />
        <StatusCol source="status" />
        <MoneyCol source="monthlyAmount" label="Monthly" disableSort />
        <DataTable.Col
          source="endDate"
          label="Contract end"
          sortByOrder="ASC"
          field={ContractEnd}
        />
        <DataTable.Col label="Cost recovery" disableSort field={RecoveryField} />
        <DayCol source="startDate" label="Start" sortByOrder="DESC" />
      </DataTable>
    </ListPage>
  );
};

const nameOf = (rental: Rows['subscriptions']): string =>
  `${rental.customerName}: ${rental.productName}`;

const QUICK_VIEW: QuickView = {
  nameOf,
  View: later(() => import('./SubscriptionPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Complete selected',
    Icon: CompleteIcon,
    Dialog: later(() => import('./CompleteSubscriptions')),
  },
  {
    label: 'Cancel selected',
    Icon: CancelIcon,
    isDangerous: true,
    Dialog: later(() => import('./CancelSubscriptions')),
  },
];

const labelOf = (rental: Rows['subscriptions']): string =>
  [nameOf(rental), rental.serialNumber, statusWord(rental.status)].join(' · ');

/** Room for names and serial numbers on one line. */
const TIGHT = {
  '& .MuiTableCell-root': { px: 1.25 },
  '& .column-customerName, & .column-assetSerialNumber': ONE_LINE,
};

/** The customer, as the link to the subscription. */
const Customer = () => {
  const rental = useRecordContext<Rows['subscriptions']>();
  if (rental === undefined) return null;
  return (
    <>
      <RowLink>{rental.customerName}</RowLink>
      {rental.company && (
        <Typography variant="caption" color="text.secondary" component="div">
          {rental.company}
        </Typography>
      )}
    </>
  );
};

/** Product and variant on one line. */
const device = ({ productName, variantName }: Rows['subscriptions']): string =>
  variantName === undefined ? productName : `${productName}, ${variantName}`;

const Product = () => {
  const rental = useRecordContext<Rows['subscriptions']>();
  if (rental === undefined) return null;
  return (
    <>
      <FewLines>{rental.productName}</FewLines>
      <Typography variant="caption" color="text.secondary" component="div" noWrap>
        {rental.variantName ?? rental.sku}
      </Typography>
    </>
  );
};

const NoSubscriptions = () => {
  const mayFulfil = useCan('orders:read');
  return (
    <EmptyList
      title="No subscriptions yet"
      action={
        mayFulfil && (
          <Button component={Link} to="/queue" variant="contained">
            Go to fulfilment
          </Button>
        )
      }
    >
      A subscription begins when a unit of an order is given a device: its serial number. What waits
      for one stands in the fulfilment queue.
    </EmptyList>
  );
};

export default SubscriptionList;
