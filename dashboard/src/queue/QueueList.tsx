// What waits for devices, the oldest order first, and whether devices are there.
import { Box, Button } from '@mui/material';
import { useState } from 'react';
import {
  DataTable,
  FunctionField,
  type RowClickFunction,
  SelectArrayInput,
  SimpleList,
  TextInput,
} from 'react-admin';

import { CustomerInput } from '../customers/CustomerInput';
import { StatusBadge } from '../format/StatusBadge';
import { count, word } from '../format/write';
import { DayCol, StatusCol } from '../lists/columns';
import { EmptyList } from '../lists/EmptyList';
import { ListPage } from '../lists/ListPage';
import { useReadableFilters } from '../lists/useReadableFilters';
import { CreateSubscription } from '../orders/fulfilment/CreateSubscription';
import { customerName } from '../orders/order';
import { useCan } from '../session/useSession';
import {
  Available,
  AvailableCell,
  OrderCell,
  ProductCell,
  type Queued,
  WaitingCell,
  WhoCell,
} from './QueueCells';

const STATUSES = ['pending', 'confirmed', 'partial'].map((id) => ({ id, name: word(id) }));

const FILTERS = [
  <TextInput key="sku" source="sku" label="SKU" alwaysOn data-key="/" />,
  <SelectArrayInput
    key="status"
    source="status"
    label="Order status"
    choices={STATUSES}
    alwaysOn
    sx={{ minWidth: 180 }}
  />,
  <CustomerInput key="customerId" source="customerId" />,
];

const VIEWS = [
  { label: 'Of confirmed orders', filter: { status: ['confirmed', 'partial'] } },
  { label: 'Rest of what shipped in part', filter: { status: ['partial'] } },
];

/** A row leads to its order. */
const toOrder: RowClickFunction = (_, __, item) => `/orders/${String(item.orderId)}/show`;

const QueueList = () => {
  const mayFulfil = useCan('subscriptions:write');
  const [item, setItem] = useState<Queued>();
  const filters = useReadableFilters(FILTERS);
  return (
    <>
      <ListPage
        title="Fulfilment queue"
        filters={filters}
        views={VIEWS}
        empty={
          <EmptyList title="Nothing waits">
            Items of orders stand here from when they may be fulfilled until each unit has a
            subscription. New ones appear as orders come in or are confirmed.
          </EmptyList>
        }
        narrow={
          <SimpleList<Queued>
            rowClick={toOrder}
            primaryText={(it) => (
              <Box
                component="span"
                sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontWeight: 600 }}
              >
                {it.productName}
                <StatusBadge status={it.orderStatus} />
              </Box>
            )}
            secondaryText={(it) => (
              <>
                {customerName(it)} · {count(it.openUnits, 'unit')} open
                <br />
                Available: <Available item={it} />
              </>
            )}
          />
        }
      >
        <DataTable<Queued> rowClick={toOrder} bulkActionButtons={false}>
          <DataTable.Col label="Item" disableSort field={ProductCell} />
          <DataTable.Col label="Customer" disableSort field={WhoCell} />
          <DataTable.Col label="Open units" disableSort field={WaitingCell} />
          <DataTable.Col label="Available" disableSort field={AvailableCell} />
          <StatusCol source="orderStatus" label="Order status" disableSort />
          <DayCol source="createdAt" label="Ordered" disableSort />
          <DataTable.Col label="Order" disableSort field={OrderCell} />
          {mayFulfil && (
            <DataTable.Col label="Action" disableSort>
              <FunctionField<Queued>
                render={(it) => (
                  <Button
                    size="small"
                    variant={it.availableCount > 0 ? 'outlined' : 'text'}
                    aria-label={`Fulfil ${it.productName} of ${customerName(it)}`}
                    onClick={(event) => {
                      // Not the row that it stands in.
                      event.stopPropagation();
                      setItem(it);
                    }}
                  >
                    Fulfil
                  </Button>
                )}
              />
            </DataTable.Col>
          )}
        </DataTable>
      </ListPage>
      {item && <CreateSubscription unit={item} onClose={() => setItem(undefined)} />}
    </>
  );
};

export default QueueList;
