// A new key: its name, what it may do (of what this session's key may), how long it lives.
import { Box, Typography } from '@mui/material';
import { NumberInput, SelectInput, TextInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { api, given, type Schema } from '../api/client';
import type { Permission } from '../session/session';
import { useSession } from '../session/useSession';
import { AREAS, chosen, type Level, permissionsOf } from './permissions';

interface Values {
  name: string;
  expiresInDays?: number | null;
  may: Record<string, Level>;
}

interface Props {
  onMade: (made: Schema<'ApiKeyCreatedBody'>) => void;
  onClose: () => void;
}

export const NewApiKey = ({ onMade, onClose }: Props) => {
  const { can } = useSession();
  const areas = AREAS.filter(({ area }) => can(`${area}:read` as Permission));
  return (
    <ActionDialog<Values, Schema<'ApiKeyCreatedBody'>>
      title="New API key"
      label="Make key"
      maxWidth="sm"
      explanation="The key works in this tenant, and may at most do what yours may."
      defaultValues={{ may: {} }}
      act={(values, { idempotencyKey }) =>
        given(
          api.POST('/v1/api-keys', {
            params: { header: { 'Idempotency-Key': idempotencyKey } },
            body: {
              name: values.name ?? '',
              permissions: permissionsOf(values.may),
              expiresInDays: values.expiresInDays ?? null,
            },
          }),
        )
      }
      onDone={onMade}
      onClose={onClose}
    >
      <TextInput source="name" label="Name" helperText="Who or what works with it" autoFocus />
      <NumberInput
        source="expiresInDays"
        label="Lives for days"
        helperText="Empty: until it is revoked"
        min={1}
        step={1}
      />
      <Typography component="h3" variant="subtitle2">
        What it may do
      </Typography>
      <Box
        sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}
      >
        {areas.map(({ area, label }) => (
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
    </ActionDialog>
  );
};
