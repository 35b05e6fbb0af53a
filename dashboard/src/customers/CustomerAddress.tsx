// One of a customer's addresses in the form; there may be none.
import { Button, Typography } from '@mui/material';
import { useFormContext } from 'react-hook-form';

import { AddressFields } from '../addresses/AddressFields';
import { Section } from '../layout/Section';
import { type CustomerValues, hasAddress } from './customerBody';

interface Props {
  source: 'billingAddress' | 'shippingAddress';
  title: string;
}

export const CustomerAddress = ({ source, title }: Props) => {
  const { watch, setValue } = useFormContext<CustomerValues>();
  const [address, type] = watch([source, 'customerType']);
  const put = (value: CustomerValues[typeof source]) =>
    setValue(source, value, { shouldDirty: true });
  if (!hasAddress(address)) {
    return (
      <Section
        title={title}
        action={
          <Button size="small" onClick={() => put(BLANK)}>
            Add address
          </Button>
        }
      >
        <Typography variant="body2" color="text.secondary">
          None is kept. The next order brings one.
        </Typography>
      </Section>
    );
  }
  return (
    <Section
      title={title}
      action={
        <Button size="small" color="error" onClick={() => put(null)}>
          Remove address
        </Button>
      }
    >
      <AddressFields source={source} hasCompany={type === 'business'} />
    </Section>
  );
};

/** An address that is still to be written. */
const BLANK = { contactName: '', streetAddress: '', postalCode: '', city: '', country: '' };
