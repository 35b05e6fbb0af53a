// What the product form sends. The API matches variants by SKU and leaves alone what is not
// mentioned: no variant is ever lost by a save, and none is taken away by one.
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';

export type Product = Schema<'ProductBody'>;
type Variant = Product['variants'][number];
type Tier = Variant['pricing'][number];
type ProductUpsert = Schema<'ProductUpsert'>;
type ProductChange = Schema<'ProductChange'>;
type VariantChange = Schema<'VariantChange'>;

/** Inputs of a price; `source` and the like come along from what was read. */
export interface TierValues extends Partial<Omit<Tier, 'setupFee' | 'monthlyPrice' | 'discount'>> {
  monthlyPrice?: number | null;
  setupFee?: number | null;
  discount?: { type: 'percentage' | 'fixed'; value?: number | null; description?: string };
}

/** Inputs of a variant, named as in the API's body. */
export interface VariantValues {
  /** Absent until it was saved. */
  variantId?: string;
  variantSku: string;
  variantName: string;
  grade: string;
  condition?: string | null;
  colorName?: string | null;
  listPrice?: number | null;
  acquisitionCost?: number | null;
  images: string[];
  pricing: TierValues[];
}

export interface ProductValues {
  productSku: string;
  name: string;
  category: string;
  brand: string;
  specification: string;
  description?: string | null;
  status: Product['status'];
  images: string[];
  variants: VariantValues[];
}

/** Names of the product's own inputs. */
export const PRODUCT_FIELDS = [
  'name',
  'category',
  'brand',
  'specification',
  'description',
  'status',
  'images',
] as const;

const VARIANT_FIELDS = [
  'variantName',
  'grade',
  'condition',
  'colorName',
  'listPrice',
  'acquisitionCost',
  'images',
] as const;

/** Prices of a new variant: one for each of the terms. */
export const newVariant = (terms: readonly number[]): VariantValues => ({
  variantSku: '',
  variantName: '',
  grade: 'A',
  images: [],
  pricing: terms.map(newTier),
});

export const newTier = (contractLength?: number): TierValues => ({
  ...(contractLength !== undefined && { contractLength }),
  discount: { type: 'percentage' },
});

/** The form's values for a product. */
export const valuesOf = (product: Product): ProductValues => ({
  productSku: product.productSku,
  name: product.name,
  category: product.category,
  brand: product.brand,
  specification: product.specification,
  description: product.description ?? null,
  status: product.status,
  images: product.images,
  variants: product.variants.map((variant) => ({
    variantId: variant.variantId,
    variantSku: variant.variantSku,
    variantName: variant.variantName,
    grade: variant.grade,
    condition: variant.condition ?? null,
    colorName: variant.colorName ?? null,
    listPrice: variant.listPrice ?? null,
    acquisitionCost: variant.acquisitionCost ?? null,
    images: variant.images,
    pricing: variant.pricing.map((tier) => ({
      ...tier,
      setupFee: tier.setupFee ?? null,
      discount: tier.discount ?? { type: 'percentage' },
    })),
  })),
});

/** The body of a new product. */
export const newProductOf = (values: ProductValues): ProductUpsert => ({
  productSku: (values.productSku ?? '').trim(),
  name: values.name ?? '',
  category: values.category ?? '',
  brand: values.brand ?? '',
  specification: values.specification ?? '',
  description: values.description || null,
  status: values.status,
  images: values.images,
  variants: values.variants.map((variant) => variantOf(variant) as ProductUpsert['variants'][0]),
});

/** What of a product differs from what was opened; what is left out stays as it is. */
export const changeOf = (opened: Product, values: ProductValues): ProductChange => {
  const before = valuesOf(opened);
  const change: ProductChange = pick(
    values,
    PRODUCT_FIELDS.filter((name) => !isSame(values[name], before[name])),
  );
  const variants = values.variants.map((variant) => {
    const saved = before.variants.find(({ variantId }) => variantId === variant.variantId);
    return variant.variantId === undefined || saved === undefined
      ? variantOf(variant)
      : variantChangeOf(saved, variant);
  });
  // Unchanged ones go along by their SKU alone, so that a fault's place is the place in the form.
  return variants.some((variant) => Object.keys(variant).length > 1)
    ? { ...change, variants }
    : change;
};

const variantChangeOf = (before: VariantValues, values: VariantValues): VariantChange => ({
  variantSku: before.variantSku,
  ...pick(
    values,
    VARIANT_FIELDS.filter((name) => !isSame(values[name], before[name])),
  ),
  ...(!isSame(values.pricing, before.pricing) && {
    // Prices are replaced as a whole.
    pricing: values.pricing.map((tier) =>
      tierOf(
        tier,
        before.pricing.find(({ contractLength }) => contractLength === tier.contractLength),
      ),
    ),
  }),
});

const variantOf = (values: VariantValues): VariantChange => ({
  variantSku: (values.variantSku ?? '').trim(),
  ...pick(values, VARIANT_FIELDS),
  variantName: values.variantName ?? '',
  grade: values.grade ?? '',
  pricing: values.pricing.map((tier) => tierOf(tier, undefined)),
});

/** A price as the body has it; one that somebody typed over is a suggestion no more. */
const tierOf = (values: TierValues, before: TierValues | undefined) => {
  const { source, calculatedAt, presetUsed, discount, setupFee, ...tier } = values;
  const isSuggested = source !== undefined && tier.monthlyPrice === before?.monthlyPrice;
  const isDiscounted = discount?.value !== undefined && discount.value !== null;
  return {
    ...tier,
    ...(isDiscounted && { discount: { ...discount, value: discount.value } }),
    ...(setupFee !== undefined && setupFee !== null && { setupFee }),
    ...(isSuggested
      ? told({ source, calculatedAt, presetUsed })
      : source !== undefined && { source: 'manual' as const }),
  } as Extract<NonNullable<VariantChange['pricing']>, unknown[]>[number];
};

/** The values by those names, with null for what is empty. */
const pick = <T extends object, K extends keyof T>(values: T, names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, orNull(values[name])])) as Partial<Pick<T, K>>;

const told = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Whether two values say the same; nothing, null and empty text do. */
const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return orNull(value);
  const entries = Object.entries(value).filter(([, inner]) => orNull(inner) !== null);
  return Object.fromEntries(
    entries
      .map(([name, inner]) => [name, plain(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};
