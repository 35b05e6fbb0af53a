// Products that can be ordered: all of them where they are few, else those that a search finds.
import { useEffect, useState } from 'react';
import { useGetList } from 'react-admin';

import type { Rows } from '../data/resources';

export type Product = Rows['products'];

/** Most products on a page of the API. */
const PAGE_MAX = 100;
/** Pause in the writing after which is searched. */
const PAUSE_MS = 250;

export interface SellableProducts {
  products: Product[];
  /** All there are: the browser filters them. Otherwise `products` is what the server found. */
  isAll: boolean;
  isLoading: boolean;
}

export const useSellableProducts = (text: string): SellableProducts => {
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const page = { page: 1, perPage: PAGE_MAX };
  const sort = { field: 'name', order: 'ASC' } as const;
  const first = useGetList<Product>('products', {
    filter: { status: 'active' },
    pagination: page,
    sort,
  });
  const isAll = first.pageInfo?.hasNextPage === false;
  const found = useGetList<Product>(
    'products',
    { filter: { status: 'active', search }, pagination: page, sort },
    { enabled: first.data !== undefined && !isAll && search !== '' },
  );
  const isSearching = !isAll && search !== '';
  return {
    products: (isSearching ? found.data : first.data) ?? [],
    isAll,
    isLoading: isSearching ? found.isFetching : first.isPending,
  };
};
