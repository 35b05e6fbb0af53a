// What became of a file: figures, and each row that was skipped with the API's reason.
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import {
  Alert,
  Button,
  Link,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import type { Schema } from '../api/client';
import { count, NOTHING } from '../format/write';
import { Section } from '../layout/Section';
import { saveAs } from '../lists/saveAs';
import { csvOf } from './csv';
import type { Imported } from './ImportPage';

/** Rows that are put on the page; the file has all of them. */
const SHOWN_MAX = 200;

type RowError = Schema<'RowError'>;

interface Props {
  result: Imported;
  /** What was done, in a sentence. */
  figures: string;
  /** Of the resource; in the file's name. */
  name: string;
}

export const ImportResult = ({ result, figures, name }: Props) => {
  const { errors, summary } = result;
  return (
    <Section
      title="What became of it"
      action={
        errors.length > 0 && (
          <Button size="small" startIcon={<DownloadIcon />} onClick={() => download(errors, name)}>
            Download skipped rows
          </Button>
        )
      }
    >
      <Stack spacing={2}>
        <Alert severity={errors.length > 0 ? 'warning' : 'success'}>
          {count(summary.totalRows, 'row')} read. {figures}{' '}
          <Link component={RouterLink} to={`/${name}`} color="inherit" underline="always">
            See the list
          </Link>
        </Alert>
        {errors.length > 0 && (
          <>
            <Typography variant="body2">
              {count(errors.length, 'row was', 'rows were')} skipped. Mend them in a file of their
              own and import that: what was taken in already stays as it is.
            </Typography>
            <Table size="small" aria-label="Skipped rows">
              <TableHead>
                <TableRow>
                  <TableCell align="right">Row</TableCell>
                  <TableCell>{name === 'assets' ? 'Serial number' : 'SKU'}</TableCell>
                  <TableCell>Why</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {errors.slice(0, SHOWN_MAX).map((it) => (
                  <TableRow key={it.row}>
                    <TableCell align="right">{it.row}</TableCell>
                    <TableCell sx={{ overflowWrap: 'anywhere' }}>
                      {(name === 'assets' ? it.serialNumber : it.sku) ?? NOTHING}
                    </TableCell>
                    <TableCell>{it.error}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {errors.length > SHOWN_MAX && (
              <Typography variant="body2" color="text.secondary">
                The first {SHOWN_MAX} of {errors.length} are shown; the download has all of them.
              </Typography>
            )}
          </>
        )}
      </Stack>
    </Section>
  );
};

const download = (errors: RowError[], name: string): void => {
  const rows = errors.map((it) => [it.row, it.serialNumber, it.sku, it.code, it.error]);
  const text = csvOf([['row', 'serialNumber', 'sku', 'code', 'error'], ...rows]);
  saveAs(new Blob([text], { type: 'text/csv' }), `${name}-skipped.csv`);
};
