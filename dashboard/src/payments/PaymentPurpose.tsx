// What a payment is for, as the link to it, and the subscription or billing group behind it.
import { Box, Typography } from '@mui/material';

import { PageLink } from '../layout/PageLink';
import { RowLink } from '../lists/RowLink';
import type { Payment } from './payment';

/** Two links one above the other: far enough apart for a thumb. */
const APART = { lineHeight: '24px' };

export const PaymentPurpose = ({ payment }: { payment: Payment }) => {
  const { rentalId, billingGroupId, paymentType } = payment;
  const isOfGroup = paymentType === 'consolidated' && billingGroupId !== undefined;
  const [to, reference] = isOfGroup
    ? [`/billing-groups/${billingGroupId}/show`, billingGroupId]
    : [`/subscriptions/${rentalId}/show`, rentalId];
  return (
    <>
      <Box sx={APART}>
        <RowLink>{payment.description}</RowLink>
      </Box>
      {reference && (
        <Typography variant="caption" component="div" sx={APART}>
          <PageLink
            to={to}
            permission={isOfGroup ? 'payments:read' : 'subscriptions:read'}
            color="text.secondary"
            onClick={(event) => event.stopPropagation()}
          >
            {reference}
          </PageLink>
        </Typography>
      )}
    </>
  );
};
