// Amounts and percentages as people read them.
import { describe, expect, it } from 'vitest';

import { money, month, percent } from './write';

const NL = { tag: 'en-NL', currency: 'EUR' };

describe('numbers', () => {
  it('have one decimal mark, in amounts and in percentages', () => {
    expect(money(NL, 1590)).toBe('€1,590.00');
    expect(percent(NL, -55.8)).toBe('-55.8%');
    const de = { tag: 'de-DE', currency: 'EUR' };
    expect(money(de, 1590)).toBe('1.590,00\u00a0€');
    expect(percent(de, -55.8)).toBe('-55,8%');
  });

  it('show no more decimals than a percentage has', () => {
    expect(percent(NL, 21)).toBe('21%');
    expect(percent(NL, 33.333)).toBe('33.3%');
    expect(percent({ tag: 'en-JP', currency: 'JPY' }, 12.5)).toBe('12.5%');
  });

  it('have the decimals of the currency, as the tenant reckons with them', () => {
    const of = (currency: string, decimals: number) =>
      money({ tag: 'en-US', currency, decimals }, 1590);
    expect(of('EUR', 2)).toBe('€1,590.00');
    expect(of('HUF', 2)).toBe('HUF\u00a01,590.00');
    expect(of('JPY', 0)).toBe('¥1,590');
    expect(of('KWD', 3)).toBe('KWD\u00a01,590.000');
  });

  it('show where there is nothing', () => {
    expect([money(NL, undefined), percent(NL, null)]).toEqual(['–', '–']);
  });
});

it('names a month as it is, wherever one is', () => {
  expect(month({ tag: 'en-NL' }, '2026-01')).toBe('January 2026');
  expect(month({ tag: 'en-US' }, undefined)).toBe('–');
});
