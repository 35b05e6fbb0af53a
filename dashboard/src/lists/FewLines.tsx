// A name in a row by its first lines, which are enough to know it by; its page has all of it.
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useRecordContext } from 'react-admin';

export const FewLines = ({ children }: { children: ReactNode }) => (
  <Box
    component="span"
    sx={{
      display: '-webkit-inline-box',
      maxWidth: '100%',
      verticalAlign: 'bottom',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
      // Of a column that keeps it on one.
      textOverflow: 'ellipsis',
    }}
    {...(typeof children === 'string' && { title: children })}
  >
    {children}
  </Box>
);

/** A value of the record by its first lines, for a column. */
export const FewLinesField = ({ source }: { source: string; label?: string }) => {
  const record = useRecordContext();
  return record ? <FewLines>{record[source]}</FewLines> : null;
};
