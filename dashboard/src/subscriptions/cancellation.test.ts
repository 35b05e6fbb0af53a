// What calling a subscription off on a day means.
import { expect, it } from 'vitest';

import { cancellation } from './cancellation';

const contract = { startDate: '2026-01-15', endDate: '2027-01-15', assetSerialNumber: 'SN-1' };
const said = (day: string, today = '2026-03-01') =>
  cancellation(contract, { day, today }, (value) => value);

it('ends today, as of a day before, or when a day to come begins', () => {
  expect(said('2026-03-01')).toContain('ends today, without a fee, and this is final');
  expect(said('2026-02-28')).toContain('ends as of 2026-02-28');
  expect(said('2026-03-02')).toContain('on 2026-03-02, when that day begins');
  expect(said('2026-03-02')).toContain('can be withdrawn');
});

it('owes what has begun, and all of a term that is over', () => {
  expect(said('2027-01-14')).toContain('later months are called off');
  expect(said('2027-01-15')).toContain('Its whole term stays owed');
  expect(said('2027-02-01', '2027-02-01')).toContain('Its whole term stays owed');
});
