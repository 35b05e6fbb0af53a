// The few numbers a page is about, large, side by side.
import { Box, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** A number: what it is, the number, and a word on it where it needs one. */
export interface Figure {
  name: string;
  value: ReactNode;
  note?: ReactNode;
  /** Something has to be done about it. */
  isBad?: boolean;
}

interface Props {
  figures: Figure[];
}

/** On a card of their own. */
export const Figures = ({ figures }: Props) => (
  <Card sx={{ px: 2, py: 1.75 }}>
    <FigureList figures={figures} />
  </Card>
);

/** Within a section that says more. */
export const FigureList = ({ figures }: Props) => (
  <Box
    component="dl"
    aria-label="Figures"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(148px, 1fr))',
      rowGap: 2,
      columnGap: 2,
    }}
  >
    {figures.map(({ name, value, note, isBad }) => (
      <Box key={name} sx={{ minWidth: 0 }}>
        <Typography component="dt" variant="body2" color="text.secondary">
          {name}
        </Typography>
        <Typography
          component="dd"
          sx={{ m: 0, fontSize: '1.25rem', fontWeight: 650 }}
          color={isBad ? 'error' : 'text.primary'}
        >
          {value}
        </Typography>
        {note && (
          <Typography component="dd" variant="caption" color="text.secondary" sx={{ m: 0 }}>
            {note}
          </Typography>
        )}
      </Box>
    ))}
  </Box>
);
