// The history of a contract.
import { describe, expect, test } from 'vitest';

import type { Rows } from '../data/resources';
import { historyOf } from './history';

const writing = { money: (amount: number) => `€${amount}`, date: (value: string) => value };
const by = { userId: 'key_1', displayName: 'Front desk', role: 'api_key' };

const rental = (over: Partial<Rows['subscriptions']> = {}) =>
  ({
    status: 'active',
    createdAt: '2026-01-01T09:00:00Z',
    startDate: '2026-01-01',
    endDate: '2027-01-01',
    originalContractLength: 12,
    monthlyAmount: 40,
    extensionHistory: [],
    replacementHistory: [],
    ...over,
  }) as unknown as Rows['subscriptions'];

const extension = {
  extendedAt: '2026-06-01T10:00:00Z',
  extendedBy: by,
  extensionMonths: 6,
  isRenewal: false,
  oldEndDate: '2027-01-01',
  newEndDate: '2027-07-01',
  previousEndDate: '2027-01-01',
  oldContractLength: 12,
  newContractLength: 18,
  oldMonthlyAmount: 50,
  newMonthlyAmount: 40,
  previousMonthlyAmount: 50,
};
const replacement = {
  replacedAt: '2026-07-01T10:00:00Z',
  replacedBy: by,
  oldSerialNumber: 'A1',
  newSerialNumber: 'A2',
  previousSerialNumber: 'A1',
  reason: 'damaged',
  replacementReason: 'damaged' as const,
  insuranceClaim: true,
};

const summaries = (of: Rows['subscriptions']) => historyOf(of, writing).map((it) => it.summary);

describe('the history of a subscription', () => {
  test('begins with its contract at the rate it was made for', () => {
    expect(summaries(rental({ extensionHistory: [extension] })).at(-1)).toBe(
      'Made from an order: 12 months from 2026-01-01 on, €50 a month',
    );
  });

  test('has the newest on top', () => {
    expect(
      summaries(rental({ extensionHistory: [extension], replacementHistory: [replacement] })),
    ).toEqual([
      'Device A1 replaced by A2',
      'Extended by 6 months, until 2027-07-01',
      'Made from an order: 12 months from 2026-01-01 on, €50 a month',
    ]);
  });

  test.each([
    ['ended_upgrade', 'Upgraded: another subscription took its place'],
    ['ended_completed', 'Completed: its term was over on 2027-01-01'],
  ] as const)('says how a subscription that is %s ended', (status, summary) => {
    expect(summaries(rental({ status, endedOn: '2027-01-01' }))[0]).toBe(summary);
  });

  test('says for how much the customer kept the device of an upgrade', () => {
    const buyoutDetails = { buyoutPrice: 80 } as Rows['subscriptions']['buyoutDetails'];
    const ended = rental({ status: 'ended_upgrade', endedOn: '2026-08-01', buyoutDetails });
    expect(summaries(ended)[0]).toContain('the customer kept the device for €80');
  });

  test('says why it was cancelled, and by whom', () => {
    const [end] = historyOf(
      rental({
        status: 'cancelled',
        endedOn: '2026-08-01',
        cancellationDetails: {
          cancelledAt: '2026-08-01T12:00:00Z',
          processedBy: by,
          reason: 'payment_failure',
        },
      }),
      writing,
    );
    expect(end).toMatchObject({ summary: 'Cancelled', actor: { displayName: 'Front desk' } });
    expect(end?.details).toContainEqual(['Reason', 'Payment failure']);
  });
});
