// Moving in a list by keys: j and k or the arrows from row to row, Enter opens, x selects, e
// takes a quick look at it. Letters can be switched off, arrows and Enter cannot.
import { useEffect } from 'react';

import { isTyping } from './typing';
import { useKeysOn } from './useKeysOn';

const ROWS = 'main tbody tr.RaDataTable-row, main tbody .MuiTableRow-root.RaDataTable-row';

/** What stands above the list while it is open. The app's own menu stands beside it, and some stay mounted. */
const OPEN = '.MuiModal-root:not(.MuiModal-hidden)';
const ABOVE = `[role="dialog"], ${OPEN} [role="menu"], ${OPEN} [role="listbox"]`;

/** Listens while the list shows. */
export const useRowKeys = (): void => {
  const [isOn] = useKeysOn();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isOn && event.key.length === 1) return;
      if (isTyping(event.target) || document.querySelector(ABOVE) !== null) return;
      const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const step = stepOf(event.key, at >= 0);
      if (step !== 0) {
        const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
        if (next === undefined) return;
        next.tabIndex = -1;
        next.focus();
        event.preventDefault();
      } else if (document.activeElement === rows[at] && event.key === 'Enter') {
        rows[at]?.click();
      } else if (document.activeElement === rows[at] && event.key === 'x') {
        rows[at]?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
      } else if (document.activeElement === rows[at] && event.key === 'e') {
        rows[at]?.querySelector<HTMLElement>('.fo-quick-view')?.click();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
};

/** Arrows scroll the page until a row has the focus. */
const stepOf = (key: string, inRows: boolean): number => {
  if (key === 'j' || (inRows && key === 'ArrowDown')) return 1;
  if (key === 'k' || (inRows && key === 'ArrowUp')) return -1;
  return 0;
};
