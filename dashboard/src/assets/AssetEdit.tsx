// Changing what is known of an asset: only what was changed is sent.
import { Button, Stack } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { FormPage } from '../forms/FormPage';
import { type Editing, StaleEdit } from '../forms/StaleEdit';
import type { Sending } from '../forms/useSubmit';
import { DetailPage } from '../layout/DetailPage';
import { Section } from '../layout/Section';
import { AssetFields } from './AssetFields';
import { ASSET_FIELDS, type AssetValues, changeOf, valuesOf } from './assetBody';
import { assetPath } from './words';

type Asset = Rows['assets'];
type Values = AssetValues & Editing<Asset>;

const editingOf = (asset: Asset): Values => ({ ...valuesOf(asset), _opened: asset });

const AssetEdit = () => (
  <DetailPage<Asset>>{(asset) => <Form key={asset.id} read={asset} />}</DetailPage>
);

const Form = ({ read }: { read: Asset }) => {
  // Read again meanwhile, the form stays with what it began with.
  const [asset] = useState(read);
  const { serialNumber } = asset;
  const save = async ({ _opened, ...values }: Values, { idempotencyKey }: Sending) => {
    const { message } = await given(
      api.PATCH('/v1/assets/{serialNumber}', {
        params: {
          path: { serialNumber },
          header: { 'Idempotency-Key': idempotencyKey, 'If-Match': _opened._version },
        },
        body: changeOf(_opened, values),
      }),
    );
    return { message, to: assetPath(serialNumber) };
  };
  return (
    <FormPage<Values>
      title={`Edit ${serialNumber}`}
      name={`assets.${serialNumber}`}
      defaultValues={editingOf(asset)}
      save={save}
      stale={(close, again, forget) => (
        <StaleEdit<Asset>
          resource="assets"
          id={serialNumber}
          within={[...ASSET_FIELDS]}
          valuesOf={editingOf}
          close={close}
          again={again}
          forget={forget}
        />
      )}
      footer={({ isSending }) => (
        <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
          <Button component={Link} to={assetPath(serialNumber)} disabled={isSending}>
            Back to the asset
          </Button>
          <Button type="submit" variant="contained" loading={isSending}>
            Save changes
          </Button>
        </Stack>
      )}
    >
      <Section title={`${asset.productName} · ${asset.sku}`}>
        <AssetFields status={asset.status} />
      </Section>
    </FormPage>
  );
};

export default AssetEdit;
