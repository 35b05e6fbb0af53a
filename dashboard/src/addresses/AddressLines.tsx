// An address as it stands on an envelope.
import { Box } from '@mui/material';

import type { Address } from './address';

export const AddressLines = ({ address }: { address: Address }) => (
  <Box component="address" sx={{ fontStyle: 'normal', overflowWrap: 'anywhere' }}>
    {linesOf(address).map((line) => (
      <div key={line}>{line}</div>
    ))}
  </Box>
);

/** Lines of an address, without those that are empty or say again what stands above. */
const linesOf = (it: Address): string[] => {
  const lines = [
    it.company,
    it.contactName,
    it.streetAddress,
    it.buildingInfo,
    [it.postalCode, it.city].filter(Boolean).join(' '),
    it.locality,
    it.adminArea,
    it.country,
  ];
  return [...new Set(lines.filter((line): line is string => Boolean(line)))];
};
