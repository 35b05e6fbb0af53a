// One payment: what is asked of whom and for what, what became of it, and what can be done.
import { Stack } from '@mui/material';

import { CustomerName } from '../customers/CustomerName';
import { DetailPage } from '../layout/DetailPage';
import { PageHeading } from '../layout/PageHeading';
import { Columns } from '../layout/Section';
import { TimelineSection } from '../timeline/TimelineSection';
import { PaymentActions } from './PaymentActions';
import { PaymentCollection } from './PaymentCollection';
import { PaymentFigures } from './PaymentFigures';
import { PaymentInvoice } from './PaymentInvoice';
import { PaymentLines } from './PaymentLines';
import { PaymentNotice } from './PaymentNotice';
import { PaymentOrigin } from './PaymentOrigin';
import { PaymentRefunds } from './PaymentRefunds';
import { PaymentStatusBadge } from './PaymentStatusBadge';
import type { Payment } from './payment';

const PaymentPage = () => (
  <DetailPage<Payment>>
    {(payment) => (
      <>
        <PageHeading
          title={payment.description}
          badge={<PaymentStatusBadge payment={payment} />}
          subtitle={<CustomerName customerId={payment.customerId} />}
        >
          <PaymentActions payment={payment} />
        </PageHeading>
        <Stack spacing={2}>
          <PaymentNotice payment={payment} />
          <PaymentFigures payment={payment} />
          <Columns
            main={
              <>
                <PaymentLines payment={payment} />
                <PaymentRefunds payment={payment} />
              </>
            }
            side={
              <>
                <PaymentOrigin payment={payment} />
                <PaymentCollection payment={payment} />
                <PaymentInvoice payment={payment} />
                <TimelineSection of="payments" id={payment.paymentId} />
              </>
            }
          />
        </Stack>
      </>
    )}
  </DetailPage>
);

export default PaymentPage;
