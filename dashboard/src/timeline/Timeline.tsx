// What happened to an entity, newest first: what, who, when.
import { Box, Stack, Typography } from '@mui/material';

import type { Schema } from '../api/client';
import { useFormat } from '../format/useFormat';
import { type Fact, Facts } from '../layout/Facts';

type TimelineEntry = Schema<'TimelineEntryBody'>;

/** What is shown of something that happened. */
export interface Entry extends Pick<TimelineEntry, 'entryId' | 'summary'> {
  /** An instant, or a day where no more is known. */
  at: string;
  /** Who did it; the document leaves the form of actors open. */
  actor?: TimelineEntry['actor'] | undefined;
  /** What else there is to say about it. */
  details?: Fact[];
}

export const Timeline = ({ entries }: { entries: Entry[] }) => {
  const { date, moment } = useFormat();
  if (entries.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        Nothing has happened yet.
      </Typography>
    );
  }
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {entries.map((entry) => (
        <Box
          component="li"
          key={entry.entryId}
          sx={{
            position: 'relative',
            pl: 2.5,
            pb: 1.5,
            borderLeft: 2,
            borderColor: 'divider',
            '&:last-of-type': { borderColor: 'transparent', pb: 0 },
            '&::before': {
              content: '""',
              position: 'absolute',
              left: -6,
              top: 5,
              width: 10,
              height: 10,
              borderRadius: '50%',
              bgcolor: 'primary.main',
            },
          }}
        >
          <Typography variant="body2">{entry.summary}</Typography>
          <Stack direction="row" spacing={1}>
            <Typography variant="caption" color="text.secondary">
              {entry.at.length === DAY_LENGTH ? date(entry.at) : moment(entry.at)}
              {entry.actor && ` · ${nameOf(entry.actor)}`}
            </Typography>
          </Stack>
          {entry.details && (
            <Box sx={{ mt: 0.5 }}>
              <Facts facts={entry.details} />
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
};

/** Characters of `YYYY-MM-DD`. */
const DAY_LENGTH = 10;

/** The actor's name. */
const nameOf = (actor: TimelineEntry['actor']): string => {
  const { displayName, name } = actor as { displayName?: string; name?: string };
  return displayName ?? name ?? 'the system';
};
