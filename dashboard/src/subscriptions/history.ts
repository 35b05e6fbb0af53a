// What happened to a subscription, from its own record: the newest first.
import type { Schema } from '../api/client';
import type { Rows } from '../data/resources';
import { count, word } from '../format/write';
import type { Entry } from '../timeline/Timeline';
import { firstRate } from './totalValue';

type Rental = Rows['subscriptions'];

/** How amounts and dates are written. */
interface Writing {
  money: (amount: number) => string;
  date: (value: string) => string;
}

/** Entries of the timeline: its end on top, its beginning at the bottom. */
export const historyOf = (rental: Rental, writing: Writing): Entry[] => {
  const between = [
    ...rental.extensionHistory.map((it, at) => extended(it, at, writing)),
    ...rental.replacementHistory.map(replaced),
  ].sort((one, other) => other.at.localeCompare(one.at));
  return [...ended(rental, writing), ...between, began(rental, writing)];
};

const extended = (it: Schema<'RentalExtension'>, at: number, { money, date }: Writing): Entry => ({
  entryId: `extension.${at}`,
  at: it.extendedAt,
  actor: actor(it.extendedBy),
  summary: `${it.isRenewal ? 'Renewed by itself' : 'Extended'} by ${count(it.extensionMonths, 'month')}, until ${date(it.newEndDate)}`,
  details: [
    ['End before', date(it.oldEndDate)],
    [
      'Monthly',
      it.newMonthlyAmount !== it.oldMonthlyAmount &&
        `${money(it.oldMonthlyAmount)} before, ${money(it.newMonthlyAmount)} since`,
    ],
    ['Reason', it.reason],
    ['Notes', it.notes],
  ],
});

const replaced = (it: Schema<'RentalReplacement'>, at: number): Entry => ({
  entryId: `replacement.${at}`,
  at: it.replacedAt,
  actor: actor(it.replacedBy),
  summary: `Device ${it.oldSerialNumber} replaced by ${it.newSerialNumber}`,
  details: [
    ['Reason', it.reason === it.replacementReason ? word(it.reason) : it.reason],
    ['Damage', it.damageAssessment],
    ['Insurance', it.insuranceClaim && 'A claim is made'],
    ['Notes', it.notes],
  ],
});

/** How it ended; nothing while it runs. */
const ended = (rental: Rental, { money, date }: Writing): Entry[] => {
  const { buyoutDetails: buyout, earlyReturnDetails: back, cancellationDetails: off } = rental;
  const entryId = 'end';
  if (buyout && rental.status !== 'ended_upgrade') {
    return [
      {
        entryId,
        at: buyout.buyoutDate,
        actor: actor(buyout.processedBy),
        summary: `Bought out for ${money(buyout.buyoutPrice)}`,
        details: [
          ['Reason', word(buyout.reason)],
          ['Price', howCalculated(buyout.calculationMethod)],
          ['Remaining', count(buyout.remainingMonths, 'month')],
          ['Notes', buyout.notes],
        ],
      },
    ];
  }
  if (back) {
    return [
      {
        entryId,
        at: back.returnedAt,
        actor: actor(back.processedBy),
        summary: back.feeWaived
          ? 'Returned early, without a fee'
          : `Returned early for a fee of ${money(back.fee)}`,
        details: [
          ['Condition', word(back.returnCondition)],
          ['Reason', back.reason],
          ['Fee', howCalculated(back.calculationMethod)],
          ['Remaining', count(back.monthsRemaining, 'month')],
          ['Damage', back.damageAssessment],
          ['Notes', back.notes],
        ],
      },
    ];
  }
  if (off) {
    return [
      {
        entryId,
        at: off.cancelledAt,
        actor: actor(off.processedBy),
        summary: 'Cancelled',
        details: [
          ['Reason', word(off.reason)],
          ['Notes', off.notes],
        ],
      },
    ];
  }
  if (rental.status === 'active' || rental.endedOn === undefined) return [];
  const summary =
    rental.status === 'ended_upgrade'
      ? `Upgraded: another subscription took its place${buyout ? `, and the customer kept the device for ${money(buyout.buyoutPrice)}` : ''}`
      : `Completed: its term was over on ${date(rental.endDate)}`;
  return [{ entryId, at: rental.endedOn, summary }];
};

const began = (rental: Rental, { money, date }: Writing): Entry => ({
  entryId: 'begin',
  at: rental.createdAt,
  summary: `${rental.upgradeFromRentalId ? 'Made by an upgrade' : 'Made from an order'}: ${count(rental.originalContractLength, 'month')} from ${date(rental.startDate)} on, ${money(firstRate(rental))} a month`,
});

const howCalculated = (method: Schema<'CalculationMethod'>): string =>
  method === 'auto_calculated' ? 'Calculated by the rules' : 'Agreed by hand';

const actor = ({ displayName, role, userId }: Schema<'RentalActor'>): Record<string, string> => ({
  displayName,
  role,
  userId,
});
