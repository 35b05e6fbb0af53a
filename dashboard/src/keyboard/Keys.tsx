// Keys of the keyboard in running text.
import { Box, Stack } from '@mui/material';

/** Keys as they look on a keyboard. */
export const Keys = ({ keys }: { keys: string[] }) => (
  <Stack component="span" direction="row" spacing={0.5}>
    {keys.map((key) => (
      <Box
        key={key}
        component="kbd"
        sx={{
          px: 0.75,
          borderRadius: 1,
          border: 1,
          borderColor: 'divider',
          fontFamily: 'inherit',
          fontSize: '0.85em',
          color: 'text.secondary',
        }}
      >
        {key}
      </Box>
    ))}
  </Stack>
);
