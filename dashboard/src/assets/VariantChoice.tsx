// Which product, then which of its variants; one that is the only one is chosen by itself. Where the
// key may not see the catalog, the SKU is typed.
import { useEffect } from 'react';
import {
  AutocompleteInput,
  ReferenceInput,
  SelectInput,
  TextInput,
  useGetList,
  useGetOne,
} from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../data/resources';
import { NoProducts } from '../products/NoProducts';
import { useCan } from '../session/useSession';
import type { NewAssetValues } from './assetBody';

const search = (text: string) => ({ search: text });
const ACTIVE = { status: 'active' };
const ANY_ACTIVE = {
  filter: ACTIVE,
  sort: { field: 'name', order: 'ASC' },
  pagination: { page: 1, perPage: 1 },
} as const;

export const VariantChoice = () => {
  const readsCatalog = useCan('catalog:read');
  if (readsCatalog) return <ByProduct />;
  return (
    <TextInput
      source="sku"
      label="SKU"
      helperText="Of the variant that it is a unit of"
      autoComplete="off"
      isRequired
    />
  );
};

const ByProduct = () => {
  const form = useFormContext<NewAssetValues>();
  const productId = useWatch<NewAssetValues, 'productId'>({ name: 'productId' });
  const chosen = useWatch<NewAssetValues, 'sku'>({ name: 'sku' });
  const { data: product } = useGetOne<Rows['products']>(
    'products',
    { id: productId ?? '' },
    { enabled: Boolean(productId) },
  );
  const { data: some } = useGetList('products', ANY_ACTIVE);
  const isCatalogEmpty = some?.length === 0;
  const variants = productId
    ? (product?.variants ?? []).filter(({ status }) => status === 'active')
    : [];
  const costOf = (sku: string) => variants.find((it) => it.variantSku === sku)?.acquisitionCost;
  const choose = (sku: string) => {
    const cost = costOf(sku);
    if (cost !== undefined) form.setValue('acquisitionCost', cost, { shouldDirty: true });
  };
  const only = variants.length === 1 ? variants[0]?.variantSku : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the product's variants came
  useEffect(() => {
    if (product === undefined || product.id !== productId) return;
    if (variants.some((it) => it.variantSku === form.getValues('sku'))) return;
    form.setValue('sku', only ?? '', { shouldDirty: true });
    if (only !== undefined) choose(only);
  }, [product?.id, productId, only]);
  const choices = variants.map((it) => ({
    id: it.variantSku,
    name: `${it.variantName} · grade ${it.grade} · ${it.variantSku}`,
  }));
  // What was chosen for the unit before stands there while its product is read.
  if (chosen && !choices.some(({ id }) => id === chosen)) {
    choices.push({ id: chosen, name: chosen });
  }
  return (
    <>
      <ReferenceInput source="productId" reference="products" filter={ACTIVE}>
        <AutocompleteInput
          label="Product"
          optionText="name"
          filterToQuery={search}
          helperText={isCatalogEmpty && <NoProducts />}
          noOptionsText="No active product like that"
          isRequired
        />
      </ReferenceInput>
      <SelectInput
        source="sku"
        label="Variant"
        choices={choices}
        onChange={(event) => choose(event.target.value)}
        disabled={!productId}
        helperText={productId ? false : 'Choose the product first'}
        isRequired
      />
    </>
  );
};
