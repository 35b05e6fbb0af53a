// What was ordered, item by item: term, price, and how many units have a subscription.
import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import { shortId } from '../format/CopyId';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import { Progress } from './OrderColumns';
import { type Order, type OrderItem, openUnits } from './order';
import type { Subscription } from './useOrderSubscriptions';

interface Props {
  order: Order;
  subscriptions: Subscription[] | undefined;
  /** Whether units may be handed out now. */
  canFulfil: boolean;
  onCreateSubscription: (item: OrderItem) => void;
}

/** Subscriptions of an item that are named; the others are in the list below. */
const LINKS_MAX = 6;

export const OrderItems = ({ order, subscriptions, canFulfil, onCreateSubscription }: Props) => (
  <Section title="Items" flush>
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {order.items.map((item) => (
        <Box
          component="li"
          key={item.itemId}
          sx={{
            display: 'grid',
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              sm: 'minmax(0, 1fr) 150px',
              md: 'minmax(0, 1fr) 150px 110px 150px',
            },
            alignItems: 'center',
            columnGap: 2,
            rowGap: 0.75,
            px: 2,
            py: 1.25,
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Product item={item} />
          <Price item={item} currency={order.totals.currency} />
          <Progress done={item.rentedQuantity} of={item.quantity} />
          <Box sx={{ justifySelf: { md: 'end' } }}>
            {canFulfil && openUnits(item) > 0 && (
              <Button
                size="small"
                variant="outlined"
                aria-label={`Create subscription for ${item.productName}`}
                onClick={() => onCreateSubscription(item)}
                sx={{ whiteSpace: 'nowrap' }}
              >
                Create subscription
              </Button>
            )}
            {item.rentalStatus === 'completed' && (
              <Typography variant="body2" color="success" sx={{ fontWeight: 600 }}>
                Fulfilled
              </Typography>
            )}
          </Box>
          <ItemSubscriptions item={item} subscriptions={subscriptions} />
        </Box>
      ))}
    </Box>
  </Section>
);

const Product = ({ item }: { item: OrderItem }) => {
  const seesCatalog = useCan('catalog:read');
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {seesCatalog ? (
          <MuiLink component={Link} to={`/products/${item.productId}/show`} color="inherit">
            {item.productName}
          </MuiLink>
        ) : (
          item.productName
        )}{' '}
        × {item.quantity}
      </Typography>
      <Typography variant="caption" component="div" color="text.secondary">
        {item.sku} · {count(item.contractLength, 'month')}
      </Typography>
    </Box>
  );
};

const Price = ({ item, currency }: { item: OrderItem; currency: string }) => {
  const { money } = useFormat();
  return (
    <Box sx={{ textAlign: { sm: 'right' } }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {money(item.unitPrice * item.quantity, currency)} a month
      </Typography>
      <Typography variant="caption" component="div" color="text.secondary">
        {item.quantity > 1 && `${money(item.unitPrice, currency)} each`}
        {item.setupFee > 0 && ` + ${money(item.setupFee, currency)} set-up`}
      </Typography>
    </Box>
  );
};

const ItemSubscriptions = ({
  item,
  subscriptions = [],
}: {
  item: OrderItem;
  subscriptions: Subscription[] | undefined;
}) => {
  const mayOpen = useCan('subscriptions:read');
  if (item.rentalIds.length === 0 || !mayOpen) return null;
  const more = item.rentalIds.length - LINKS_MAX;
  return (
    <Typography variant="caption" component="div" sx={{ gridColumn: '1 / -1' }}>
      <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
        {item.rentalIds.length === 1 ? 'Subscription' : 'Subscriptions'}
      </Box>
      {item.rentalIds.slice(0, LINKS_MAX).map((id) => (
        <MuiLink
          key={id}
          component={Link}
          to={`/subscriptions/${id}/show`}
          sx={{ mr: 1.25, display: 'inline-block', lineHeight: '24px' }}
        >
          {subscriptions.find((it) => it.rentalId === id)?.assetSerialNumber ?? shortId(id)}
        </MuiLink>
      ))}
      {more > 0 && `and ${more} more`}
    </Typography>
  );
};
