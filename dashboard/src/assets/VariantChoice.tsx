// Which product, then which of its variants; one that is the only one is chosen by itself.
import { useEffect } from 'react';
import { AutocompleteInput, ReferenceInput, SelectInput, useGetOne } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';

import type { Rows } from '../data/resources';
import type { NewAssetValues } from './assetBody';

const search = (text: string) => ({ search: text });
const ACTIVE = { status: 'active' };

export const VariantChoice = () => {
  const form = useFormContext<NewAssetValues>();
  const productId = useWatch<NewAssetValues, 'productId'>({ name: 'productId' });
  const chosen = useWatch<NewAssetValues, 'sku'>({ name: 'sku' });
  const { data: product } = useGetOne<Rows['products']>(
    'products',
    { id: productId ?? '' },
    { enabled: Boolean(productId) },
  );
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
          helperText={false}
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
