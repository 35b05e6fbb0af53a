// The lines of the order: added and changed in a dialog, counted in place.
import AddIcon from '@mui/icons-material/Add';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form';

import { Section } from '../../layout/Section';
import { useCan } from '../../session/useSession';
import { ItemDialog } from './ItemDialog';
import { ItemRow } from './ItemRow';
import { TypedItemDialog } from './TypedItemDialog';
import type { OrderForm } from './values';

/** The focus goes back to where it was, in the dialog or on the button. */
const STAY = { shouldFocus: false };

/** Which line the dialog is about; nothing: it is closed. */
type Open = { at: number } | 'new' | undefined;

export const ItemsSection = () => {
  const { control, getValues } = useFormContext<OrderForm>();
  const { fields, append, update, insert, remove } = useFieldArray({
    control,
    name: 'items',
    rules: { validate: (items) => items.length > 0 || 'An order needs at least one item.' },
  });
  const { errors, submitCount } = useFormState({ control, name: 'items' });
  const [open, setOpen] = useState<Open>();
  const Line = useCan('catalog:read') ? ItemDialog : TypedItemDialog;
  const add = useRef<HTMLButtonElement>(null);
  const fault = errors.items?.root?.message ?? errors.items?.message;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each try to save
  useEffect(() => {
    if (fault !== undefined && Object.keys(errors).length === 1) add.current?.focus();
  }, [submitCount]);
  const changed = typeof open === 'object' ? getValues(`items.${open.at}`) : undefined;
  return (
    <Section
      title="Items"
      flush
      action={
        <Button
          ref={add}
          startIcon={<AddIcon />}
          variant={fields.length === 0 ? 'contained' : 'outlined'}
          size="small"
          onClick={() => setOpen('new')}
        >
          Add item
        </Button>
      }
    >
      {fault && (
        <Alert severity="error" sx={{ mx: 2, mb: 1.5 }}>
          {fault}
        </Alert>
      )}
      {fields.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 2 }}>
          Nothing ordered yet: add what the customer wants. Prices come from the catalog.
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {fields.map((field, at) => (
            <ItemRow
              key={field.id}
              at={at}
              item={field}
              onChange={() => setOpen({ at })}
              onDuplicate={() => {
                const { itemId: _, rentalIds: __, rentedQuantity: ___, id: ____, ...copy } = field;
                insert(at + 1, { ...copy, quantity: getValues(`items.${at}.quantity`) }, STAY);
              }}
              onRemove={() => {
                remove(at);
                add.current?.focus();
              }}
            />
          ))}
        </Box>
      )}
      {open !== undefined && (
        <Line
          item={changed}
          lastTerm={fields.at(-1)?.contractLength}
          onSave={(item) => (typeof open === 'object' ? update(open.at, item) : append(item, STAY))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
};
