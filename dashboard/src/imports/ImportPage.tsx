// Taking in a CSV file: a template, the file, patience, and what became of each row.
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';

import type { Schema } from '../api/client';
import { FileDrop } from '../forms/FileDrop';
import { useSubmit } from '../forms/useSubmit';
import { PageHeading } from '../layout/PageHeading';
import { Section } from '../layout/Section';
import { saveAs } from '../lists/saveAs';
import { csvOf } from './csv';
import { ImportRefusal } from './ImportRefusal';
import { ImportResult } from './ImportResult';
import { type ChosenFile, useChosenFile } from './useChosenFile';
import { useNoStrayDrop } from './useNoStrayDrop';

/** What the API answers, as far as both kinds of import say it. */
export interface Imported {
  message: string;
  created: number;
  updated: number;
  errors: Schema<'RowError'>[];
  summary: { totalRows: number };
}

interface Props<T> {
  title: string;
  /** Resource whose list shows what was taken in: `assets`. */
  resource: string;
  /** Rows of the template, the header first. */
  template: string[][];
  /** What the columns mean. */
  children: ReactNode;
  send: (file: File, idempotencyKey: string) => Promise<T>;
  /** What was done, in figures: `12 assets were recorded`. */
  figures: (result: T) => string;
}

export const ImportPage = <T extends Imported>(props: Props<T>) => {
  const { title, resource, template, children, send, figures } = props;
  const { chosen, fault, choose, forget } = useChosenFile();
  useNoStrayDrop();
  const notify = useNotify();
  const queries = useQueryClient();
  const sendFile = useCallback((it: ChosenFile) => send(it.file, it.key), [send]);
  const done = useCallback(
    (imported: T) => {
      notify(imported.message, { type: imported.errors.length > 0 ? 'warning' : 'success' });
      forget();
      void queries.invalidateQueries({ queryKey: [resource] });
    },
    [notify, queries, resource, forget],
  );
  const { submit, refusal, clear, isSending, result } = useSubmit(sendFile, done);
  return (
    <Box sx={{ maxWidth: 1080 }}>
      <PageHeading title={title}>
        <Button component={Link} to={`/${resource}`}>
          Back to the list
        </Button>
      </PageHeading>
      <Stack spacing={2}>
        <Section
          title="1. Prepare the file"
          action={
            <Button
              size="small"
              startIcon={<DownloadIcon />}
              onClick={() =>
                saveAs(
                  new Blob([csvOf(template)], { type: 'text/csv' }),
                  `${resource}-template.csv`,
                )
              }
            >
              Download template
            </Button>
          }
        >
          {children}
        </Section>
        <Section title="2. Import it">
          <Stack spacing={1.5}>
            <FileDrop
              label={chosen ? 'Choose another file' : 'Choose a CSV file'}
              hint="or drop it here. CSV in UTF-8, at most 10 MB and 10,000 rows."
              accept="text/csv,.csv"
              disabled={isSending}
              onFiles={([file]) => {
                if (file === undefined) return;
                clear();
                void choose(file);
              }}
            />
            {fault && (
              <Alert severity="error" role="alert">
                {fault}
              </Alert>
            )}
            {chosen && (
              <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
                <Typography variant="body2" sx={{ flexGrow: 1, overflowWrap: 'anywhere' }}>
                  {chosen.file.name}, {sizeOf(chosen.file.size)}
                </Typography>
                <Button variant="contained" loading={isSending} onClick={() => void submit(chosen)}>
                  {refusal ? 'Try again' : 'Import'}
                </Button>
              </Stack>
            )}
            {isSending && (
              <Box role="status">
                <LinearProgress aria-label="Importing" />
                <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
                  A large file takes a minute. Keep this page open.
                </Typography>
              </Box>
            )}
            <ImportRefusal error={refusal} />
          </Stack>
        </Section>
        {result && !isSending && refusal === undefined && (
          <ImportResult result={result} figures={figures(result)} name={resource} />
        )}
      </Stack>
    </Box>
  );
};

const sizeOf = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024).toLocaleString('en')} kB`;
