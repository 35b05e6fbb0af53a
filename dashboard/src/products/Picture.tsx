// A picture of the catalog, if it is on this server; of others only the address is told.
import { Box, Link, Typography } from '@mui/material';

import { isOurs } from './uploadImage';

interface Props {
  url: string;
  /** What it shows: `Galaxy S24, picture 2`. */
  alt: string;
  /** Edge in pixels. */
  size?: number;
}

export const Picture = ({ url, alt, size = 120 }: Props) => (
  <Box
    sx={{
      width: size,
      height: size,
      flexShrink: 0,
      display: 'grid',
      placeItems: 'center',
      overflow: 'hidden',
      border: 1,
      borderColor: 'divider',
      borderRadius: 1.5,
      bgcolor: 'background.paper',
    }}
  >
    {isOurs(url) ? (
      <Box
        component="img"
        src={url}
        alt={alt}
        loading="lazy"
        sx={{ width: '100%', height: '100%', objectFit: 'contain' }}
      />
    ) : (
      <Typography variant="caption" sx={{ p: 1, textAlign: 'center', overflowWrap: 'anywhere' }}>
        <Link href={url} target="_blank" rel="noreferrer noopener">
          On {hostOf(url)}
        </Link>
      </Typography>
    )}
  </Box>
);

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return 'another site';
  }
};
