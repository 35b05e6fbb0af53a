// Which subscriptions of a customer are billed together: a list to tick.
import {
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Skeleton,
  Typography,
} from '@mui/material';
import { useGetList } from 'react-admin';
import { useController, useWatch } from 'react-hook-form';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { useCan } from '../session/useSession';

type Subscription = Rows['subscriptions'];

interface Props {
  /** Whose subscriptions are offered. */
  customerId: string;
  /** The group that is edited. */
  groupId?: string;
}

/** Most subscriptions offered. */
const OFFERED = 100;

export const MembersInput = (props: Props) => {
  const readsSubscriptions = useCan('subscriptions:read');
  const kept: string[] = useWatch({ name: 'rentalIds' }) ?? [];
  if (readsSubscriptions) return <Members {...props} />;
  return (
    <Typography variant="body2" color="text.secondary">
      {kept.length > 0 &&
        `${count(kept.length, 'subscription stays', 'subscriptions stay')} in it. `}
      Your key may not see subscriptions: somebody whose key may can change which are billed
      together.
    </Typography>
  );
};

const Members = ({ customerId, groupId }: Props) => {
  const { money } = useFormat();
  const { field, fieldState } = useController({ name: 'rentalIds' });
  const ids: string[] = field.value ?? [];
  const { data, isPending, pageInfo } = useGetList<Subscription>('subscriptions', {
    filter: { customerId, status: 'active' },
    pagination: { page: 1, perPage: OFFERED },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  if (isPending) return <Skeleton variant="rounded" height={120} />;
  const chosen = data?.filter((it) => ids.includes(it.id)) ?? [];
  const monthly = chosen.reduce((sum, it) => sum + it.monthlyAmount, 0);
  const change = (id: string, isIn: boolean) =>
    field.onChange(isIn ? [...ids, id] : ids.filter((it) => it !== id));
  return (
    <FormControl component="fieldset" fullWidth error={fieldState.error !== undefined}>
      <FormLabel component="legend" sx={{ mb: 0.5, fontSize: '0.875rem' }}>
        Tick what is billed together, on one invoice
      </FormLabel>
      {data?.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          This customer has no active subscription. Make the group now and add them later.
        </Typography>
      )}
      {data?.map((it) => (
        <FormControlLabel
          key={it.id}
          control={
            <Checkbox
              size="small"
              name="rentalIds"
              checked={ids.includes(it.id)}
              onChange={(_event, isIn) => change(it.id, isIn)}
            />
          }
          label={<Label subscription={it} groupId={groupId} />}
          disableTypography
          sx={{ mx: 0, borderBottom: 1, borderColor: 'divider' }}
        />
      ))}
      {pageInfo?.hasNextPage && (
        <FormHelperText>Only the newest {OFFERED} active subscriptions are shown.</FormHelperText>
      )}
      {fieldState.error && <FormHelperText>{fieldState.error.message}</FormHelperText>}
      {chosen.length > 0 && (
        <Typography sx={{ mt: 1, fontWeight: 600 }} aria-live="polite">
          {chosen.length} of {data?.length} chosen, {money(monthly)} a month
        </Typography>
      )}
    </FormControl>
  );
};

const Label = ({ subscription, groupId }: { subscription: Subscription; groupId?: string }) => {
  const { money } = useFormat();
  const { billingGroupId } = subscription;
  const isElsewhere = billingGroupId !== undefined && billingGroupId !== groupId;
  return (
    <Box sx={{ display: 'flex', flexGrow: 1, gap: 2, py: 0.5 }}>
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography variant="body2">{subscription.productName}</Typography>
        <Typography variant="caption" color="text.secondary">
          {subscription.serialNumber}
          {isElsewhere && ' · in another group now, which it would leave'}
        </Typography>
      </Box>
      <Typography variant="body2">{money(subscription.monthlyAmount)}</Typography>
    </Box>
  );
};
