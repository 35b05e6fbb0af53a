// What an asset cost and brought, over all its subscriptions.
import { LinearProgress, Stack, Typography } from '@mui/material';

import type { Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { FigureList } from '../layout/Figures';
import { Section } from '../layout/Section';
import { breakevenOf } from './breakeven';

export const AssetLifetime = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { money, percent } = useFormat();
  const { lifetime } = history;
  const recovered = lifetime.costRecoveryPercent;
  return (
    <Section title="Lifetime">
      <FigureList
        figures={[
          {
            name: 'Lifetime value',
            value: money(lifetime.totalCollected),
            note: 'Collected, without tax',
          },
          { name: 'Still due, with tax', value: money(lifetime.totalOutstanding) },
          { name: 'Acquisition cost', value: money(lifetime.acquisitionCost) },
          { name: 'Profit so far', value: money(lifetime.currentProfit) },
        ]}
      />
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

const BreakevenLine = ({ history }: { history: Schema<'AssetHistoryBody'> }) => {
  const { date, today, decimals } = useFormat();
  const breakeven = breakevenOf(history, today(), decimals);
  const words = () => {
    switch (breakeven.kind) {
      case 'reached':
        return breakeven.on === undefined
          ? 'reached: it has earned what it cost'
          : `reached on ${date(breakeven.on)}`;
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
