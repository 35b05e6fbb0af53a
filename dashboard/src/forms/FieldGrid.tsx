// Inputs beside each other where there is room, under each other where there is none.
import { Box, type BoxProps } from '@mui/material';
import type { ReactNode } from 'react';

interface Props extends Pick<BoxProps, 'sx' | 'role' | 'aria-labelledby'> {
  /** Inputs in a row on a wide screen. */
  columns?: number;
  children: ReactNode;
}

export const FieldGrid = ({ columns = 2, children, sx, ...box }: Props) => (
  <Box
    {...box}
    sx={{
      display: 'grid',
      columnGap: 2,
      rowGap: 1.5,
      alignItems: 'start',
      // Labels float on the edge of their inputs: a heading above keeps its distance.
      pt: 1,
      gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: `repeat(${columns}, minmax(0, 1fr))` },
      // React-admin's inputs bring margins of their own.
      '& > *': { m: 0, minWidth: 0 },
      '& .MuiFormControl-root': { m: 0, width: '100%' },
      ...sx,
    }}
  >
    {children}
  </Box>
);

/** Takes the whole row, or `columns` of it. */
export const wide = (columns?: number) => ({
  gridColumn: { xs: 'auto', sm: columns === undefined ? '1 / -1' : `span ${columns}` },
});
