// A new key: its name, where it works, what it may do (of what this session's key may), how long it
// lives.
import { Box, Typography } from '@mui/material';
import {
  AutocompleteArrayInput,
  BooleanInput,
  DateInput,
  required,
  SelectInput,
  TextInput,
} from 'react-admin';
import { useWatch } from 'react-hook-form';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import { Refusal } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import type { Permission } from '../session/session';
import { useSession } from '../session/useSession';
import { type ApiKeyValues, bodyOf } from './apiKeyBody';
import { AREAS, chosen } from './permissions';

interface Props {
  /** Whether this session's key may everything, also what is to come, and may give that. */
  mayGiveAll: boolean;
  onMade: (made: Schema<'ApiKeyCreatedBody'>) => void;
  onClose: () => void;
}

/** Later than a key can be meant to live; a year typed with a digit too many lies beyond. */
const LAST_DAY = '2099-12-31';

const endFault = (day: string | null | undefined, today: string): string | undefined =>
  day && (day <= today || day > LAST_DAY) ? 'A day after today, before the year 2100' : undefined;

const BLANK: ApiKeyValues = { mayAll: false, may: {}, tenantIds: [] };

export const NewApiKey = ({ mayGiveAll, onMade, onClose }: Props) => {
  const { session, tenant } = useSession();
  const { today } = useFormat();
  const others = session.tenants.filter(({ tenantId }) => tenantId !== tenant.tenantId);
  return (
    <ActionDialog<ApiKeyValues, Schema<'ApiKeyCreatedBody'>>
      title="New API key"
      label="Make key"
      maxWidth="sm"
      explanation={`The key works in ${tenant.name}, and may at most do what yours may.`}
      defaultValues={BLANK}
      act={async (values, { idempotencyKey }) => {
        const body = bodyOf(values);
        if (body.permissions.length === 0) {
          throw new Refusal(0, 'NOTHING_CHOSEN', 'Choose at least one thing that it may do.', []);
        }
        return given(
          api.POST('/v1/api-keys', {
            params: { header: { 'Idempotency-Key': idempotencyKey } },
            body,
          }),
        );
      }}
      onDone={onMade}
      onClose={onClose}
    >
      <TextInput
        source="name"
        label="Name"
        helperText="Who or what works with it"
        validate={required()}
        autoFocus
      />
      {others.length > 0 && (
        <AutocompleteArrayInput
          source="tenantIds"
          label="Also works in"
          choices={others.map((it) => ({ id: it.tenantId, name: it.name }))}
          helperText={false}
        />
      )}
      <DateInput
        source="expiresAt"
        label="Ends on"
        helperText="It stops as this day begins. Empty: it works until it is revoked"
        inputProps={{ min: today(), max: LAST_DAY }}
        validate={(day?: string | null) => endFault(day, today())}
      />
      <Typography component="h3" variant="subtitle2">
        What it may do
      </Typography>
      {mayGiveAll && (
        <BooleanInput
          source="mayAll"
          label="Everything, also what is added later"
          helperText={false}
        />
      )}
      <Areas />
    </ActionDialog>
  );
};

/** How much of each area, unless it may everything. */
const Areas = () => {
  const { can } = useSession();
  const mayAll = useWatch<ApiKeyValues, 'mayAll'>({ name: 'mayAll' });
  if (mayAll) return null;
  return (
    <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      {AREAS.filter(({ area }) => can(`${area}:read` as Permission)).map(({ area, label }) => (
        <SelectInput
          key={area}
          source={`may.${area}`}
          label={label}
          emptyText="Nothing"
          helperText={false}
          choices={chosen(can(`${area}:write` as Permission))}
        />
      ))}
    </Box>
  );
};
