// Categories and brands that the catalog uses already, as suggestions.
import { useGetList } from 'react-admin';

import type { Rows } from '../data/resources';

/** Products that are looked at; a larger catalog suggests those of its newest. */
const LOOKED_AT = 100;

export const useCatalogWords = (name: 'category' | 'brand'): string[] => {
  const { data = [] } = useGetList<Rows['products']>('products', {
    pagination: { page: 1, perPage: LOOKED_AT },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: {},
  });
  return [...new Set(data.map((product) => product[name]))].sort((a, b) => a.localeCompare(b));
};
