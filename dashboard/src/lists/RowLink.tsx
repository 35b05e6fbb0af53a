// What a row is known by, as a link to its page: for those who go by keyboard, or open it in a tab of
// its own. The row itself takes no focus but by j and k, so that each row is one stop.
import type { ReactNode } from 'react';
import { useCreatePath, useRecordContext, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';

import { FewLines } from './FewLines';

export const RowLink = ({ children }: { children: ReactNode }) => {
  const record = useRecordContext();
  const resource = useResourceContext();
  const createPath = useCreatePath();
  if (record === undefined || resource === undefined) return children;
  return (
    <Link
      className="fo-row-link"
      to={createPath({ resource, type: 'show', id: record.id })}
      // A click on the row leads there too, and once is enough.
      onClick={(event) => event.stopPropagation()}
    >
      <FewLines>{children}</FewLines>
    </Link>
  );
};

/** A value of the record as that link, for a column. */
export const RowLinkField = ({ source }: { source: string; label?: string }) => {
  const record = useRecordContext();
  return record ? <RowLink>{String(record[source])}</RowLink> : null;
};
