// Amounts in their currency's smallest unit, with the decimals that ISO 4217 gives it.
import { describe, expect, it } from 'vitest';

import { leastOf, majorOf, minorOf, scaled } from './minorUnits';

const DECIMALS = { EUR: 2, HUF: 2, JPY: 0, KWD: 3 };

describe('amounts', () => {
  it.each([
    ['EUR', 1234.56, 123456n],
    ['HUF', 1234.56, 123456n],
    ['JPY', 1234, 1234n],
    ['KWD', 1234.567, 1234567n],
    // 8.2 × 100 is 819.9999… in floating point
    ['EUR', 8.2, 820n],
  ] as const)('of %s lose nothing: %d', (currency, amount, minor) => {
    const decimals = DECIMALS[currency];
    expect(minorOf(amount, decimals)).toBe(minor);
    expect(majorOf(minor, decimals)).toBe(amount);
  });

  it('have a least one', () => {
    const { EUR, HUF, JPY, KWD } = DECIMALS;
    expect([EUR, HUF, JPY, KWD].map(leastOf)).toEqual([0.01, 0.01, 1, 0.001]);
  });

  it('are rounded half up', () => {
    expect([scaled(1n, 1n, 2n), scaled(1n, 1n, 3n), scaled(5n, 1n, 10n)]).toEqual([1n, 0n, 1n]);
  });
});
