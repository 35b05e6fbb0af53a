// The further places that a customer has goods sent to, in the form: orders offer them to choose from.
import AddIcon from '@mui/icons-material/Add';
import { Box, Button, Card, Stack, Typography } from '@mui/material';
import { useId, useRef } from 'react';
import { maxLength, TextInput } from 'react-admin';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';

import { AddressFields } from '../addresses/AddressFields';
import { Section } from '../layout/Section';
import { placeName } from './customer';
import { type CustomerValues, newPlace } from './customerBody';

/** Places that the API takes at most. */
const PLACES_MAX = 50;
const LABEL = maxLength(100);

export const CustomerPlaces = () => {
  const { getValues } = useFormContext<CustomerValues>();
  const list = useRef<HTMLDivElement>(null);
  const { fields, append, remove } = useFieldArray<CustomerValues, 'shippingAddresses'>({
    name: 'shippingAddresses',
  });
  return (
    <Section title="More shipping addresses">
      <Stack ref={list} tabIndex={-1} spacing={2} sx={{ outline: 'none' }}>
        {fields.length === 0 && (
          <Typography variant="body2" color="text.secondary">
            None yet. A new order offers those that stand here.
          </Typography>
        )}
        {fields.map((field, at) => (
          <Place
            key={field.id}
            at={at}
            onRemove={() => {
              remove(at);
              list.current?.focus();
            }}
          />
        ))}
        <div>
          <Button
            startIcon={<AddIcon />}
            disabled={fields.length >= PLACES_MAX}
            onClick={() =>
              append(newPlace(getValues()), {
                focusName: `shippingAddresses.${fields.length}.label`,
              })
            }
          >
            Add shipping address
          </Button>
        </div>
      </Stack>
    </Section>
  );
};

const Place = ({ at, onRemove }: { at: number; onRemove: () => void }) => {
  const id = useId();
  const source = `shippingAddresses.${at}` as const;
  const [label, type] = useWatch<CustomerValues, [`${typeof source}.label`, 'customerType']>({
    name: [`${source}.label`, 'customerType'],
  });
  const name = placeName({ label: label?.trim() ?? null }, at);
  return (
    <Card role="group" aria-labelledby={id} variant="outlined" sx={{ p: 2 }}>
      <Stack
        direction="row"
        sx={{ justifyContent: 'space-between', alignItems: 'center', mb: 1, gap: 1 }}
      >
        <Typography id={id} component="h3" variant="subtitle2" sx={{ overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        <Button
          size="small"
          color="error"
          onClick={onRemove}
          aria-label={`Remove ${name}`}
          sx={{ flexShrink: 0 }}
        >
          Remove
        </Button>
      </Stack>
      <Box sx={{ mb: 1.5 }}>
        <TextInput
          source={`${source}.label`}
          label="Label"
          placeholder="Warehouse, second office"
          validate={LABEL}
          autoComplete="off"
          helperText={false}
          fullWidth
          sx={{ m: 0 }}
        />
      </Box>
      <AddressFields source={source} hasCompany={type === 'business'} />
    </Card>
  );
};
