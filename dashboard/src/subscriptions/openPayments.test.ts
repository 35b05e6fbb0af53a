// What is owed of a subscription, and what comes next.
import { expect, it } from 'vitest';

import { standingOf } from './openPayments';

const payment = (dueDate: string, total: number, overdue: boolean) => ({
  dueDate,
  total,
  taxAmount: 0,
  overdue,
});

it('sums what is overdue, and knows the earliest that is open', () => {
  const first = payment('2026-01-01', 40, true);
  const open = [first, payment('2026-02-01', 50, true), payment('2026-03-01', 50, false)];
  expect(standingOf(open)).toEqual({
    outstanding: 140,
    open: 3,
    owed: 90,
    late: 2,
    next: first,
  });
});

it('owes nothing while nothing is late', () => {
  const first = payment('2026-03-01', 50, false);
  expect(standingOf([first])).toEqual({
    outstanding: 50,
    open: 1,
    owed: 0,
    late: 0,
    next: first,
  });
  expect(standingOf([])).toEqual({
    outstanding: 0,
    open: 0,
    owed: 0,
    late: 0,
    next: undefined,
  });
});
