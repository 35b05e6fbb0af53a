// The column with the button that opens a row's quick view, before the row's own columns.
import { DataTable, useRecordContext } from 'react-admin';

import { useQuickView } from './QuickViews';

export const QuickViewCol = () => (
  <DataTable.Col
    label={<span className="fo-unseen">Quick view</span>}
    disableSort
    padding="none"
    field={QuickViewButton}
  />
);

/** An eye. As plain as elements are, since every row has one. */
const QuickViewButton = () => {
  const record = useRecordContext();
  const quickView = useQuickView();
  if (record === undefined || quickView === undefined) return null;
  return (
    <button
      type="button"
      className="fo-quick-view"
      // Of which row is its description: as its name, the cell would be called like the row.
      title={`Quick view: ${quickView.nameOf(record)}`}
      aria-haspopup="dialog"
      aria-label="Quick view"
      onClick={(event) => {
        // Not the row that it stands in.
        event.stopPropagation();
        quickView.show(record, event.currentTarget);
      }}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" fill="currentColor" aria-hidden>
        <path d={EYE} />
      </svg>
    </button>
  );
};

const EYE =
  'M12 6a9.8 9.8 0 0 1 8.8 5.5 9.8 9.8 0 0 1-17.6 0A9.8 9.8 0 0 1 12 6m0-2C7 4 2.7 7.1 1 11.5 2.7 15.9 7 19 12 19s9.3-3.1 11-7.5C21.3 7.1 17 4 12 4m0 5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5m0-2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9';
