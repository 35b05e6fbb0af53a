// A customer's name where only their id is known: read once, then known to every row and page.
import { Link as MuiLink, Skeleton, Typography } from '@mui/material';
import type { MouseEvent } from 'react';
import { useGetOne } from 'react-admin';
import { Link } from 'react-router-dom';

import { useCan } from '../session/useSession';
import { type Customer, nameOf } from './customer';

/** Names change rarely: a list asks at most once for each customer on it. */
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
  const { data, isPending } = useGetOne<Customer>(
    'customers',
    { id: customerId },
    { enabled: mayRead, staleTime: FRESH_MS, refetchOnWindowFocus: false },
  );
  if (!mayRead) return <span>{customerId}</span>;
  if (isPending) return <Skeleton variant="text" width={110} sx={{ display: 'inline-block' }} />;
  const name = data === undefined ? customerId : nameOf(data);
  if (isPlain) return <span>{name}</span>;
  return (
    <>
      <MuiLink component={Link} to={`/customers/${customerId}/show`} onClick={stayOffTheRow}>
        {name}
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
