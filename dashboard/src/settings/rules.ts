// Every setting of a tenant that people may change: where it stands in the API's body, what it is
// called, what it means. The pages are made from this.

/** How a setting is asked for. */
export type Kind =
  | { kind: 'text' | 'note' | 'lines' | 'zone' }
  | { kind: 'switch' }
  | { kind: 'amount' | 'percent' }
  /** A whole number within bounds, those of the API. */
  | { kind: 'whole'; from: number; to: number; unit?: string; mayBeEmpty?: true }
  /** Whole months, several. */
  | { kind: 'terms' }
  | { kind: 'choice'; choices: Record<string, string> };

/** What is wrong with a whole number that was typed, if anything is. */
export const wholeFault = (
  rule: Extract<Kind, { kind: 'whole' }>,
  value: unknown,
): string | undefined => {
  if (value === null || value === undefined || value === '') {
    return rule.mayBeEmpty ? undefined : 'Fill in a number';
  }
  const isWithin =
    Number.isInteger(value) && Number(value) >= rule.from && Number(value) <= rule.to;
  return isWithin ? undefined : `A whole number from ${rule.from} to ${rule.to}`;
};

/** One setting. */
export type Rule = Kind & {
  /** Path in the body of `PATCH /v1/settings`. */
  source: string;
  label: string;
  help?: string;
  /** Asked for only while another setting has one of these values. */
  when?: { source: string; is: string[] };
};

/** Settings that belong together. */
interface RuleGroup {
  title: string;
  about?: string;
  rules: Rule[];
}

/** A page of settings. */
export interface RulePage {
  path: string;
  label: string;
  groups: RuleGroup[];
}

const GENERAL: RuleGroup[] = [
  {
    title: 'Business unit',
    rules: [
      { source: 'name', label: 'Display name', kind: 'text' },
      {
        source: 'country',
        label: 'Country',
        kind: 'text',
        help: 'Amounts are written as English speakers there write them.',
      },
      {
        source: 'timeZone',
        label: 'Time zone',
        kind: 'zone',
        help: 'Decides what “today” is: when payments fall due and contracts end.',
      },
      {
        source: 'dateFormat',
        label: 'Date format',
        kind: 'choice',
        choices: {
          'yyyy-MM-dd': '2026-12-31',
          'dd/MM/yyyy': '31/12/2026',
          'MM/dd/yyyy': '12/31/2026',
          'dd.MM.yyyy': '31.12.2026',
          'dd-MM-yyyy': '31-12-2026',
        },
      },
    ],
  },
  {
    title: 'Tax',
    about: 'Holds for new orders. Orders that exist keep the tax they were made with.',
    rules: [
      { source: 'tax.rate', label: 'Tax rate', kind: 'percent' },
      { source: 'tax.inclusive', label: 'Prices include tax', kind: 'switch' },
    ],
  },
  {
    title: 'Company',
    about: 'Stands on invoices and contracts.',
    rules: [
      { source: 'company.legalName', label: 'Legal name', kind: 'text' },
      { source: 'company.addressLines', label: 'Address', kind: 'lines', help: 'One line each.' },
      { source: 'company.vatNumber', label: 'VAT number', kind: 'text' },
      { source: 'company.email', label: 'E-mail', kind: 'text' },
      { source: 'company.invoiceNote', label: 'Note at the foot of invoices', kind: 'note' },
      { source: 'company.contractTerms', label: 'Terms at the end of contracts', kind: 'note' },
    ],
  },
];

const CONTRACTS: RuleGroup[] = [
  {
    title: 'Orders',
    rules: [
      {
        source: 'orders.requireConfirmation',
        label: 'Orders must be confirmed before they are fulfilled',
        kind: 'switch',
      },
      {
        source: 'orders.duplicateWindowSeconds',
        label: 'Window for duplicates',
        kind: 'whole',
        from: 0,
        to: 86_400,
        unit: 'seconds',
        help: 'An order with the same e-mail and items within this time is the first one again. 0 turns it off, 86,400 is a day and the most.',
      },
    ],
  },
  {
    title: 'Contracts',
    rules: [
      {
        source: 'contracts.terms',
        label: 'Contract lengths on offer',
        kind: 'terms',
        help: 'Choose, or type a number of months. None: every length with a price.',
      },
      {
        source: 'contracts.defaultTerm',
        label: 'Contract length at first',
        kind: 'whole',
        from: 1,
        to: 120,
        unit: 'months',
        mayBeEmpty: true,
      },
      {
        source: 'contracts.contractEnd',
        label: 'When a contract’s term is over',
        kind: 'choice',
        choices: {
          require_action: 'Somebody decides',
          auto_terminate: 'It ends by itself',
          auto_renew_monthly: 'It goes on month by month',
          auto_renew_same_term: 'It is renewed for the same term',
        },
      },
    ],
  },
  {
    title: 'Extensions',
    rules: [
      {
        source: 'extension.offeredMonths',
        label: 'Extensions on offer',
        kind: 'terms',
        help: 'Choose, or type a number of months. None: any from 1 to 120.',
      },
      {
        source: 'extension.maxCount',
        label: 'Extensions of one contract at most',
        kind: 'whole',
        from: 0,
        to: 120,
        mayBeEmpty: true,
        help: 'Empty: as many as one likes.',
      },
      {
        source: 'extension.minDaysBeforeEnd',
        label: 'At the latest before the end',
        kind: 'whole',
        from: 0,
        to: 3650,
        unit: 'days',
      },
      {
        source: 'extension.approvalRequired',
        label: 'An extension is an order that somebody confirms',
        kind: 'switch',
      },
    ],
  },
  {
    title: 'Buyout',
    about: 'What a customer pays to keep the device before the contract is over.',
    rules: [
      {
        source: 'buyout.method',
        label: 'Price',
        kind: 'choice',
        choices: {
          remaining_months: 'What the remaining months would cost',
          list_price_percentage: 'A part of the list price',
          remaining_months_and_list_price: 'Remaining months and a part of the list price',
          flat_fee: 'A flat fee',
        },
      },
      {
        source: 'buyout.listPricePercentage',
        label: 'Part of the list price',
        kind: 'percent',
        when: {
          source: 'buyout.method',
          is: ['list_price_percentage', 'remaining_months_and_list_price'],
        },
      },
      {
        source: 'buyout.flatFee',
        label: 'Flat fee',
        kind: 'amount',
        when: { source: 'buyout.method', is: ['flat_fee'] },
      },
      { source: 'buyout.manualOverride', label: 'Another price may be agreed', kind: 'switch' },
    ],
  },
  {
    title: 'Early return',
    about: 'What a customer pays who gives the device back before the contract is over.',
    rules: [
      {
        source: 'earlyReturn.method',
        label: 'Fee',
        kind: 'choice',
        choices: {
          remaining_months: 'A part of the remaining months',
          flat_fee: 'A flat fee',
          no_fee: 'None',
        },
      },
      {
        source: 'earlyReturn.feePercentage',
        label: 'Part of the remaining months',
        kind: 'percent',
        when: { source: 'earlyReturn.method', is: ['remaining_months'] },
      },
      {
        source: 'earlyReturn.flatFee',
        label: 'Flat fee',
        kind: 'amount',
        when: { source: 'earlyReturn.method', is: ['flat_fee'] },
      },
      {
        source: 'earlyReturn.graceDays',
        label: 'Free within',
        kind: 'whole',
        from: 0,
        to: 3650,
        unit: 'days',
      },
      {
        source: 'earlyReturn.partialMonth',
        label: 'A month that has begun',
        kind: 'choice',
        choices: { up: 'Counts whole', down: 'Does not count' },
      },
      {
        source: 'earlyReturn.includeCurrentMonth',
        label: 'The running month counts among the remaining ones',
        kind: 'switch',
      },
      { source: 'earlyReturn.manualOverride', label: 'Another fee may be agreed', kind: 'switch' },
    ],
  },
];

const BILLING: RuleGroup[] = [
  {
    title: 'Billing',
    rules: [
      {
        source: 'billing.billingStart',
        label: 'Subscriptions are billed from',
        kind: 'choice',
        choices: {
          immediate: 'Their first day',
          first_of_next_month: 'The first of the next month',
          same_day_next_month: 'The same day of the next month',
        },
      },
      {
        source: 'billing.billingCycle',
        label: 'Payments fall due',
        kind: 'choice',
        choices: {
          subscription_start: 'On the day the contract began',
          fixed_day: 'On one day of the month for all',
          every_30_days: 'Every 30 days',
        },
      },
      {
        source: 'billing.billingDay',
        label: 'Day of the month',
        kind: 'whole',
        from: 1,
        to: 28,
        when: { source: 'billing.billingCycle', is: ['fixed_day'] },
      },
      {
        source: 'billing.paymentTerms',
        label: 'Payment terms of new business customers',
        kind: 'choice',
        choices: { immediate: 'Immediate', net_7: 'Net 7', net_14: 'Net 14', net_30: 'Net 30' },
      },
    ],
  },
  {
    title: 'Late fees',
    rules: [
      {
        source: 'lateFees.fee',
        label: 'Fee',
        kind: 'choice',
        choices: { none: 'None', flat: 'A flat fee', percentage: 'A part of the payment' },
      },
      {
        source: 'lateFees.flatFee',
        label: 'Flat fee',
        kind: 'amount',
        when: { source: 'lateFees.fee', is: ['flat'] },
      },
      {
        source: 'lateFees.percentage',
        label: 'Part of the payment',
        kind: 'percent',
        when: { source: 'lateFees.fee', is: ['percentage'] },
      },
      {
        source: 'lateFees.graceDays',
        label: 'Days after the due date without a fee',
        kind: 'whole',
        from: 0,
        to: 3650,
        unit: 'days',
        when: { source: 'lateFees.fee', is: ['flat', 'percentage'] },
      },
    ],
  },
  {
    title: 'Collection',
    rules: [
      {
        source: 'collection.collector',
        label: 'Payments are collected',
        kind: 'choice',
        choices: {
          manual: 'By hand: somebody marks them as paid',
          sandbox: 'By the sandbox, for tries',
        },
      },
      {
        source: 'collection.retries',
        label: 'Further tries of a failed payment',
        kind: 'whole',
        from: 0,
        to: 5,
      },
      {
        source: 'collection.retryDays',
        label: 'Between two tries',
        kind: 'whole',
        from: 1,
        to: 30,
        unit: 'days',
      },
    ],
  },
];

/** The pages of settings that are made of rules. */
export const RULE_PAGES: RulePage[] = [
  { path: 'general', label: 'General', groups: GENERAL },
  { path: 'contracts', label: 'Orders and contracts', groups: CONTRACTS },
  { path: 'billing', label: 'Billing', groups: BILLING },
];
