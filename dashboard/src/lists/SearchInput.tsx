// Search as you type; `/` goes there.
import { SearchInput as RaSearchInput } from 'react-admin';

interface Props {
  /** What can be searched for: `Customer, company, product or order id`. */
  placeholder: string;
  source?: string;
  alwaysOn?: boolean;
}

export const SearchInput = ({ placeholder, source = 'search' }: Props) => (
  <RaSearchInput
    source={source}
    placeholder={placeholder}
    slotProps={{ htmlInput: { 'aria-label': 'Search' } }}
    data-key="/"
    sx={{ width: { xs: '100%', sm: 380 } }}
  />
);
