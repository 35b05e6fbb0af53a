// One line of the order: product, variant, term and quantity; the price comes with them.
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Stack,
  TextField,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useGetOne } from 'react-admin';

import { useSaveKey } from '../../keyboard/useSaveKey';
import { tierPrice } from '../../money/tierPrice';
import type { Product } from '../../products/useSellableProducts';
import { useSession } from '../../session/useSession';
import { ItemPrice } from './ItemPrice';
import { termOf, tiersOf, variantsOf } from './offers';
import { ProductPicker } from './ProductPicker';
import { TermPicker } from './TermPicker';
import { useOrderRules } from './useOrderRules';
import type { ItemForm } from './values';

/** Most units of one line that the API takes. */
export const QUANTITY_MAX = 10_000;

interface Props {
  /** The line that is changed; none: a new one. */
  item?: ItemForm | undefined;
  /** The term that was last chosen in this order. */
  lastTerm: number | undefined;
  onSave: (item: ItemForm) => void;
  onClose: () => void;
}

export const ItemDialog = ({ item, lastTerm, onSave, onClose }: Props) => {
  const titleId = useId();
  const { tenant } = useSession();
  const rules = useOrderRules();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const onKeyDown = useSaveKey();
  const productInput = useRef<HTMLInputElement>(null);
  const [product, setProduct] = useState<Product | null>(null);
  const [sku, setSku] = useState(item?.sku);
  const [term, setTerm] = useState(item?.contractLength ?? lastTerm);
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));
  const [added, setAdded] = useState<string>();
  const { data: before } = useGetOne<Product>(
    'products',
    { id: item?.productId ?? '' },
    { enabled: item !== undefined },
  );
  useEffect(() => {
    if (before !== undefined) setProduct((chosen) => chosen ?? before);
  }, [before]);

  const variants = product ? variantsOf(product, rules) : [];
  const variant = variants.find((it) => it.variantSku === sku) ?? variants[0];
  const tiers = variant ? tiersOf(variant, rules) : [];
  const chosenTerm = variant && termOf(variant, rules, term);
  const tier = tiers.find((it) => it.contractLength === chosenTerm);
  const units = Number(quantity);
  const isCount = Number.isInteger(units) && units >= 1 && units <= QUANTITY_MAX;

  const line = (): ItemForm | undefined => {
    if (product === null || variant === undefined || tier === undefined || !isCount)
      return undefined;
    return {
      sku: variant.variantSku,
      productId: product.productId,
      productName: product.name,
      variantName: variant.variantName,
      contractLength: tier.contractLength,
      quantity: units,
      unitPrice: tierPrice(tier, tenant.currency),
      setupFee: tier.setupFee ?? 0,
    };
  };
  const save = (next: 'close' | 'another') => {
    const saved = line();
    if (saved === undefined) {
      productInput.current?.focus();
      return;
    }
    onSave(saved);
    if (next === 'close') {
      onClose();
      return;
    }
    setAdded(`${saved.quantity} × ${saved.productName} added`);
    setProduct(null);
    setSku(undefined);
    setQuantity('1');
    productInput.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands in the order's form, which is not sent yet.
    event.stopPropagation();
    save('close');
  };
  return (
    <Dialog
      open
      fullWidth
      fullScreen={isNarrow}
      maxWidth="sm"
      onClose={onClose}
      onKeyDown={onKeyDown}
      aria-labelledby={titleId}
      // MUI puts the focus on the dialog itself; whoever opens it wants to write.
      slotProps={{ transition: { onEntered: () => productInput.current?.focus() } }}
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>{item ? 'Change item' : 'Add item'}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <ProductPicker
              product={product}
              onPick={(picked) => {
                setProduct(picked);
                setSku(undefined);
                setAdded(undefined);
              }}
              rules={rules}
              inputRef={productInput}
            />
            <TextField
              select
              label="Variant"
              size="small"
              fullWidth
              required
              value={variant?.variantSku ?? ''}
              disabled={variants.length === 0}
              onChange={(event) => setSku(event.target.value)}
              helperText={variant && `SKU ${variant.variantSku}`}
            >
              {variants.map((it) => (
                <MenuItem key={it.variantSku} value={it.variantSku}>
                  {[it.variantName, it.colorName, `grade ${it.grade}`].filter(Boolean).join(' · ')}
                </MenuItem>
              ))}
            </TextField>
            <TermPicker tiers={tiers} term={chosenTerm} onPick={setTerm} />
            <TextField
              label="Quantity"
              type="number"
              size="small"
              required
              value={quantity}
              onChange={(event) => setQuantity(event.target.value)}
              error={!isCount}
              helperText={!isCount && `From 1 to ${QUANTITY_MAX.toLocaleString('en')}`}
              slotProps={{ htmlInput: { min: 1, max: QUANTITY_MAX, step: 1 } }}
              sx={{ width: 140 }}
            />
            <ItemPrice tier={tier} quantity={isCount ? units : 0} />
            <div aria-live="polite">{added}</div>
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{added ? 'Done' : 'Cancel'}</Button>
          {item === undefined && (
            <Button variant="outlined" onClick={() => save('another')} disabled={!line()}>
              Add another
            </Button>
          )}
          <Button type="submit" variant="contained" disabled={!line()}>
            {item ? 'Change' : 'Add'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
