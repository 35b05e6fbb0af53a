// A customer's name where only their id is known: asked once for all rows of a list, then known to
// every row and page.
import { Link as MuiLink, Skeleton, Typography } from '@mui/material';
import type { MouseEvent } from 'react';
import { useGetManyAggregate } from 'react-admin';
import { Link } from 'react-router-dom';

import { FewLines } from '../lists/FewLines';
import { useCan } from '../session/useSession';
import { type Customer, nameOf } from './customer';

/** Names change rarely. */
const FRESH_MS = 600_000;

interface Props {
  customerId: string;
  /** With the company beneath. */
  isTall?: boolean;
  /** As words alone, where the row around it is the link. */
  isPlain?: boolean;
}

export const CustomerName = ({ customerId, isTall = false, isPlain = false }: Props) => {
  const mayRead = useCan('customers:read');
  const { data: found, isPending } = useGetManyAggregate<Customer>(
    'customers',
    { ids: [customerId] },
    { enabled: mayRead, staleTime: FRESH_MS, refetchOnWindowFocus: false },
  );
  if (!mayRead) return <span>{customerId}</span>;
  if (isPending) return <Skeleton variant="text" width={110} sx={{ display: 'inline-block' }} />;
  const data = found?.[0];
  const name = data === undefined ? customerId : nameOf(data);
  if (isPlain) return <span>{name}</span>;
  return (
    <>
      <MuiLink component={Link} to={`/customers/${customerId}/show`} onClick={stayOffTheRow}>
        <FewLines>{name}</FewLines>
      </MuiLink>
      {isTall && data?.company && (
        <Typography variant="caption" component="div" color="text.secondary">
          {data.company}
        </Typography>
      )}
    </>
  );
};

/** A click on the name opens the customer, not the row's page. */
const stayOffTheRow = (event: MouseEvent): void => event.stopPropagation();
