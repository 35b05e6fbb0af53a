// Writing in the tenant's form, for components.
import { useMemo } from 'react';

import { useSession } from '../session/useSession';
import { localeOf } from './locale';
import * as write from './write';

/** Functions that write amounts and dates as the tenant does. */
export const useFormat = () => {
  const { tenant } = useSession();
  return useMemo(() => {
    const locale = localeOf(tenant);
    return {
      /** Decimals of amounts in the tenant's currency. */
      decimals: locale.decimals,
      money: (amount: number | null | undefined, currency = locale.currency) =>
        write.money(currency === locale.currency ? locale : { tag: locale.tag, currency }, amount),
      percent: (value: number | null | undefined) => write.percent(locale, value),
      date: (value: string | null | undefined) => write.date(locale, value),
      moment: (value: string | null | undefined) => write.moment(locale, value),
      month: (value: string | null | undefined) => write.month(locale, value),
      today: () => write.today(locale.timeZone),
    };
  }, [tenant]);
};
