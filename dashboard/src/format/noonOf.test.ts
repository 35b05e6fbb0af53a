// A day of the tenant as an instant.
import { expect, it } from 'vitest';

import { noonOf } from './noonOf';
import { today } from './write';

it.each(['UTC', 'Europe/Amsterdam', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'is on that day in %s',
  (zone) => {
    for (const day of ['2026-01-15', '2026-07-15']) {
      expect(today(zone, new Date(noonOf(day, zone)))).toBe(day);
    }
  },
);
