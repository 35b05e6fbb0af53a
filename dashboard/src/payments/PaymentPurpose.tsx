// What a payment is for, and the reference of the subscription or billing group behind it.
import { Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import type { Payment } from './payment';

export const PaymentPurpose = ({ payment }: { payment: Payment }) => {
  const { rentalId, billingGroupId, paymentType } = payment;
  const [to, reference] =
    paymentType === 'consolidated' && billingGroupId
      ? [`/billing-groups/${billingGroupId}/show`, billingGroupId]
      : [`/subscriptions/${rentalId}/show`, rentalId];
  return (
    <>
      {payment.description}
      {reference && (
        <Typography variant="caption" component="div">
          <MuiLink
            component={Link}
            to={to}
            color="text.secondary"
            onClick={(event) => event.stopPropagation()}
          >
            {reference}
          </MuiLink>
        </Typography>
      )}
    </>
  );
};
