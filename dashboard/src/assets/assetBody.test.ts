// Bodies of assets from their forms.
import { describe, expect, it } from 'vitest';

import { type Asset, changeOf, newAssetOf, valuesOf } from './assetBody';

const asset = {
  serialNumber: 'SN-1',
  sku: 'PHONE-A',
  status: 'available',
  condition: 'Good',
  acquisitionCost: 0,
  acquisitionDate: '2026-01-02',
} as Asset;

describe('changeOf', () => {
  it('sends another value, and that nobody knows it any more', () => {
    const worth = { ...asset, currentValue: 80 };
    expect(changeOf(worth, { ...valuesOf(worth), currentValue: 60 })).toEqual({ currentValue: 60 });
    expect(changeOf(worth, { ...valuesOf(worth), currentValue: null })).toEqual({
      currentValue: null,
    });
  });
  it('is empty when nothing was changed', () => {
    expect(changeOf(asset, valuesOf(asset))).toEqual({});
    expect(changeOf(asset, { ...valuesOf(asset), location: '', notes: null })).toEqual({});
  });
  it('holds only what differs, and null for what was emptied', () => {
    const values = { ...valuesOf(asset), condition: '', notes: 'scratched' };
    expect(changeOf(asset, values)).toEqual({ condition: null, notes: 'scratched' });
  });
  it('tells a cost of nothing from no cost', () => {
    expect(changeOf(asset, { ...valuesOf(asset), acquisitionCost: null })).toEqual({
      acquisitionCost: null,
    });
    const unknown = { ...asset, acquisitionCost: undefined } as unknown as Asset;
    expect(changeOf(unknown, { ...valuesOf(unknown), acquisitionCost: 0 })).toEqual({
      acquisitionCost: 0,
    });
  });
});

describe('newAssetOf', () => {
  it('sends what it is worth now', () => {
    const values = { serialNumber: 'SN-3', sku: 'PHONE-A', status: 'available' } as const;
    expect(newAssetOf({ ...values, currentValue: 0 })).toMatchObject({ currentValue: 0 });
    expect(newAssetOf(values)).toMatchObject({ currentValue: null });
  });
  it('trims what the scanner sent and leaves the product out', () => {
    const body = newAssetOf({
      serialNumber: ' SN-2\n',
      sku: 'PHONE-A ',
      productId: 'prod_1',
      status: 'available',
    });
    expect(body).toMatchObject({ serialNumber: 'SN-2', sku: 'PHONE-A', acquisitionCost: null });
    expect(body).not.toHaveProperty('productId');
  });
});
