// Which device takes the place of another: product, then variant, then term, with the price of that tier.
import { Autocomplete, createFilterOptions, TextField } from '@mui/material';
import { useEffect, useState } from 'react';
import { required, SelectInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import type { Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { tierPrice } from '../money/tierPrice';
import { tiersOf, variantsOf } from '../orders/form/offers';
import { useOrderRules } from '../orders/form/useOrderRules';
import { type Product, useSellableProducts } from '../products/useSellableProducts';

type Tier = Schema<'PricingTierBody'>;

const NONE: never[] = [];

interface Props {
  currency: string;
  /** Told of the tier that is chosen, for what it costs. */
  onTier: (tier: Tier | undefined) => void;
}

export const NewDevice = ({ currency, onTier }: Props) => {
  const { money, decimals } = useFormat();
  const rules = useOrderRules();
  const { setValue } = useFormContext();
  const [product, setProduct] = useState<Product | null>(null);
  const sku = useWatch<{ newSku?: string }>({ name: 'newSku' });
  const term = useWatch<{ contractLength?: number | '' }>({ name: 'contractLength' });
  const variants = product ? variantsOf(product, rules) : NONE;
  const variant = variants.find((it) => it.sku === sku);
  const tiers = variant ? tiersOf(variant, rules) : NONE;
  const tier = tiers.find((it) => it.contractLength === term);

  // Where there is one choice it is made; after the choices are there, so that they hold it.
  const onlySku = variants.length === 1 ? variants[0]?.sku : undefined;
  const onlyTerm = tiers.length === 1 ? tiers[0]?.contractLength : undefined;
  useEffect(() => {
    if (onlySku !== undefined) setValue('newSku', onlySku);
  }, [onlySku, setValue]);
  useEffect(() => {
    if (onlyTerm !== undefined) setValue('contractLength', onlyTerm);
  }, [onlyTerm, setValue]);
  useEffect(() => onTier(tier), [tier, onTier]);

  const forgetTerm = () => {
    setValue('contractLength', '');
    setValue('newSerialNumber', '');
  };
  const chooseProduct = (chosen: Product | null) => {
    setProduct(chosen);
    setValue('newSku', '');
    forgetTerm();
  };
  return (
    <>
      <ProductChoice value={product} onChange={chooseProduct} />
      <SelectInput
        source="newSku"
        label="Variant"
        choices={variants.map((it) => ({ id: it.sku, name: `${it.variantName} (${it.sku})` }))}
        onChange={forgetTerm}
        disabled={product === null}
        validate={required()}
        helperText={
          product !== null && variants.length === 0 ? 'No variant of it is on offer' : false
        }
      />
      <SelectInput
        source="contractLength"
        label="Term"
        choices={tiers.map((tier) => ({
          id: tier.contractLength,
          name: `${count(tier.contractLength, 'month')}, ${money(tierPrice(tier, decimals), currency)} a month`,
        }))}
        disabled={tiers.length === 0}
        validate={required()}
        helperText={false}
      />
    </>
  );
};

interface ChoiceProps {
  value: Product | null;
  onChange: (product: Product | null) => void;
}

const BY_LABEL = createFilterOptions<Product>();
const AS_FOUND = (found: Product[]) => found;

const ProductChoice = ({ value, onChange }: ChoiceProps) => {
  const [text, setText] = useState('');
  const { products, isAll, isLoading } = useSellableProducts(text);
  return (
    <Autocomplete
      options={products}
      loading={isLoading}
      value={value}
      onChange={(_, chosen) => onChange(chosen)}
      onInputChange={(_, typed, reason) => setText(reason === 'input' ? typed : '')}
      // What the server found need not have the words in its name.
      filterOptions={isAll ? BY_LABEL : AS_FOUND}
      noOptionsText="No active product like that"
      getOptionKey={(product) => product.productId}
      getOptionLabel={(product) => `${product.name} (${product.brand})`}
      isOptionEqualToValue={(one, other) => one.productId === other.productId}
      renderInput={(params) => (
        <TextField {...params} label="Product" required margin="dense" autoFocus />
      )}
    />
  );
};
