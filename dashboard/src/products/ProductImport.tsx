// Many products at once, from a CSV file.
import { Typography } from '@mui/material';

import { api, given } from '../api/client';
import { count } from '../format/write';
import { ImportPage } from '../imports/ImportPage';
import { useSession } from '../session/useSession';

const send = (file: File, idempotencyKey: string) =>
  given(
    api.POST('/v1/products/csv', {
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

const COLUMNS = [
  'Product Name',
  'Product SKU',
  'Category',
  'Brand',
  'Specification',
  'Grade',
  'Color',
  'Variant SKU',
  'List Price',
  'Acquisition Cost',
];
const EXAMPLE = [
  'Galaxy S24',
  'GALAXY-S24',
  'Smartphones',
  'Samsung',
  '128 GB',
  'A',
  'Black',
  'GALAXY-S24-128-A',
  '899.00',
  '620.00',
];
/** Terms of the template where the tenant has none of its own, with a price for each. */
const USUAL_TERMS = [6, 12, 24, 36];

const ProductImport = () => {
  const { tenant } = useSession();
  const terms = tenant.contractTerms.length > 0 ? tenant.contractTerms : USUAL_TERMS;
  return (
    <ImportPage
      title="Import products"
      resource="products"
      template={[
        [...COLUMNS, ...terms.map((term) => `${term}mo_Price`)],
        [...EXAMPLE, ...terms.map(() => '39.00')],
      ]}
      send={send}
      figures={({ summary }) =>
        `${count(summary.productsCreated, 'product')} and ${count(summary.variantsCreated, 'variant')} added; ` +
        `${count(summary.productsUpdated, 'product')} and ${count(summary.variantsUpdated, 'variant')} were there and are as the file says.`
      }
    >
      <Typography variant="body2">
        One row for each variant; rows with the same product SKU are one product. A price for a term
        stands in a column such as <code>12mo_Price</code>. Grade, colour and prices may be empty.
        What is there already is changed to what the file says; an empty cell leaves it as it is,
        and nothing is removed.
      </Typography>
    </ImportPage>
  );
};

export default ProductImport;
