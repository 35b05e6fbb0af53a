// All orders: found while somebody is on the phone, and confirmed or cancelled many at once.
import AddIcon from '@mui/icons-material/Add';
import { Button } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link } from 'react-router-dom';

import { DayCol, MoneyCol, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { useCan } from '../session/useSession';
import { OrderBulkActions } from './OrderBulkActions';
import { CustomerCell, ItemsCell, OrderIdCell, ProgressCell } from './OrderColumns';
import { OrderPreview } from './OrderPreview';
import { OrderRows } from './OrderRows';
import type { Order } from './order';
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
    >
      <DataTable<Order>
        rowClick="show"
        expand={<OrderPreview />}
        hiddenColumns={HIDDEN}
        sx={{ '& .MuiTableCell-root:not(.MuiTableCell-paddingCheckbox)': { px: 1.25 } }}
        bulkActionButtons={mayWrite ? <OrderBulkActions /> : false}
      >
        <DataTable.Col label="Customer" disableSort field={CustomerCell} />
        <DataTable.Col label="Items" disableSort field={ItemsCell} />
        <StatusCol source="status" />
        <DataTable.Col label="Fulfilled" disableSort field={ProgressCell} />
        <MoneyCol source="totals.total" label="Monthly" />
        <DayCol source="createdAt" label="Created" />
        <DayCol source="updatedAt" label="Changed" />
        <DataTable.Col source="orderId" label="Order" field={OrderIdCell} />
      </DataTable>
    </ListPage>
  );
};

/** Columns that show when they are asked for. */
const HIDDEN = ['updatedAt'];

export default OrderList;
