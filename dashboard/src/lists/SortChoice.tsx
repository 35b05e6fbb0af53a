// The order of a list where no table's head offers it. The order that is chosen is turned round.
import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import SortIcon from '@mui/icons-material/SwapVertOutlined';
import { ListItemIcon, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { Button, useListContext } from 'react-admin';

import { resourceOf } from '../data/resources';
import { firstOrder, sortWord } from './sortWords';

export const SortChoice = () => {
  const { resource, sort, setSort } = useListContext();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const fields = resourceOf(resource).sorts;
  if (fields.length === 0) return null;
  const choose = (field: string) => {
    const turned = sort.order === 'ASC' ? 'DESC' : 'ASC';
    setSort({ field, order: field === sort.field ? turned : firstOrder(field) });
    setAnchor(null);
  };
  return (
    <>
      <Button
        label="Sort"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget as HTMLElement)}
      >
        <SortIcon />
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {fields.map((field) => (
          <MenuItem key={field} selected={field === sort.field} onClick={() => choose(field)}>
            <ListItemText>{sortWord(field)}</ListItemText>
            {field === sort.field && (
              <ListItemIcon sx={{ justifyContent: 'flex-end' }}>
                {sort.order === 'ASC' ? (
                  <UpIcon fontSize="small" titleAccess="lowest or oldest first" />
                ) : (
                  <DownIcon fontSize="small" titleAccess="highest or newest first" />
                )}
              </ListItemIcon>
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
