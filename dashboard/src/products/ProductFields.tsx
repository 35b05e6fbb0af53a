// Inputs of a product, its pictures and its variants.
import { Typography } from '@mui/material';
import { SelectInput, TextInput } from 'react-admin';

import { FieldGrid } from '../forms/FieldGrid';
import { Section } from '../layout/Section';
import { CatalogWordInput } from './CatalogWordInput';
import { ImagesInput } from './ImagesInput';
import { PRODUCT_STATUSES } from './ProductList';
import { VariantsInput } from './VariantsInput';

interface Props {
  /** The product is there: its SKU names it and stays. */
  isSaved?: boolean;
}

export const ProductFields = ({ isSaved = false }: Props) => (
  <>
    <Section title="Product">
      <FieldGrid>
        <TextInput source="name" label="Name" helperText={false} isRequired autoFocus={!isSaved} />
        <TextInput
          source="productSku"
          label="SKU"
          helperText={isSaved ? 'Names the product and cannot change' : false}
          readOnly={isSaved}
          isRequired
        />
        <CatalogWordInput source="category" label="Category" required />
        <CatalogWordInput source="brand" label="Brand" required />
        <TextInput
          source="specification"
          label="Specification"
          helperText={false}
          multiline
          isRequired
          sx={{ gridColumn: '1 / -1' }}
        />
        <TextInput
          source="description"
          label="Description"
          helperText={false}
          multiline
          minRows={2}
          sx={{ gridColumn: '1 / -1' }}
        />
        <SelectInput
          source="status"
          label="Status"
          choices={PRODUCT_STATUSES}
          helperText={
            isSaved
              ? 'Discontinuing makes all variants inactive. Active again, they are made active one by one.'
              : false
          }
          isRequired
        />
      </FieldGrid>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 1.5, mb: 1 }}>
        Pictures
      </Typography>
      <ImagesInput source="images" of="the product" />
    </Section>
    <VariantsInput />
  </>
);
