// Names of the orders in which lists can stand, for people.

const WORDS: Record<string, string> = {
  amount: 'Amount',
  customer: 'Customer',
  createdAt: 'Created',
  dueDate: 'Due',
  email: 'E-mail',
  endDate: 'Contract end',
  firstName: 'First name',
  lastName: 'Last name',
  lifetimeCollected: 'Collected',
  name: 'Name',
  orderId: 'Order id',
  serialNumber: 'Serial number',
  sku: 'SKU',
  startDate: 'Start',
  status: 'Status',
  subscriptionsTracked: 'Subscriptions ever',
  totalDevicesRented: 'Active subscriptions',
  totalMonthlyRevenue: 'Monthly',
  'totals.total': 'Monthly',
  updatedAt: 'Changed',
  variantSku: 'SKU',
};

/** `dueDate` → `Due`. */
export const sortWord = (field: string): string => WORDS[field] ?? field;

/** Orders that begin with the last, the most or the newest one unless it is turned round. */
const FALLING = /At$|^amount$|^total|^lifetime|^subscriptionsTracked$/;

/** The way round in which an order is wanted at first. */
export const firstOrder = (field: string): 'ASC' | 'DESC' => (FALLING.test(field) ? 'DESC' : 'ASC');
