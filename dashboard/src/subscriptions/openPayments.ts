// What of a subscription is still to be paid: what is overdue, and what comes next.
import { api, given, type Schema } from '../api/client';

type Payment = Pick<Schema<'Payment'>, 'overdue' | 'total' | 'taxAmount' | 'dueDate'>;

/** Payments asked for at a time: more than are open on most contracts. */
const A_PAGE = 100;

export interface Standing {
  /** What is open in all: overdue, due and to come. */
  outstanding: number;
  /** How many payments that is. */
  open: number;
  /** What is overdue in all. */
  owed: number;
  /** How many payments that is. */
  late: number;
  /** The earliest that is open. */
  next: Payment | undefined;
}

/** From open payments, the earliest due first. */
export const standingOf = (open: readonly Payment[]): Standing => {
  const late = open.filter(({ overdue }) => overdue);
  return {
    outstanding: open.reduce((sum, { total }) => sum + total, 0),
    open: open.length,
    owed: late.reduce((sum, { total }) => sum + total, 0),
    late: late.length,
    next: open[0],
  };
};

/** Reads all that are open, by due date. */
export const readStanding = async (subscriptionId: string): Promise<Standing> => {
  const open: Payment[] = [];
  let startAfter: string | undefined;
  do {
    const page = await given(
      api.GET('/v1/payments', {
        params: {
          query: {
            subscriptionId,
            status: ['pending', 'processing', 'failed'],
            sortBy: 'dueDate',
            sortDir: 'asc',
            limit: A_PAGE,
            ...(startAfter !== undefined && { startAfter }),
          },
        },
      }),
    );
    open.push(...page.payments);
    startAfter = page.nextCursor ?? undefined;
  } while (startAfter !== undefined);
  return standingOf(open);
};
