// Bodies of products from their forms.
import { describe, expect, it } from 'vitest';

import { changeOf, newProductOf, newVariant, type Product, valuesOf } from './productBody';

const variant = (sku: string) => ({
  variantId: `var_${sku}`,
  variantSku: sku,
  sku,
  variantName: `Name of ${sku}`,
  grade: 'A',
  images: [],
  acquisitionCost: 400,
  pricing: [
    { contractLength: 12, monthlyPrice: 30, source: 'suggested', presetUsed: 'phones' },
    { contractLength: 24, monthlyPrice: 20, discount: { type: 'percentage', value: 10 } },
  ],
  status: 'active',
});

const product = {
  productId: 'prod_1',
  productSku: 'PHONE',
  name: 'Phone',
  specification: 'Small',
  category: 'Phones',
  brand: 'Acme',
  images: ['https://shop/a.png', 'https://shop/b.png'],
  status: 'active',
  variants: [variant('A'), variant('B')],
  variantCount: 2,
} as unknown as Product;

/** Values of the form, changed by somebody. */
const edited = (edit: (values: ReturnType<typeof valuesOf>) => void) => {
  const values = structuredClone(valuesOf(product));
  edit(values);
  return changeOf(product, values);
};

describe('changeOf', () => {
  it('is empty when nothing was changed', () => {
    expect(edited(() => undefined)).toEqual({});
  });
  it('holds what was changed of the product, and no variant', () => {
    expect(edited((values) => Object.assign(values, { name: 'Telephone' }))).toEqual({
      name: 'Telephone',
    });
    expect(edited((values) => values.images.reverse())).toEqual({
      images: ['https://shop/b.png', 'https://shop/a.png'],
    });
  });
  it('mentions every variant once one was changed, in the order of the form', () => {
    expect(edited((values) => Object.assign(values.variants[1] ?? {}, { grade: 'B' }))).toEqual({
      variants: [{ variantSku: 'A' }, { variantSku: 'B', grade: 'B' }],
    });
  });
  it('sends all prices of a variant when one changed, and keeps what else they know', () => {
    const change = edited((values) => {
      Object.assign(values.variants[0]?.pricing[1] ?? {}, { monthlyPrice: 19 });
    });
    expect(change.variants?.[0]).toEqual({
      variantSku: 'A',
      pricing: [
        { contractLength: 12, monthlyPrice: 30, source: 'suggested', presetUsed: 'phones' },
        { contractLength: 24, monthlyPrice: 19, discount: { type: 'percentage', value: 10 } },
      ],
    });
  });
  it('calls a suggested price that was typed over a manual one', () => {
    const change = edited((values) => {
      Object.assign(values.variants[0]?.pricing[0] ?? {}, { monthlyPrice: 31 });
    });
    expect(change.variants?.[0]?.pricing).toContainEqual({
      contractLength: 12,
      monthlyPrice: 31,
      source: 'manual',
    });
  });
  it('empties with null', () => {
    const change = edited((values) => {
      Object.assign(values.variants[0] ?? {}, { acquisitionCost: null, condition: '' });
    });
    expect(change.variants?.[0]).toEqual({ variantSku: 'A', acquisitionCost: null });
  });
  it('adds a variant in full', () => {
    const change = edited((values) => {
      values.variants.push({
        ...newVariant([12]),
        variantSku: ' C ',
        variantName: 'New',
        pricing: [
          { contractLength: 12, monthlyPrice: 9, discount: { type: 'fixed', value: null } },
        ],
      });
    });
    expect(change.variants).toHaveLength(3);
    expect(change.variants?.[2]).toEqual({
      variantSku: 'C',
      variantName: 'New',
      grade: 'A',
      condition: null,
      colorName: null,
      listPrice: null,
      acquisitionCost: null,
      images: [],
      pricing: [{ contractLength: 12, monthlyPrice: 9 }],
    });
  });
});

describe('newProductOf', () => {
  it('has every variant with its prices', () => {
    const body = newProductOf(valuesOf(product));
    expect(body.variants.map((it) => it.variantSku)).toEqual(['A', 'B']);
    expect(body).toMatchObject({ productSku: 'PHONE', description: null });
  });
});
