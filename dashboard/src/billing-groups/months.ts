// The months that a group may have been billed in.

/** Months from that of `from` to that of `to`, newest first, as the API names them: `YYYY-MM`. */
export const monthsBetween = (from: string, to: string): string[] => {
  const [first, last] = [numberOf(from), numberOf(to)];
  const months = Array.from({ length: Math.max(0, last - first) + 1 }, (_, back) => last - back);
  return months.map(
    (month) =>
      `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`,
  );
};

/** Months since year 0 of a date, `YYYY-MM-DD`. */
const numberOf = (date: string): number => {
  const [year, month] = date.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
};
