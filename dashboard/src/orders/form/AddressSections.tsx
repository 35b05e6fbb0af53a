// Where the order is billed, and where it goes if that is somewhere else.
import { Box, FormControlLabel, Stack, Switch } from '@mui/material';
import { useFormContext, useWatch } from 'react-hook-form';

import { AddressFields } from '../../addresses/AddressFields';
import { Section } from '../../layout/Section';
import { KnownPlaces } from './KnownPlaces';
import type { OrderForm } from './values';

export const AddressSections = () => {
  const { control, setValue } = useFormContext<OrderForm>();
  const isBusiness = useWatch({ control, name: 'customer.customerType' }) === 'business';
  const isElsewhere = useWatch({ control, name: 'shipsElsewhere' });
  const toggle = (on: boolean) => setValue('shipsElsewhere', on, { shouldDirty: true });
  return (
    <>
      <Section title="Billing address">
        <Stack spacing={1.5} sx={{ pt: 0.75 }}>
          <AddressFields source="billingAddress" hasCompany={isBusiness} />
          <FormControlLabel
            control={
              <Switch checked={isElsewhere} onChange={(event) => toggle(event.target.checked)} />
            }
            label="Use a different shipping address"
          />
        </Stack>
      </Section>
      {isElsewhere && (
        <Section title="Shipping address">
          <Box sx={{ pt: 0.75 }}>
            <KnownPlaces />
            <AddressFields source="shippingAddress" hasCompany={isBusiness} />
          </Box>
        </Section>
      )}
    </>
  );
};
