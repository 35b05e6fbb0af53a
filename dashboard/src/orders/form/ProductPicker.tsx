// A product, found by name, SKU, brand or category as it is written.
import { Autocomplete, Box, createFilterOptions, TextField, Typography } from '@mui/material';
import { type Ref, useState } from 'react';

import { useFormat } from '../../format/useFormat';
import { tierPrice } from '../../money/tierPrice';
import { NoProducts } from '../../products/NoProducts';
import { type Product, useSellableProducts } from '../../products/useSellableProducts';
import { useSession } from '../../session/useSession';
import { tiersOf, variantsOf } from './offers';
import type { OrderRules } from './useOrderRules';

interface Props {
  product: Product | null;
  onPick: (product: Product | null) => void;
  rules: OrderRules;
  inputRef: Ref<HTMLInputElement>;
}

export const ProductPicker = ({ product, onPick, rules, inputRef }: Props) => {
  const [text, setText] = useState('');
  const { products, isAll, isLoading } = useSellableProducts(text);
  return (
    <Autocomplete
      value={product}
      onChange={(_, picked) => onPick(picked)}
      onInputChange={(_, value, reason) => setText(reason === 'input' ? value : '')}
      options={products}
      filterOptions={isAll ? filter : (options) => options}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ productId }) => productId}
      getOptionDisabled={(option) => variantsOf(option, rules).length === 0}
      isOptionEqualToValue={(one, other) => one.productId === other.productId}
      loading={isLoading}
      loadingText="Loading…"
      noOptionsText="No active product like that"
      autoHighlight
      openOnFocus
      renderOption={({ key, ...props }, option) => (
        <Box component="li" key={key} {...props}>
          <Option product={option} rules={rules} />
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={inputRef}
          label="Product"
          placeholder="Name, SKU, brand or category"
          required
          helperText={isAll && products.length === 0 && <NoProducts />}
          size="small"
        />
      )}
    />
  );
};

const contains = createFilterOptions<Product>({
  stringify: ({ name, productSku, brand, category, variants }) =>
    [name, productSku, brand, category, ...variants.map(({ variantSku }) => variantSku)].join(' '),
});

/** Names in which a word begins as written come first: `mac` means MacBook before any machine. */
const filter: typeof contains = (options, state) => {
  const written = state.inputValue.trim().toLowerCase();
  const rank = ({ name }: Product) => {
    const at = ` ${name.toLowerCase()}`.indexOf(` ${written}`);
    return at < 0 ? name.length : at;
  };
  return contains(options, state).sort((one, other) => rank(one) - rank(other));
};

const Option = ({ product, rules }: { product: Product; rules: OrderRules }) => {
  const { money } = useFormat();
  const { tenant } = useSession();
  const prices = variantsOf(product, rules)
    .flatMap((variant) => tiersOf(variant, rules))
    .map((tier) => tierPrice(tier, tenant.currencyDecimals));
  return (
    <Box sx={{ display: 'flex', flexGrow: 1, gap: 2, alignItems: 'baseline', minWidth: 0 }}>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography variant="body2">{product.name}</Typography>
        <Typography variant="caption" color="text.secondary" component="div" noWrap>
          {[product.brand, product.category, product.specification].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      <Typography variant="caption" color="text.secondary" noWrap sx={{ flexShrink: 0 }}>
        {prices.length > 0 ? `from ${money(Math.min(...prices))}` : 'No price'}
      </Typography>
    </Box>
  );
};
