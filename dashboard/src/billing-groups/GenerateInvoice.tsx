// What a group was billed in some months, as one PDF.
import { required, SelectInput } from 'react-admin';

import { ActionDialog } from '../actions/ActionDialog';
import { fetchPdf } from '../api/pdf';
import { useFormat } from '../format/useFormat';
import { FieldGrid } from '../forms/FieldGrid';
import { saveAs } from '../lists/saveAs';
import type { BillingGroup } from './billingGroup';
import { monthsBetween } from './months';

interface Props {
  group: BillingGroup;
  onClose: () => void;
}

interface Values {
  periodFrom: string;
  periodTo: string;
}

export const GenerateInvoice = ({ group, onClose }: Props) => {
  const { month, today } = useFormat();
  const months = monthsBetween(group.createdAt, today());
  const choices = months.map((id) => ({ id, name: month(id) }));
  // The last month that is over, where the group was there already.
  const last = months[1] ?? months[0] ?? '';
  const generate = async (values: Values) => {
    const query = new URLSearchParams({ ...values });
    const path = `/v1/billing-groups/${encodeURIComponent(group.id)}/invoice?${query}`;
    const { bytes, name } = await fetchPdf(path, 'invoices.pdf');
    saveAs(bytes, name);
    return {};
  };
  return (
    <ActionDialog<Values, object>
      title="Generate invoice"
      label="Generate PDF"
      maxWidth="sm"
      explanation="One paper with everything this group was billed in these months: each invoice by its number, what it consists of, and what is paid and open. A payment without an invoice gets its number now."
      defaultValues={{ periodFrom: last, periodTo: last }}
      act={generate}
      said="Invoice downloaded"
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          source="periodFrom"
          label="First month"
          choices={choices}
          validate={required()}
          helperText={false}
        />
        <SelectInput
          source="periodTo"
          label="Last month"
          choices={choices}
          validate={required()}
          helperText={false}
        />
      </FieldGrid>
    </ActionDialog>
  );
};
