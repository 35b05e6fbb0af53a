// What can be done with several orders at once: confirm them, cancel them.
import CancelIcon from '@mui/icons-material/BlockOutlined';
import ConfirmIcon from '@mui/icons-material/TaskAltOutlined';
import { Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useListContext } from 'react-admin';

import { api, given } from '../api/client';
import { shortId } from '../format/CopyId';
import { count } from '../format/write';
import type { Sending } from '../forms/useSubmit';
import { BulkDialog, type BulkRow } from '../lists/BulkDialog';
import { REASON_MAX } from './CancelOrder';
import { customerName, type Order } from './order';

export const OrderBulkActions = () => {
  const [open, setOpen] = useState<'confirm' | 'cancel'>();
  const rows = useSelected();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button size="small" startIcon={<ConfirmIcon />} onClick={() => setOpen('confirm')}>
        Confirm selected
      </Button>
      <Button
        size="small"
        color="error"
        startIcon={<CancelIcon />}
        onClick={() => setOpen('cancel')}
      >
        Cancel selected
      </Button>
      {open === 'confirm' && <ConfirmMany rows={rows} onClose={close} />}
      {open === 'cancel' && <CancelMany rows={rows} onClose={close} />}
    </>
  );
};

/** The selected orders; those on other pages are known by their ids alone. */
const useSelected = (): BulkRow[] => {
  const { data = [], selectedIds = [] } = useListContext<Order>();
  return selectedIds.map((it) => {
    const id = String(it);
    const order = data.find((row) => row.id === id);
    const label = order ? `${customerName(order)} · ${order.status}` : 'Order on another page';
    return { id, label: `${label} · ${shortId(id)}` };
  });
};

interface Props {
  rows: BulkRow[];
  onClose: () => void;
}

const ConfirmMany = (props: Props) => {
  const orders = count(props.rows.length, 'order');
  return (
    <BulkDialog
      {...props}
      title={`Confirm ${orders}`}
      label={`Confirm ${orders}`}
      explanation="Confirmed orders are ready for fulfilment. Each order is confirmed on its own: one that is refused holds up no other."
      act={confirm}
    />
  );
};

const confirm = (orderId: string, { idempotencyKey }: Sending) =>
  given(
    api.POST('/v1/orders/{orderId}/confirm', {
      params: { path: { orderId }, header: { 'Idempotency-Key': idempotencyKey } },
    }),
  );

const CancelMany = (props: Props) => {
  const [reason, setReason] = useState('');
  const orders = count(props.rows.length, 'order');
  return (
    <BulkDialog
      {...props}
      title={`Cancel ${orders}`}
      label={`Cancel ${orders}`}
      isDangerous
      explanation="A cancelled order cannot be brought back. Orders that already have subscriptions are refused and stay as they are."
      act={(orderId, { idempotencyKey }) =>
        given(
          api.POST('/v1/orders/{orderId}/cancel', {
            params: { path: { orderId }, header: { 'Idempotency-Key': idempotencyKey } },
            body: { reason: reason.trim() || null },
          }),
        )
      }
    >
      <TextField
        label="Reason (optional)"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        helperText="Kept with each of the orders"
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: REASON_MAX } }}
        autoFocus
      />
    </BulkDialog>
  );
};
