// What came of each unit: the subscription that began, or why none did.
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import RefusedIcon from '@mui/icons-material/ErrorOutlineOutlined';
import { Alert, Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';

import { count } from '../../format/write';
import type { Order } from '../order';
import type { UnitResult } from './unitResults';

interface Props {
  order: Order;
  results: UnitResult[];
  /** One that was refused held up all. */
  isNothingDone?: boolean;
}

export const FulfilResults = ({ order, results, isNothingDone = false }: Props) => {
  const done = results.filter((it) => it.subscriptionId !== undefined).length;
  const refused = results.length - done;
  return (
    <div>
      <Alert
        severity={refused === 0 ? 'success' : isNothingDone ? 'error' : 'warning'}
        role="alert"
      >
        {isNothingDone
          ? `Nothing was fulfilled: ${count(refused, 'number')} refused. Mend them, or fulfil without “all or nothing”.`
          : sentence(done, refused)}
      </Alert>
      <Box
        component="ul"
        tabIndex={0}
        aria-label="Results"
        sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, maxHeight: 240, overflowY: 'auto' }}
      >
        {results.map((it, at) => (
          <Box
            component="li"
            // biome-ignore lint/suspicious/noArrayIndexKey: results do not move, and some have no number
            key={at}
            sx={{ display: 'flex', gap: 1.25, py: 0.5, alignItems: 'flex-start' }}
          >
            {it.subscriptionId ? (
              <DoneIcon color="success" fontSize="small" titleAccess="Done" />
            ) : (
              <RefusedIcon color="error" fontSize="small" titleAccess="Refused" />
            )}
            <Typography variant="body2" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {it.subscriptionId ? (
                <MuiLink
                  component={Link}
                  to={`/subscriptions/${it.subscriptionId}/show`}
                  underline="always"
                >
                  {it.serialNumber}
                </MuiLink>
              ) : (
                <strong>{it.serialNumber ?? productOf(order, it.itemId)}</strong>
              )}{' '}
              {it.reason}
            </Typography>
          </Box>
        ))}
      </Box>
    </div>
  );
};

const sentence = (done: number, refused: number): string => {
  const fulfilled = `${count(done, 'unit')} fulfilled`;
  return refused === 0
    ? `${fulfilled}.`
    : `${fulfilled}, ${refused} not. Numbers that were refused are still in the box below.`;
};

const productOf = (order: Order, itemId: string | undefined): string =>
  order.items.find((it) => it.itemId === itemId)?.productName ?? 'A unit';
