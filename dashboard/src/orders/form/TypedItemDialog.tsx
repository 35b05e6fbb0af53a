// One line of the order, written by hand: for keys that may not look at products. The server finds the
// variant by its SKU and prices it.
import { Alert, MenuItem, TextField } from '@mui/material';
import { useRef, useState } from 'react';

import { count } from '../../format/write';
import { permissionWords } from '../../session/permissionWords';
import type { ItemDialogProps } from './ItemDialog';
import { ItemFrame } from './ItemFrame';
import { QuantityField } from './QuantityField';
import { isQuantity } from './quantity';
import { useOrderRules } from './useOrderRules';
import type { ItemForm } from './values';

/** Longest contract, in months. */
const LENGTH_MAX = 120;
/** What is offered first where the shop does not say. */
const TERM = 12;

export const TypedItemDialog = ({ item, lastTerm, onSave, onClose }: ItemDialogProps) => {
  const { terms, defaultTerm } = useOrderRules();
  const skuInput = useRef<HTMLInputElement>(null);
  const [sku, setSku] = useState(item?.sku ?? '');
  const [term, setTerm] = useState(
    String(item?.contractLength ?? lastTerm ?? defaultTerm ?? terms[0] ?? TERM),
  );
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));
  return (
    <ItemFrame
      isNew={item === undefined}
      line={lineOf(sku, Number(term), Number(quantity))}
      onSave={onSave}
      onNext={() => {
        setSku('');
        setQuantity('1');
      }}
      onClose={onClose}
      firstInput={skuInput}
    >
      <Alert severity="info">
        {`This key may not ${permissionWords('catalog:read')}, so there is no list to choose from and no price here. Type the SKU: the price comes with the saved order.`}
      </Alert>
      <TextField
        inputRef={skuInput}
        label="SKU"
        size="small"
        required
        value={sku}
        onChange={(event) => setSku(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 255, autoComplete: 'off', spellCheck: false } }}
      />
      {terms.length > 0 ? (
        <TextField
          select
          label="Contract length"
          size="small"
          required
          value={terms.includes(Number(term)) ? term : ''}
          onChange={(event) => setTerm(event.target.value)}
        >
          {terms.map((months) => (
            <MenuItem key={months} value={String(months)}>
              {count(months, 'month')}
            </MenuItem>
          ))}
        </TextField>
      ) : (
        <TextField
          label="Contract length in months"
          type="number"
          size="small"
          required
          value={term}
          onChange={(event) => setTerm(event.target.value)}
          slotProps={{ htmlInput: { min: 1, max: LENGTH_MAX, step: 1 } }}
        />
      )}
      <QuantityField value={quantity} onChange={setQuantity} />
    </ItemFrame>
  );
};

/** Nothing as long as it is not whole; its product and its price are not known here. */
const lineOf = (sku: string, contractLength: number, quantity: number): ItemForm | undefined => {
  const isTerm =
    Number.isInteger(contractLength) && contractLength >= 1 && contractLength <= LENGTH_MAX;
  if (sku.trim() === '' || !isTerm || !isQuantity(quantity)) return undefined;
  return { sku: sku.trim(), productName: sku.trim(), contractLength, quantity, setupFee: 0 };
};
