// How much of a device's cost its payments have brought back: a bar, and the figure beside it.
import { Box, LinearProgress, Typography } from '@mui/material';
import { useRecordContext } from 'react-admin';

import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';

/** Percent from which on the cost is half back, and back. */
const HALF = 50;
const WHOLE = 100;

const toneOf = (percent: number) => {
  if (percent >= WHOLE) return 'success';
  return percent > HALF ? 'warning' : 'error';
};

interface Props {
  /** Nothing where nobody knows what the device cost. */
  percent: number | undefined;
  /** Fills the width it is given; else it is as narrow as a column. */
  wide?: boolean;
}

export const RecoveryBar = ({ percent, wide = false }: Props) => {
  const format = useFormat();
  if (percent === undefined) {
    return (
      <Typography variant="body2" color="text.secondary" component="span">
        Cost unknown
      </Typography>
    );
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 110 }}>
      <LinearProgress
        variant="determinate"
        aria-label="Cost recovered"
        value={Math.min(percent, WHOLE)}
        color={toneOf(percent)}
        sx={{ flex: wide ? 1 : '0 0 56px', height: wide ? 8 : 6, borderRadius: 4 }}
      />
      <Typography variant="body2" component="span">
        {format.percent(percent)}
      </Typography>
    </Box>
  );
};

/** The bar of the record, for a column. */
export const RecoveryField = () => {
  const record = useRecordContext<Rows['subscriptions'] | Rows['assets']>();
  return record ? <RecoveryBar percent={record.costRecoveryPercent} /> : null;
};
