// All orders: found while somebody is on the phone, and confirmed or cancelled many at once.
import AddIcon from '@mui/icons-material/Add';
import CancelIcon from '@mui/icons-material/BlockOutlined';
import ConfirmIcon from '@mui/icons-material/TaskAltOutlined';
import { Button } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link } from 'react-router-dom';

import { shortId } from '../format/CopyId';
import { statusWord } from '../format/StatusBadge';
import { later } from '../later';
import { type BulkAction, BulkActions } from '../lists/BulkActions';
import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { QuickViewCol } from '../lists/QuickViewCol';
import type { QuickView } from '../lists/QuickViews';
import { useCan } from '../session/useSession';
import { CustomerCell, ItemsCell, OrderIdCell, ProgressCell } from './OrderColumns';
import { OrderRows } from './OrderRows';
import { customerName, type Order } from './order';
import { ORDER_VIEWS, useOrderFilters } from './useOrderFilters';

const OrderList = () => {
  const filters = useOrderFilters();
  const mayWrite = useCan('orders:write');
  const add = mayWrite && (
    <Button
      component={Link}
      to="/orders/create"
      data-key="n"
      variant="contained"
      startIcon={<AddIcon />}
    >
      New order
    </Button>
  );
  return (
    <ListPage
      title="Orders"
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={filters}
      views={ORDER_VIEWS}
      actions={add}
      empty={
        <EmptyList title="No orders yet">
          Orders of your shop arrive here by themselves
          {mayWrite && '; take one by phone with New order'}. Each one then waits here until it is
          confirmed and its devices are handed out.
        </EmptyList>
      }
      narrow={<OrderRows />}
      quickView={QUICK_VIEW}
    >
      <DataTable<Order>
        rowClick="show"
        hiddenColumns={HIDDEN}
        sx={{ '& .MuiTableCell-root:not(.MuiTableCell-paddingCheckbox)': { px: 1.25 } }}
        bulkActionButtons={mayWrite && <BulkActions actions={ACTIONS} labelOf={labelOf} />}
      >
        <QuickViewCol />
        <DataTable.Col label="Customer" disableSort field={CustomerCell} />
        <DataTable.Col label="Items" disableSort field={ItemsCell} />
        <StatusCol source="status" />
        <DataTable.Col label="Fulfilled" disableSort field={ProgressCell} />
        <MoneyCol source="totals.total" label="Monthly, with tax" />
        <DayCol source="createdAt" label="Created" />
        <DayCol source="updatedAt" label="Changed" />
        <DataTable.Col source="orderId" label="Order" field={OrderIdCell} />
      </DataTable>
    </ListPage>
  );
};

const QUICK_VIEW: QuickView = {
  nameOf: customerName,
  View: later(() => import('./OrderPreview')),
};

const ACTIONS: BulkAction[] = [
  {
    label: 'Confirm selected',
    Icon: ConfirmIcon,
    Dialog: later(() => import('./ConfirmOrders')),
  },
  {
    label: 'Cancel selected',
    Icon: CancelIcon,
    isDangerous: true,
    Dialog: later(() => import('./CancelOrders')),
  },
];

const labelOf = (order: Order): string =>
  `${customerName(order)} · ${statusWord(order.status)} · ${shortId(order.id)}`;

/** Columns that show when they are asked for. */
const HIDDEN = ['updatedAt'];

export default OrderList;
