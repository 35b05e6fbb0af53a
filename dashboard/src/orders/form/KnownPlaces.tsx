// A shipping address of a known customer to choose: it fills the fields below, where it may be changed.
import { ListItemText, MenuItem, TextField } from '@mui/material';
import { useFormContext, useWatch } from 'react-hook-form';

import { type Address, formOfAddress, isSameAddress } from '../../addresses/address';
import { type Place, placesOf } from './shippingPlaces';
import { useCustomerByEmail } from './useCustomerByEmail';
import type { OrderForm } from './values';

export const KnownPlaces = () => {
  const { control, setValue, getFieldState } = useFormContext<OrderForm>();
  const { customer } = useCustomerByEmail();
  const written = useWatch({ control, name: 'shippingAddress' });
  const places = customer ? placesOf(customer) : [];
  if (places.length === 0) return null;
  const chosen = places.findIndex(({ address }) => isSameAddress(address, written));
  const put = (address: Address) => {
    for (const [field, value] of Object.entries(formOfAddress(address))) {
      const name = `shippingAddress.${field as keyof Address}` as const;
      const shouldValidate = getFieldState(name).invalid;
      setValue(name, value, { shouldDirty: true, shouldValidate });
    }
  };
  return (
    <TextField
      select
      fullWidth
      size="small"
      label="Choose a known address"
      value={chosen < 0 ? '' : chosen}
      onChange={({ target }) => {
        const place = places[Number(target.value)];
        if (place) put(place.address);
      }}
      slotProps={{
        select: { renderValue: (at) => inOneLine(places[Number(at)]) },
      }}
      sx={{ mb: 1.5 }}
    >
      {places.map(({ label, address }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have no ids, and two may be alike
        <MenuItem key={at} value={at}>
          <ListItemText
            primary={label}
            secondary={`${address.streetAddress}, ${address.city}`}
            slotProps={{ primary: { noWrap: true }, secondary: { noWrap: true } }}
          />
        </MenuItem>
      ))}
    </TextField>
  );
};

/** A place as it stands in the closed field. */
const inOneLine = (place: Place | undefined): string =>
  place ? `${place.label} · ${place.address.streetAddress}, ${place.address.city}` : '';
