// All subscriptions: who has what, until when, and whether it has paid for itself.
import { Button, Typography } from '@mui/material';
import { DataTable, SimpleList, useRecordContext } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { DayCol, MoneyCol, ONE_LINE, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { FewLines } from '../lists/FewLines';
import { ListPage } from '../lists/ListPage';
import { RowLink } from '../lists/RowLink';
import { useReadableFilters } from '../lists/useReadableFilters';
import { useCan } from '../session/useSession';
import { FILTERS } from './filters';
import { RecoveryField } from './RecoveryBar';

const SubscriptionList = () => {
  const { money, date } = useFormat();
  const filters = useReadableFilters(FILTERS);
  return (
    <ListPage
      title="Subscriptions"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      empty={<NoSubscriptions />}
      narrow={
        <SimpleList<Rows['subscriptions']>
          rowClick="show"
          primaryText={(rental) => rental.customerName}
          secondaryText={(rental) =>
            `${rental.productName} · ${money(rental.monthlyAmount)} a month · until ${date(rental.endDate)}`
          }
          tertiaryText={(rental) => <StatusBadge status={rental.status} />}
        />
      }
    >
      <DataTable<Rows['subscriptions']> rowClick="show" bulkActionButtons={false} sx={TIGHT}>
        <DataTable.Col source="customerName" label="Customer" disableSort field={Customer} />
        <DataTable.Col source="productName" label="Product" disableSort field={Product} />
        <DataTable.Col source="assetSerialNumber" label="Serial number" disableSort />
        <StatusCol source="status" />
        <MoneyCol source="monthlyAmount" label="Monthly" disableSort />
        <DayCol source="endDate" label="Contract end" sortByOrder="ASC" />
        <DataTable.Col label="Cost recovery" disableSort field={RecoveryField} />
        <DayCol source="startDate" label="Start" sortByOrder="DESC" />
      </DataTable>
    </ListPage>
  );
};

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

const Product = () => {
  const rental = useRecordContext<Rows['subscriptions']>();
  if (rental === undefined) return null;
  return (
    <>
      <FewLines>{rental.productName}</FewLines>
      <Typography variant="caption" color="text.secondary" component="div" noWrap>
        {rental.sku}
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
