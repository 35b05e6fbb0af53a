// The list that shows, as a file: the same filters, all rows, from the same operation of the API.
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { Button, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useListContext } from 'react-admin';

import { queryOf } from '../data/query';
import { resourceOf } from '../data/resources';
import type { FileKind } from './exportRows';
import { useExport } from './useExport';

const KINDS: { kind: FileKind; label: string; note: string }[] = [
  { kind: 'csv', label: 'CSV', note: 'For imports and other programs' },
  { kind: 'xlsx', label: 'Excel', note: 'For spreadsheets' },
];

export const ExportButton = () => {
  const { resource, filterValues, sort } = useListContext();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { save, isLoading } = useExport();
  const choose = (kind: FileKind) => {
    setAnchor(null);
    void save(resource, () => queryOf(resourceOf(resource), filterValues, sort), kind);
  };
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        loading={isLoading}
        loadingPosition="start"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {KINDS.map(({ kind, label, note }) => (
          <MenuItem key={kind} onClick={() => choose(kind)}>
            <ListItemText primary={label} secondary={note} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
