// Inputs of one variant.

import ExpandIcon from '@mui/icons-material/ExpandMore';
import { Accordion, AccordionDetails, AccordionSummary, Typography } from '@mui/material';
import { NumberInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

import { CONDITIONS } from '../assets/words';
import { count } from '../format/write';
import { FieldGrid } from '../forms/FieldGrid';
import { SuggestInput } from '../forms/SuggestInput';
import { useSession } from '../session/useSession';
import { ImagesInput } from './ImagesInput';
import { PricingInput } from './PricingInput';
import type { ProductValues } from './productBody';

/** Grades that the catalog knows, best first. */
const GRADES = ['A', 'B', 'C', 'D', 'E'];

/** Four in a row where there is room, two on a tablet. */
const FOUR = {
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    sm: 'repeat(2, minmax(0, 1fr))',
    md: 'repeat(4, minmax(0, 1fr))',
  },
};

export const VariantInputs = ({ at }: { at: number }) => {
  const { tenant } = useSession();
  const isSaved =
    useWatch<ProductValues, `variants.${number}.variantId`>({
      name: `variants.${at}.variantId`,
    }) !== undefined;
  const images = useWatch<ProductValues, `variants.${number}.images`>({
    name: `variants.${at}.images`,
  });
  const name = (field: string) => `variants.${at}.${field}`;
  return (
    <>
      <FieldGrid sx={FOUR}>
        <TextInput source={name('variantName')} label="Name" helperText={false} isRequired />
        <TextInput
          source={name('variantSku')}
          label="SKU"
          helperText={isSaved ? 'Names it, cannot change' : false}
          readOnly={isSaved}
          isRequired
        />
        <SuggestInput
          source={name('grade')}
          label="Grade"
          suggestions={GRADES}
          hint="A like new … E refurbished"
          required
        />
        <SuggestInput source={name('condition')} label="Condition" suggestions={CONDITIONS} />
        <TextInput source={name('colorName')} label="Colour" helperText={false} />
        <NumberInput
          source={name('listPrice')}
          label={`List price (${tenant.currency})`}
          min={0}
          helperText={false}
        />
        <NumberInput
          source={name('acquisitionCost')}
          label={`Acquisition cost (${tenant.currency})`}
          min={0}
          helperText={false}
        />
      </FieldGrid>
      <PricingInput at={at} />
      <Accordion
        disableGutters
        slotProps={{ transition: { unmountOnExit: true } }}
        sx={{ mt: 1, '&::before': { display: 'none' } }}
      >
        <AccordionSummary expandIcon={<ExpandIcon />} sx={{ px: 0 }}>
          <Typography variant="body2">
            Pictures of this variant{images?.length ? `: ${count(images.length, 'picture')}` : ''}
          </Typography>
        </AccordionSummary>
        <AccordionDetails sx={{ px: 0 }}>
          <ImagesInput source={name('images')} of={`variant ${at + 1}`} />
        </AccordionDetails>
      </Accordion>
    </>
  );
};
