// An instant that lies on a given date of the tenant, for values of which only the date matters.
import { today } from './write';

/** Hours of the day in UTC, of which one lies on the date in every zone of the earth. */
const HOURS = ['12:00', '00:00', '23:59'];

/** `2026-02-01` → `2026-02-01T12:00:00Z`, or another hour where that is not this date any more. */
export const noonOf = (day: string, timeZone: string): string => {
  const instants = HOURS.map((hour) => `${day}T${hour}:00Z`);
  return instants.find((it) => today(timeZone, new Date(it)) === day) ?? `${day}T12:00:00Z`;
};
