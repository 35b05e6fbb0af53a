// In which form amounts and dates are written: the tenant's country decides on separators, its
// settings on dates, its time zone on what day an instant is.
import type { SessionTenant } from '../session/session';

/** What writing depends on. */
export interface Locale {
  /** BCP 47, such as `en-NL`: English as it is written in the tenant's country. */
  tag: string;
  currency: string;
  /** Decimals of amounts in that currency. */
  decimals: number;
  timeZone: string;
  /** Such as `dd/MM/yyyy`. */
  dateFormat: string;
}

/** The tenant's. */
export const localeOf = (tenant: SessionTenant): Locale => {
  const code = countryCode(tenant.country);
  return {
    tag: code === undefined ? 'en' : `en-${code}`,
    currency: tenant.currency,
    decimals: tenant.currencyDecimals,
    timeZone: tenant.timeZone,
    dateFormat: tenant.dateFormat,
  };
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

let codes: Map<string, string> | undefined;

/** `Netherlands` or `nl` → `NL`; nothing for what is no country's English name. */
const countryCode = (country: string): string | undefined => {
  codes ??= englishNames();
  const wanted = country.trim().toLowerCase();
  return codes.get(wanted) ?? codes.get(wanted.replace(/^the /, ''));
};

const englishNames = (): Map<string, string> => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second;
      const name = names.of(code);
      if (name === undefined) continue;
      found.set(code.toLowerCase(), code);
      // What came first stays: some codes are old names of the same country.
      if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
    }
  }
  return found;
};
