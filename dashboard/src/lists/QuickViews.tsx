// A look at a row without leaving its list: the view of the row that was asked for, one at a time.
// Its code, and what it reads, are fetched when it is opened.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { RaRecord } from 'react-admin';

import type { Later } from '../later';
import { QuickViewPopover } from './QuickViewPopover';

/** How the rows of a list are looked at. */
export interface QuickView {
  /** What people know a row by; of any record, so that lists of all kinds may have one. */
  nameOf: (row: never) => string;
  /** Shows the record of its context, as a `Glance`. */
  View: Later;
}

interface Asking {
  nameOf: (row: RaRecord) => string;
  /** Opens the view of a row beside the button that asked for it. */
  show: (row: RaRecord, button: HTMLElement) => void;
}

const Context = createContext<Asking | undefined>(undefined);

/** How a row's button asks; nothing where rows have no quick view. */
export const useQuickView = (): Asking | undefined => useContext(Context);

interface Shown {
  row: RaRecord;
  /** Where the button stands, which may be gone when the list is read again. */
  beside: DOMRect;
}

interface Props {
  of: QuickView;
  children: ReactNode;
}

export const QuickViews = ({ of, children }: Props) => {
  const [shown, setShown] = useState<Shown>();
  const close = useCallback(() => setShown(undefined), []);
  const nameOf = of.nameOf as Asking['nameOf'];
  const asking = useMemo<Asking>(
    () => ({
      nameOf,
      show: (row, button) => setShown({ row, beside: button.getBoundingClientRect() }),
    }),
    [nameOf],
  );
  return (
    <Context.Provider value={asking}>
      {children}
      {shown && (
        <QuickViewPopover
          name={nameOf(shown.row)}
          row={shown.row}
          beside={shown.beside}
          onClose={close}
        >
          <of.View />
        </QuickViewPopover>
      )}
    </Context.Provider>
  );
};
