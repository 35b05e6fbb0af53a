// A line of the order: what, for how long, how many, for how much; and why it may not be touched.
import DuplicateIcon from '@mui/icons-material/ContentCopyOutlined';
import RemoveIcon from '@mui/icons-material/DeleteOutlined';
import EditIcon from '@mui/icons-material/EditOutlined';
import LockIcon from '@mui/icons-material/LockOutlined';
import { Box, IconButton, Stack, TextField, Tooltip, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { get, useController, useFormContext, useFormState } from 'react-hook-form';

import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { useSession } from '../../session/useSession';
import { QUANTITY_MAX } from './ItemDialog';
import { LockedItem } from './LockedItem';
import { totalsOf } from './totals';
import type { ItemForm, OrderForm } from './values';

interface Props {
  at: number;
  item: ItemForm;
  onChange: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

const COUNT = `From 1 to ${QUANTITY_MAX.toLocaleString('en')}`;

export const ItemRow = ({ at, item, onChange, onDuplicate, onRemove }: Props) => {
  const { money } = useFormat();
  const { tenant } = useSession();
  const { control } = useFormContext<OrderForm>();
  const isLocked = (item.rentedQuantity ?? 0) > 0;
  const { field: quantity } = useController({
    control,
    name: `items.${at}.quantity`,
    rules: {
      validate: (value) =>
        (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= QUANTITY_MAX) || COUNT,
    },
  });
  const { errors } = useFormState({ control, name: `items.${at}` });
  const faults = faultsOf(get(errors, `items.${at}`));
  const line = { ...item, quantity: quantity.value };
  const { subtotal } = totalsOf([line], undefined, tenant.currency);
  const name = `${item.productName}, ${count(item.contractLength, 'month')}`;
  return (
    <Box
      component="li"
      aria-label={name}
      sx={{
        borderTop: 1,
        borderColor: 'divider',
        px: 2,
        py: 1.25,
        display: 'grid',
        columnGap: 2,
        rowGap: 0.75,
        alignItems: 'center',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr) auto',
          sm: 'minmax(0, 1fr) 96px 84px 128px auto',
        },
        bgcolor: isLocked ? 'action.hover' : undefined,
      }}
    >
      {/* Faults of the server stand at these names. */}
      <input type="hidden" name={`items.${at}.sku`} />
      <input type="hidden" name={`items.${at}.contractLength`} />
      <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
        <Stack direction="row" spacing={0.75} sx={{ alignItems: 'center' }}>
          {isLocked && <LockIcon fontSize="small" color="action" titleAccess="Locked" />}
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {item.productName}
          </Typography>
        </Stack>
        <Typography variant="caption" color="text.secondary" component="div" noWrap>
          {[item.variantName, item.sku].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      <Tooltip title={item.itemId === undefined ? '' : FIXED}>
        <Typography variant="body2" sx={{ justifySelf: 'start' }}>
          {count(item.contractLength, 'month')}
        </Typography>
      </Tooltip>
      <TextField
        type="number"
        size="small"
        value={quantity.value ?? ''}
        name={quantity.name}
        inputRef={quantity.ref}
        disabled={isLocked}
        onBlur={quantity.onBlur}
        onChange={(event) =>
          quantity.onChange(event.target.value === '' ? null : Number(event.target.value))
        }
        error={faults.length > 0}
        slotProps={{
          htmlInput: { min: 1, max: QUANTITY_MAX, 'aria-label': `Quantity of ${name}` },
        }}
        sx={{ width: 84, justifySelf: { xs: 'end', sm: 'start' } }}
      />
      <Box sx={{ textAlign: { sm: 'right' } }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {money(subtotal)}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {`${money(item.unitPrice)} each`}
          {item.setupFee > 0 && `, ${money(item.setupFee)} once`}
        </Typography>
      </Box>
      <Stack direction="row" sx={{ justifySelf: 'end' }}>
        {item.itemId === undefined && (
          <Act label={`Change ${name}`} icon={<EditIcon fontSize="small" />} onClick={onChange} />
        )}
        <Act
          label={`Duplicate ${name}`}
          icon={<DuplicateIcon fontSize="small" />}
          onClick={onDuplicate}
        />
        <Act
          label={`Remove ${name}`}
          icon={<RemoveIcon fontSize="small" />}
          onClick={onRemove}
          disabled={isLocked}
        />
      </Stack>
      {isLocked && <LockedItem item={item} />}
      {faults.length > 0 && (
        <Typography variant="body2" color="error" role="alert" sx={{ gridColumn: '1 / -1' }}>
          {faults.join(' ')}
        </Typography>
      )}
    </Box>
  );
};

const FIXED =
  'The contract length of an item is fixed. Remove the item and add it again for another one.';

const Act = (props: {
  label: string;
  icon: ReactElement;
  onClick: () => void;
  disabled?: boolean;
}) => (
  <Tooltip title={props.disabled ? '' : (props.label.split(' ')[0] ?? '')}>
    <span>
      <IconButton
        size="small"
        aria-label={props.label}
        onClick={props.onClick}
        disabled={props.disabled ?? false}
      >
        {props.icon}
      </IconButton>
    </span>
  </Tooltip>
);

/** Messages at the line, whatever of it they are about. */
const faultsOf = (errors: unknown): string[] => {
  if (typeof errors !== 'object' || errors === null) return [];
  if ('message' in errors && typeof errors.message === 'string') return [errors.message];
  return Object.entries(errors)
    .filter(([name]) => name !== 'ref')
    .flatMap(([, inner]) => faultsOf(inner));
};
