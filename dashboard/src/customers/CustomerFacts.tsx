// Who a customer is and how to reach them.
import { Link } from '@mui/material';

import { useCustomFieldFacts } from '../custom-fields/useCustomFieldFacts';
import { useFormat } from '../format/useFormat';
import { count, word } from '../format/write';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { type Customer, termsWord } from './customer';

export const CustomerFacts = ({ customer }: { customer: Customer }) => {
  const { date } = useFormat();
  const own = useCustomFieldFacts('customer', customer.customFields);
  return (
    <Section title="Contact">
      <Facts
        facts={[
          [
            'E-mail',
            <Link key="email" href={`mailto:${customer.email}`}>
              {customer.email}
            </Link>,
          ],
          [
            'Phone',
            customer.phone && (
              <Link key="phone" href={`tel:${customer.phone}`}>
                {customer.phone}
              </Link>
            ),
          ],
          ['Company', customer.company],
          ['Registration number', customer.registrationNumber],
          ['VAT number', customer.vatNumber],
          ['Type', word(customer.customerType)],
          ['Payment terms', termsWord(customer.paymentTerms)],
          ['Orders', count(customer.totalOrders, 'order')],
          ['Customer since', date(customer.createdAt)],
          ...own,
        ]}
      />
    </Section>
  );
};
