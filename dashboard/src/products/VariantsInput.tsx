// The variants of a product in its form. Those that are saved stay; new ones can be taken back.
import AddIcon from '@mui/icons-material/Add';
import { Button, Card, Stack, Typography } from '@mui/material';
import { useFieldArray, useWatch } from 'react-hook-form';

import { Section } from '../layout/Section';
import { useSession } from '../session/useSession';
import { newVariant, type ProductValues } from './productBody';
import { VariantInputs } from './VariantInputs';

/** Term of the first price where the tenant has no terms of its own. */
const USUAL_TERM = 12;

export const VariantsInput = () => {
  const { tenant } = useSession();
  const terms = tenant.contractTerms.length > 0 ? tenant.contractTerms : [USUAL_TERM];
  const { fields, append, remove } = useFieldArray<ProductValues, 'variants'>({ name: 'variants' });
  return (
    <Section title="Variants">
      <Stack spacing={2}>
        {fields.map((field, at) => (
          <Variant
            key={field.id}
            at={at}
            onRemove={
              field.variantId === undefined && fields.length > 1 ? () => remove(at) : undefined
            }
          />
        ))}
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Button startIcon={<AddIcon />} onClick={() => append(newVariant(terms))}>
            Add variant
          </Button>
          {fields.some(({ variantId }) => variantId !== undefined) && (
            <Typography variant="body2" color="text.secondary">
              A saved variant is not removed, since contracts may name it: make it inactive on the
              product's page.
            </Typography>
          )}
        </Stack>
      </Stack>
    </Section>
  );
};

interface Props {
  at: number;
  /** Takes a new one back; absent where that cannot be. */
  onRemove: (() => void) | undefined;
}

const Variant = ({ at, onRemove }: Props) => {
  const [name, sku] = useWatch<ProductValues>({
    name: [`variants.${at}.variantName`, `variants.${at}.variantSku`],
  }) as [string?, string?];
  return (
    <Card component="fieldset" sx={{ m: 0, p: 2, minInlineSize: 0 }}>
      <Stack
        direction="row"
        sx={{ justifyContent: 'space-between', alignItems: 'center', mb: 0.5 }}
      >
        <Typography component="legend" variant="subtitle2" sx={{ p: 0 }}>
          {name || sku ? `${name || 'Variant'}${sku ? ` · ${sku}` : ''}` : 'New variant'}
        </Typography>
        {onRemove && (
          <Button size="small" color="error" onClick={onRemove}>
            Remove variant
          </Button>
        )}
      </Stack>
      <VariantInputs at={at} />
    </Card>
  );
};
