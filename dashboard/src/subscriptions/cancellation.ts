// What calling a subscription off on a day means, in words.

interface Contract {
  startDate: string;
  endDate: string;
  assetSerialNumber: string;
}

/** What happens on `day`, the day the contract is called off on. Days are `YYYY-MM-DD`. */
export const cancellation = (
  contract: Contract,
  { day, today }: { day: string; today: string },
  date: (day: string) => string,
): string => {
  const asset = contract.assetSerialNumber;
  const owed =
    day >= contract.endDate
      ? 'Its whole term stays owed'
      : 'Payments of months that have begun by then stay owed; those of later months are called off';
  if (day > today) {
    return `The contract runs on and ends without a fee on ${date(day)}, when that day begins; until then the cancellation can be withdrawn. ${owed}. ${asset} is then set to returned and has to be collected.`;
  }
  const when = day === today ? 'today' : `as of ${date(day)}`;
  return `The contract ends ${when}, without a fee, and this is final. ${owed}. ${asset} is set to returned and has to be collected.`;
};
