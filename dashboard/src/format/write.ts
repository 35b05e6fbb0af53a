// Amounts, dates and times as people read them.
import type { Locale } from './locale';

/** What stands where there is nothing. */
export const NOTHING = '–';

/** What writing an amount depends on; without decimals it has those that are usual in shops. */
type MoneyLocale = Pick<Locale, 'tag' | 'currency'> & Partial<Pick<Locale, 'decimals'>>;

/** Making a formatter takes far longer than using it, and a list uses it in each row. */
const remembered = <Options, Formatter>(make: (tag: string, options: Options) => Formatter) => {
  const made = new Map<string, Formatter>();
  return (tag: string, options: Options): Formatter => {
    const key = tag + JSON.stringify(options);
    const known = made.get(key);
    if (known !== undefined) return known;
    const formatter = make(tag, options);
    made.set(key, formatter);
    return formatter;
  };
};

const numbers = remembered(
  (tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
);
const moments = remembered(
  (tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
);

/** `1234.5` → `€1,234.50`. Amounts are in major units. */
export const money = (
  { tag, currency, decimals }: MoneyLocale,
  amount: number | null | undefined,
): string => {
  if (amount === null || amount === undefined) return NOTHING;
  return numbers(tag, {
    style: 'currency',
    currency,
    ...(decimals !== undefined && {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
  }).format(amount);
};

/** `21.5` → `21.5%`, with the decimal mark of amounts: in `en-NL`, for one, Intl's other numbers have another. */
export const percent = (
  { tag, currency }: Pick<Locale, 'tag' | 'currency'>,
  value: number | null | undefined,
): string => {
  if (value === null || value === undefined) return NOTHING;
  const parts = numbers(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).formatToParts(value);
  const digits = parts.filter(({ type }) => type !== 'currency' && type !== 'literal');
  return `${digits.map((part) => part.value).join('')}%`;
};

/** A date of the tenant (`2026-02-01`), or the tenant's date of an instant. */
export const date = (locale: Locale, value: string | null | undefined): string => {
  if (!value) return NOTHING;
  const [year, month, day] = dayOf(locale.timeZone, value).split('-');
  return locale.dateFormat
    .replace('yyyy', year ?? '')
    .replace('MM', month ?? '')
    .replace('dd', day ?? '');
};

/** A month (`2026-01`) in words: `January 2026`. */
export const month = ({ tag }: Pick<Locale, 'tag'>, value: string | null | undefined): string => {
  if (!value) return NOTHING;
  const first = new Date(`${value}-01T00:00:00Z`);
  return moments(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(first);
};

/** An instant: the tenant's date and time of day. */
export const moment = (locale: Locale, value: string | null | undefined): string => {
  if (!value) return NOTHING;
  const time = moments('en-GB', {
    timeZone: locale.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(value));
  return `${date(locale, value)} ${time}`;
};

/** Today's date in the tenant's time zone, `YYYY-MM-DD`, as the API takes it. */
export const today = (timeZone: string, now = new Date()): string =>
  // Sweden writes dates as ISO 8601 does.
  moments('sv-SE', { timeZone }).format(now);

const dayOf = (timeZone: string, value: string): string =>
  value.length === 10 ? value : today(timeZone, new Date(value));

/** `1 month`, `2 months`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** `early_return` → `Early return`: a word of a closed list for people. */
export const word = (value: string | null | undefined): string => {
  if (!value) return NOTHING;
  const text = value.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
