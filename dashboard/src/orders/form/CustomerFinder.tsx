// A customer by name, company or phone, for whoever does not begin with the e-mail.
import { Autocomplete, Box, TextField, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { useGetList } from 'react-admin';

import { type Customer, fullNameOf } from '../../customers/customer';

/** Pause in the writing after which is searched. */
const PAUSE_MS = 250;
/** Customers that are offered. */
const OFFERED = 8;
/** Letters that a search takes at least. */
const SEARCH_MIN = 2;

export const CustomerFinder = ({ onFind }: { onFind: (customer: Customer) => void }) => {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isAsked = asked.length >= SEARCH_MIN;
  const { data = [], isFetching } = useGetList<Customer>(
    'customers',
    { filter: { search: asked }, pagination: { page: 1, perPage: OFFERED } },
    { enabled: isAsked, retry: false },
  );
  return (
    <Autocomplete
      value={null}
      inputValue={text}
      onInputChange={(_, value, reason) => {
        if (reason !== 'reset') setText(value);
      }}
      onChange={(_, customer) => {
        if (customer === null) return;
        setText('');
        onFind(customer);
      }}
      options={isAsked ? data : []}
      filterOptions={(options) => options}
      getOptionLabel={fullNameOf}
      getOptionKey={(customer) => customer.customerId}
      loading={isFetching}
      loadingText="Searching…"
      noOptionsText={isAsked ? 'Nobody found' : 'Write at least two letters'}
      autoHighlight
      clearOnBlur={false}
      renderOption={({ key, ...props }, customer) => (
        <Box component="li" key={key} {...props}>
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2">{fullNameOf(customer)}</Typography>
            <Typography variant="caption" color="text.secondary" noWrap component="div">
              {[customer.email, customer.phone].filter(Boolean).join(' · ')}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label="Find a known customer"
          placeholder="Name, company or phone"
          size="small"
        />
      )}
    />
  );
};
