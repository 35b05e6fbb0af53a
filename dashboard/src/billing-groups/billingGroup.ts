// What a billing group is made of, and what of it an edit changes.
import type { Schema } from '../api/client';
import type { Rows } from '../data/resources';

export type BillingGroup = Rows['billing-groups'];

/** What stands in the form. */
export interface GroupValues {
  customerId: string;
  groupName: string;
  billingDay: number;
  rentalIds: string[];
  notes: string | null;
  contactName: string | null;
  contactEmail: string | null;
  /** Empty where the customer's terms hold. */
  paymentTerms: BillingGroup['paymentTerms'] | '' | null;
  status: BillingGroup['status'];
}

/** Names that stand in the form. */
export const GROUP_FIELDS = [
  'groupName',
  'billingDay',
  'rentalIds',
  'notes',
  'contactName',
  'contactEmail',
  'paymentTerms',
  'status',
];

export const GROUP_STATUSES: { id: BillingGroup['status']; name: string }[] = [
  { id: 'active', name: 'Active' },
  { id: 'inactive', name: 'Inactive' },
];

/** What the form begins with. */
export const valuesOf = (group: BillingGroup): GroupValues => ({
  customerId: group.customerId,
  groupName: group.groupName,
  billingDay: group.billingDay,
  rentalIds: group.rentalIds,
  notes: group.notes ?? '',
  contactName: group.contactName ?? '',
  contactEmail: group.contactEmail ?? '',
  paymentTerms: group.paymentTerms ?? '',
  status: group.status,
});

/** What an edit sends: what differs, and nothing else, so that it touches nothing else. */
export const patchOf = (
  before: GroupValues,
  now: GroupValues,
): Schema<'BillingGroupPatchBody'> => ({
  ...(now.groupName !== before.groupName && { groupName: now.groupName }),
  ...(now.billingDay !== before.billingDay && { billingDay: now.billingDay }),
  ...(!sameMembers(before.rentalIds, now.rentalIds) && { rentalIds: now.rentalIds }),
  ...cleared('notes', before, now),
  ...cleared('contactName', before, now),
  ...cleared('contactEmail', before, now),
  ...cleared('paymentTerms', before, now),
  ...(now.status !== before.status && { status: now.status }),
});

/** What may be empty: null clears it. */
const cleared = <Name extends 'notes' | 'contactName' | 'contactEmail' | 'paymentTerms'>(
  name: Name,
  before: GroupValues,
  now: GroupValues,
) => ((now[name] || null) === (before[name] || null) ? {} : { [name]: now[name] || null });

const sameMembers = (before: string[], now: string[]): boolean =>
  before.length === now.length && before.every((id) => now.includes(id));

/** `1st`, `22nd`: a day of the month. */
export const dayOfMonth = (day: number): string => {
  const isTeen = day >= 11 && day <= 13;
  const ending = isTeen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th');
  return `${day}${ending}`;
};
