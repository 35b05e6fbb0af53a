// Why an item cannot be edited any more, and what can be instead.
import { Typography } from '@mui/material';
import { Link } from 'react-admin';

import type { ItemForm } from './values';

export const LockedItem = ({ item }: { item: ItemForm }) => {
  const { rentedQuantity = 0, quantity, rentalIds = [] } = item;
  const units = quantity ?? rentedQuantity;
  const have = rentedQuantity === 1 ? 'has a subscription' : 'have subscriptions';
  const some = `${rentedQuantity} of ${units} units ${have}`;
  const all = units === 1 ? 'It has a subscription' : `All ${units} units have subscriptions`;
  return (
    <Typography variant="body2" color="text.secondary" sx={{ gridColumn: '1 / -1' }}>
      {rentedQuantity < units ? some : all}: change {rentedQuantity === 1 ? 'that' : 'those'}{' '}
      instead.{' '}
      {rentalIds.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <Link to={`/subscriptions/${id}/show`} underline="always">
            {rentalIds.length === 1 ? 'Open the subscription' : `Subscription ${at + 1}`}
          </Link>
        </span>
      ))}
    </Typography>
  );
};
