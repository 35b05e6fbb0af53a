// Where the units of a product are; each line leads to the list of them.
import { Link, Stack, Typography } from '@mui/material';
import { useGetList } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

import { STATUSES } from '../assets/words';
import type { Rows } from '../data/resources';
import { Section } from '../layout/Section';
import { listLink } from '../lists/listLink';

/** Units that are counted; of more, the lists tell. */
const COUNTED = 100;

export const AssetsByStatus = ({ productId }: { productId: string }) => {
  const { data, pageInfo } = useGetList<Rows['assets']>('assets', {
    pagination: { page: 1, perPage: COUNTED },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { productId },
  });
  const isWhole = data !== undefined && pageInfo?.hasNextPage !== true;
  const countOf = (status: string) => data?.filter((asset) => asset.status === status).length ?? 0;
  return (
    <Section
      title="Assets"
      action={
        <Link component={RouterLink} to={listLink('assets', { productId })} variant="body2">
          {isWhole ? `All ${data.length}` : 'All'}
        </Link>
      }
    >
      <Stack component="ul" spacing={0.75} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {STATUSES.map(({ id, name }) => (
          <Stack key={id} component="li" direction="row" sx={{ justifyContent: 'space-between' }}>
            <Link
              component={RouterLink}
              to={listLink('assets', { productId, status: [id] })}
              variant="body2"
            >
              {name}
            </Link>
            {isWhole && <Typography variant="body2">{countOf(id)}</Typography>}
          </Stack>
        ))}
      </Stack>
    </Section>
  );
};
