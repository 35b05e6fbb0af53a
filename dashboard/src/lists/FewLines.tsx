// A name in a row by its first lines, which are enough to know it by; its page has all of it.
import type { ReactNode } from 'react';
import { useRecordContext } from 'react-admin';

export const FewLines = ({ children }: { children: ReactNode }) => (
  <span className="fo-few-lines" {...(typeof children === 'string' && { title: children })}>
    {children}
  </span>
);

/** A value of the record by its first lines, for a column. */
export const FewLinesField = ({ source }: { source: string; label?: string }) => {
  const record = useRecordContext();
  return record ? <FewLines>{record[source]}</FewLines> : null;
};
