// What is done to a product once in a long while.
import MoreIcon from '@mui/icons-material/MoreVertOutlined';
import { IconButton, Menu, MenuItem, Tooltip } from '@mui/material';
import { useState } from 'react';

export const ProductMenu = ({ onDelete }: { onDelete: () => void }) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const remove = () => {
    setAnchor(null);
    onDelete();
  };
  return (
    <>
      <Tooltip title="More actions">
        <IconButton
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreIcon />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={remove} sx={{ color: 'error.main' }}>
          Delete permanently…
        </MenuItem>
      </Menu>
    </>
  );
};
