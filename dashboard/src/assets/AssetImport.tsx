// Many assets at once, from a CSV file.
import { Typography } from '@mui/material';

import { api, given } from '../api/client';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { ImportPage } from '../imports/ImportPage';

const send = (file: File, idempotencyKey: string) =>
  given(
    api.POST('/v1/assets/csv', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      // The document says what the field is in words of JSON; the form carries the file itself.
      body: { csvFile: file as unknown as string },
      bodySerializer: () => {
        const form = new FormData();
        form.append('csvFile', file);
        return form;
      },
    }),
  );

const AssetImport = () => {
  const { today } = useFormat();
  return (
    <ImportPage
      title="Import assets"
      resource="assets"
      template={[
        [
          'serialNumber',
          'sku',
          'acquisitionCost',
          'acquisitionDate',
          'condition',
          'location',
          'notes',
        ],
        ['SN-0001', 'YOUR-VARIANT-SKU', '499.00', today(), 'Excellent', 'Warehouse', ''],
      ]}
      send={send}
      figures={({ created }) => `${count(created, 'asset was', 'assets were')} recorded.`}
    >
      <Typography variant="body2">
        One row for each unit. The serial number and the SKU of an active variant are needed; cost,
        date (<code>2026-01-31</code>), condition, location, notes and status are not. Columns stand
        in any order, others are ignored. A serial number that is there already is skipped, never
        changed.
      </Typography>
    </ImportPage>
  );
};

export default AssetImport;
