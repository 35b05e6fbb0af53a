// A new asset: made for a scanner. Enter in the serial number saves and waits for the next one of the
// same kind.
import { Alert, Button, Stack } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { TextInput } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { useLocation } from 'react-router-dom';

import { api, given } from '../api/client';
import { Refusal } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { FieldGrid } from '../forms/FieldGrid';
import { FormPage } from '../forms/FormPage';
import type { Sending } from '../forms/useSubmit';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { AssetFields } from './AssetFields';
import { type NewAssetValues, newAssetOf } from './assetBody';
import { VariantChoice } from './VariantChoice';
import { assetPath } from './words';

/** The button that saves and goes on. */
const ANOTHER = 'another';

/** What the asset before leaves for the next. */
interface Begun extends Partial<NewAssetValues> {
  /** Serial numbers that were saved in a row. */
  added?: string[];
}

const AssetCreate = () => {
  const location = useLocation();
  // Each asset is a form of its own, with a key of its own to be sent under.
  return <NewAsset key={location.key} begun={(location.state ?? {}) as Begun} />;
};

const NewAsset = ({ begun: { added = [], ...begun } }: { begun: Begun }) => {
  const { today } = useFormat();
  const save = async (values: NewAssetValues, { idempotencyKey, intent }: Sending) => {
    const body = newAssetOf(values);
    const { message } = await given(
      api.POST('/v1/assets', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        body,
      }),
    ).catch((error: unknown) => {
      throw atSerialNumber(error);
    });
    if (intent !== ANOTHER) return { message, to: assetPath(body.serialNumber) };
    const { serialNumber: _, notes: __, ...kept } = values;
    const state: Begun = { ...kept, added: [...added, body.serialNumber] };
    return { message: `${body.serialNumber}: ${message}`, to: '/assets/create', state };
  };
  return (
    <FormPage<NewAssetValues>
      title="New asset"
      name="assets.new"
      defaultValues={{
        serialNumber: '',
        sku: '',
        status: 'available',
        condition: 'Excellent',
        location: 'Warehouse',
        acquisitionDate: today(),
        ...begun,
      }}
      save={save}
      footer={({ isSending }) => (
        <Stack direction="row" sx={{ gap: 1, justifyContent: 'flex-end', flexWrap: 'wrap' }}>
          <Button type="submit" value={ANOTHER} disabled={isSending}>
            Save and add another
          </Button>
          <Button type="submit" variant="contained" loading={isSending}>
            Save asset
          </Button>
        </Stack>
      )}
    >
      {added.length > 0 && (
        <Alert severity="success" role="status">
          {count(added.length, 'asset')} recorded: {added.slice(-5).toReversed().join(', ')}
          {added.length > 5 && ' …'}
        </Alert>
      )}
      <Section title="Which unit">
        <FieldGrid>
          <VariantChoice />
          <SerialNumber autoFocus={begun.sku !== undefined} />
        </FieldGrid>
      </Section>
      <Section title="How it is">
        <AssetFields />
      </Section>
    </FormPage>
  );
};

/** A serial number that is taken is a fault of its field; the API says it of the whole. */
const atSerialNumber = (error: unknown): unknown =>
  error instanceof Refusal && error.code === 'ASSET_EXISTS'
    ? new Refusal(error.status, error.code, error.message, [
        { path: 'serialNumber', message: 'This serial number is taken', code: 'custom' },
      ])
    : error;

/** Scanners end what they type with Enter. */
const SerialNumber = ({ autoFocus }: { autoFocus: boolean }) => {
  const form = useFormContext<NewAssetValues>();
  const readsCatalog = useCan('catalog:read');
  const goOn = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!form.getValues('sku')) {
      form.setFocus(readsCatalog ? 'productId' : 'sku');
      return;
    }
    const page = (event.target as HTMLElement).closest('form');
    page?.requestSubmit(page.querySelector<HTMLElement>(`button[value="${ANOTHER}"]`));
  };
  return (
    <TextInput
      source="serialNumber"
      label="Serial number"
      helperText="Enter saves it and goes on to the next one"
      autoFocus={autoFocus}
      autoComplete="off"
      onKeyDown={goOn}
      isRequired
    />
  );
};

export default AssetCreate;
