// Changing who a customer is: contact, type, terms and addresses.
import { email, maxLength, required, SelectInput, TextInput } from 'react-admin';
import { useFormContext } from 'react-hook-form';

import { api, given } from '../api/client';
import { versionOf } from '../api/version';
import { EditPage } from '../forms/EditPage';
import { FieldGrid } from '../forms/FieldGrid';
import { FormFooter } from '../forms/FormFooter';
import { FormPage } from '../forms/FormPage';
import { type Editing, StaleEdit } from '../forms/StaleEdit';
import { Section } from '../layout/Section';
import { CustomerAddress } from './CustomerAddress';
import { CustomerPlaces } from './CustomerPlaces';
import { CUSTOMER_TYPES, type Customer, NUMBER_MAX, nameOf, PAYMENT_TERMS } from './customer';
import { bodyOf, CUSTOMER_FIELDS, type CustomerValues, valuesOf } from './customerBody';

const NUMBER = maxLength(NUMBER_MAX);

type Values = CustomerValues & Editing<Customer>;

const editing = (customer: Customer): Values => ({ ...valuesOf(customer), _opened: customer });

const CustomerEdit = () => (
  <EditPage<Customer> resource="customers">
    {(customer) => <CustomerForm customer={customer} />}
  </EditPage>
);

const CustomerForm = ({ customer }: { customer: Customer }) => {
  const page = `/customers/${customer.id}/show`;
  return (
    <FormPage<Values>
      title={`Edit ${nameOf(customer)}`}
      name={`customers.${customer.id}`}
      defaultValues={editing(customer)}
      save={async ({ _opened, ...values }, sending) => {
        const { message } = await given(
          api.PUT('/v1/customers/{customerId}', {
            params: {
              path: { customerId: customer.id },
              header: { 'Idempotency-Key': sending.idempotencyKey, ...versionOf(_opened) },
            },
            body: bodyOf(valuesOf(_opened), values),
          }),
        );
        return { message, to: page };
      }}
      footer={({ isSending }) => (
        <FormFooter back={page} label="Save" isSending={isSending}>
          Orders and subscriptions keep the names and addresses they were made with.
        </FormFooter>
      )}
      stale={(close, again, forget) => (
        <StaleEdit<Customer>
          resource="customers"
          id={customer.id}
          within={CUSTOMER_FIELDS}
          valuesOf={editing}
          close={close}
          again={again}
          forget={forget}
        />
      )}
    >
      <Section title="Contact">
        <FieldGrid>
          <TextInput
            source="firstName"
            label="First name"
            validate={required()}
            helperText={false}
          />
          <TextInput source="lastName" label="Last name" validate={required()} helperText={false} />
          <TextInput
            source="email"
            label="E-mail"
            type="email"
            validate={[required(), email('That is no e-mail address.')]}
            helperText={false}
          />
          <TextInput source="phone" label="Phone" type="tel" helperText={false} />
          <TypeAndTerms />
        </FieldGrid>
      </Section>
      <CustomerAddress source="billingAddress" title="Billing address" />
      <CustomerAddress source="shippingAddress" title="Shipping address" />
      <CustomerPlaces />
    </FormPage>
  );
};

/** A company has a name, numbers and terms; an individual pays at once. */
const TypeAndTerms = () => {
  const isBusiness = useFormContext<Values>().watch('customerType') === 'business';
  return (
    <>
      <SelectInput
        source="customerType"
        label="Customer type"
        choices={CUSTOMER_TYPES}
        validate={required()}
        helperText={isBusiness ? false : 'An individual pays at once'}
      />
      {isBusiness && (
        <SelectInput
          source="paymentTerms"
          label="Payment terms"
          choices={PAYMENT_TERMS}
          validate={required()}
          helperText={false}
        />
      )}
      <TextInput source="company" label="Company" helperText={false} />
      {isBusiness && (
        <>
          <TextInput
            source="registrationNumber"
            label="Registration number"
            validate={NUMBER}
            helperText={false}
          />
          <TextInput source="vatNumber" label="VAT number" validate={NUMBER} helperText={false} />
        </>
      )}
    </>
  );
};

export default CustomerEdit;
