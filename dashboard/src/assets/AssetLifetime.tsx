// What an asset cost and brought, over all its subscriptions.
import { Box, LinearProgress, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

import type { Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { breakevenOf } from './breakeven';

export const AssetLifetime = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { money, percent } = useFormat();
  const { lifetime } = history;
  const recovered = lifetime.costRecoveryPercent;
  return (
    <Section title="Lifetime">
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'repeat(2, 1fr)', sm: 'repeat(4, 1fr)' },
        }}
      >
        <Figure name="Collected, without tax" value={money(lifetime.totalCollected)} />
        <Figure name="Still due, with tax" value={money(lifetime.totalOutstanding)} />
        <Figure name="Acquisition cost" value={money(lifetime.acquisitionCost)} />
        <Figure name="Profit so far" value={money(lifetime.currentProfit)} />
      </Box>
      <Stack spacing={0.75} sx={{ mt: 2 }}>
        {recovered !== null && (
          <>
            <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
              <Typography variant="body2" id="cost-recovery">
                Cost recovery
              </Typography>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {percent(recovered)}
              </Typography>
            </Stack>
            <LinearProgress
              variant="determinate"
              value={Math.min(Math.max(recovered, 0), 100)}
              color={recovered >= 100 ? 'success' : 'primary'}
              aria-labelledby="cost-recovery"
              sx={{ height: 8, borderRadius: 4 }}
            />
          </>
        )}
        <BreakevenLine history={history} />
      </Stack>
    </Section>
  );
};

const Figure = ({ name, value }: { name: string; value: ReactNode }) => (
  <div>
    <Typography component="dt" variant="body2" color="text.secondary">
      {name}
    </Typography>
    <Typography component="dd" variant="h6" sx={{ m: 0 }}>
      {value}
    </Typography>
  </div>
);

const BreakevenLine = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { date, today } = useFormat();
  const breakeven = breakevenOf(history, today());
  const words = () => {
    switch (breakeven.kind) {
      case 'reached':
        return 'reached: it has earned what it cost';
      case 'expected':
        return `about ${date(breakeven.on)}, if the running subscription is paid as agreed`;
      case 'beyond':
        return `not before the running subscription ends on ${date(breakeven.endDate)}`;
      case 'unknown':
        return `not known. ${breakeven.why}.`;
    }
  };
  return (
    <Typography variant="body2" color="text.secondary">
      Breakeven: {words()}
    </Typography>
  );
};
