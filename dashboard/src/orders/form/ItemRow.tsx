// A line of the order: what, for how long, how many, for how much; and why it may not be touched.
import LockIcon from '@mui/icons-material/LockOutlined';
import { Box, Stack, Tooltip, Typography } from '@mui/material';
import { get, useController, useFormContext, useFormState } from 'react-hook-form';

import { useFormat } from '../../format/useFormat';
import { count } from '../../format/write';
import { useSession } from '../../session/useSession';
import { ItemActions } from './ItemActions';
import { ItemQuantity } from './ItemQuantity';
import { LockedItem } from './LockedItem';
import { isQuantity, QUANTITY_FAULT } from './quantity';
import { totalsOf } from './totals';
import type { ItemForm, OrderForm } from './values';

interface Props {
  at: number;
  item: ItemForm;
  onChange: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export const ItemRow = ({ at, item, onChange, onDuplicate, onRemove }: Props) => {
  const { control } = useFormContext<OrderForm>();
  const isLocked = (item.rentedQuantity ?? 0) > 0;
  const { field: quantity } = useController({
    control,
    name: `items.${at}.quantity`,
    rules: { validate: (value) => isQuantity(value) || QUANTITY_FAULT },
  });
  const { errors } = useFormState({ control, name: `items.${at}` });
  const faults = faultsOf(get(errors, `items.${at}`));
  const line = { ...item, quantity: quantity.value };
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
          {[item.variantName, item.sku !== item.productName && item.sku]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
      </Box>
      <Tooltip title={item.itemId === undefined ? '' : FIXED}>
        <Typography variant="body2" sx={{ justifySelf: 'start' }}>
          {count(item.contractLength, 'month')}
        </Typography>
      </Tooltip>
      <ItemQuantity field={quantity} name={name} isLocked={isLocked} isFault={faults.length > 0} />
      <Price line={line} />
      <ItemActions
        name={name}
        isSaved={item.itemId !== undefined}
        isLocked={isLocked}
        onChange={onChange}
        onDuplicate={onDuplicate}
        onRemove={onRemove}
      />
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

/** What the line costs a month, where that is known before the order is saved. */
const Price = ({ line }: { line: ItemForm }) => {
  const { money } = useFormat();
  const { tenant } = useSession();
  if (line.unitPrice === undefined) {
    return (
      <Typography variant="caption" color="text.secondary" sx={{ textAlign: { sm: 'right' } }}>
        Price comes with the saved order
      </Typography>
    );
  }
  return (
    <Box sx={{ textAlign: { sm: 'right' } }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {money(totalsOf([line], undefined, tenant.currencyDecimals).subtotal)}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {`${money(line.unitPrice)} each`}
        {line.setupFee > 0 && `, ${money(line.setupFee)} once`}
      </Typography>
    </Box>
  );
};

/** Messages at the line, whatever of it they are about. */
const faultsOf = (errors: unknown): string[] => {
  if (typeof errors !== 'object' || errors === null) return [];
  if ('message' in errors && typeof errors.message === 'string') return [errors.message];
  return Object.entries(errors)
    .filter(([name]) => name !== 'ref')
    .flatMap(([, inner]) => faultsOf(inner));
};
