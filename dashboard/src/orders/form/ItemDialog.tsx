// One line of the order: product, variant, term and quantity; the price comes with them. Not here:
// a line for keys that may not look at products (TypedItemDialog).
import { useEffect, useRef, useState } from 'react';
import { useGetOne } from 'react-admin';

import { tierPrice } from '../../money/tierPrice';
import type { Product } from '../../products/useSellableProducts';
import { useSession } from '../../session/useSession';
import { ItemFrame } from './ItemFrame';
import { ItemPrice } from './ItemPrice';
import { termOf, tiersOf, variantsOf } from './offers';
import { ProductPicker } from './ProductPicker';
import { QuantityField } from './QuantityField';
import { isQuantity } from './quantity';
import { TermPicker } from './TermPicker';
import { useOrderRules } from './useOrderRules';
import { VariantPicker } from './VariantPicker';
import type { ItemForm } from './values';

export interface ItemDialogProps {
  /** The line that is changed; none: a new one. */
  item?: ItemForm | undefined;
  /** The term that was last chosen in this order. */
  lastTerm: number | undefined;
  onSave: (item: ItemForm) => void;
  onClose: () => void;
}

export const ItemDialog = ({ item, lastTerm, onSave, onClose }: ItemDialogProps) => {
  const { tenant } = useSession();
  const rules = useOrderRules();
  const productInput = useRef<HTMLInputElement>(null);
  const [product, setProduct] = useProduct(item?.productId);
  const [sku, setSku] = useState(item?.sku);
  const [term, setTerm] = useState(item?.contractLength ?? lastTerm);
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));

  const variants = product ? variantsOf(product, rules) : [];
  const variant = variants.find((it) => it.variantSku === sku) ?? variants[0];
  const tiers = variant ? tiersOf(variant, rules) : [];
  const chosenTerm = variant && termOf(variant, rules, term);
  const tier = tiers.find((it) => it.contractLength === chosenTerm);
  const units = isQuantity(Number(quantity)) ? Number(quantity) : 0;

  const line = (): ItemForm | undefined => {
    if (product === null || variant === undefined || tier === undefined || units === 0)
      return undefined;
    return {
      sku: variant.variantSku,
      productId: product.productId,
      productName: product.name,
      variantName: variant.variantName,
      contractLength: tier.contractLength,
      quantity: units,
      unitPrice: tierPrice(tier, tenant.currencyDecimals),
      setupFee: tier.setupFee ?? 0,
    };
  };
  const pick = (picked: Product | null) => {
    setProduct(picked);
    setSku(undefined);
  };
  return (
    <ItemFrame
      isNew={item === undefined}
      line={line()}
      onSave={onSave}
      onNext={() => {
        pick(null);
        setQuantity('1');
      }}
      onClose={onClose}
      firstInput={productInput}
    >
      <ProductPicker product={product} onPick={pick} rules={rules} inputRef={productInput} />
      <VariantPicker variants={variants} variant={variant} onPick={setSku} />
      <TermPicker tiers={tiers} term={chosenTerm} onPick={setTerm} />
      <QuantityField value={quantity} onChange={setQuantity} />
      <ItemPrice tier={tier} quantity={units} />
    </ItemFrame>
  );
};

/** The product that is chosen; at first that of the line, once it is read. */
const useProduct = (productId: string | undefined) => {
  const [product, setProduct] = useState<Product | null>(null);
  const { data: before } = useGetOne<Product>(
    'products',
    { id: productId ?? '' },
    { enabled: productId !== undefined },
  );
  useEffect(() => {
    if (before !== undefined) setProduct((chosen) => chosen ?? before);
  }, [before]);
  return [product, setProduct] as const;
};
