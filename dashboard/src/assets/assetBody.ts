// What the asset forms send: a new asset, or what of one changes.
import type { Schema } from '../api/client';
import { orNull } from '../forms/orNull';

export type Asset = Schema<'AssetBody'>;
type NewAsset = Schema<'NewAssetSchema'>;
type AssetPatch = Schema<'AssetPatchSchema'>;

/** Values of the inputs, named as in the API's body; what is empty is null. */
export interface AssetValues {
  status: Asset['status'];
  condition?: string | null;
  location?: string | null;
  acquisitionCost?: number | null;
  currentValue?: number | null;
  acquisitionDate?: string | null;
  notes?: string | null;
}

/** Names of the inputs of an asset that is there. */
export const ASSET_FIELDS = [
  'status',
  'condition',
  'location',
  'acquisitionCost',
  'currentValue',
  'acquisitionDate',
  'notes',
] as const;

/** The form's values for an asset. */
export const valuesOf = (asset: Asset): AssetValues => ({
  status: asset.status,
  condition: asset.condition ?? null,
  location: asset.location ?? null,
  acquisitionCost: asset.acquisitionCost ?? null,
  currentValue: asset.currentValue ?? null,
  acquisitionDate: asset.acquisitionDate,
  notes: asset.notes ?? null,
});

/** What differs from the asset as it was opened; null empties a field, what is left out stays. */
export const changeOf = (opened: Asset, values: AssetValues): AssetPatch => {
  const before = valuesOf(opened);
  return Object.fromEntries(
    ASSET_FIELDS.filter((name) => orNull(values[name]) !== orNull(before[name])).map((name) => [
      name,
      orNull(values[name]),
    ]),
  ) as AssetPatch;
};

/** What a new asset's form holds. */
export interface NewAssetValues extends AssetValues {
  serialNumber: string;
  sku: string;
  /** Which product the variant was chosen from; not sent. */
  productId?: string;
}

/** The body of a new asset; a scanner's spaces and line ends are none of the serial number's. */
export const newAssetOf = (values: NewAssetValues): NewAsset => ({
  serialNumber: (values.serialNumber ?? '').trim(),
  sku: (values.sku ?? '').trim(),
  status: values.status as NewAsset['status'],
  condition: values.condition || null,
  location: values.location || null,
  acquisitionCost: values.acquisitionCost ?? null,
  currentValue: values.currentValue ?? null,
  acquisitionDate: values.acquisitionDate || null,
  notes: values.notes || null,
});
