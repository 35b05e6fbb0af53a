// What can be done with a line: change it, duplicate it, remove it.
import DuplicateIcon from '@mui/icons-material/ContentCopyOutlined';
import RemoveIcon from '@mui/icons-material/DeleteOutlined';
import EditIcon from '@mui/icons-material/EditOutlined';
import { IconButton, Stack, Tooltip } from '@mui/material';
import type { ReactElement } from 'react';

interface Props {
  /** Of the line, for screen readers. */
  name: string;
  /** The order has it already: its product and term are fixed. */
  isSaved: boolean;
  isLocked: boolean;
  onChange: () => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export const ItemActions = (props: Props) => {
  const { name, isSaved, isLocked, onChange, onDuplicate, onRemove } = props;
  return (
    <Stack direction="row" sx={{ justifySelf: 'end' }}>
      {!isSaved && (
        <Act label={`Change ${name}`} icon={<EditIcon fontSize="small" />} onClick={onChange} />
      )}
      <Act
        label={`Duplicate ${name}`}
        icon={<DuplicateIcon fontSize="small" />}
        onClick={onDuplicate}
      />
      <Act
        label={`Remove ${name}`}
        icon={<RemoveIcon fontSize="small" />}
        onClick={onRemove}
        disabled={isLocked}
      />
    </Stack>
  );
};

interface ActProps {
  label: string;
  icon: ReactElement;
  onClick: () => void;
  disabled?: boolean;
}

const Act = ({ label, icon, onClick, disabled = false }: ActProps) => (
  <Tooltip title={disabled ? '' : (label.split(' ')[0] ?? '')}>
    <span>
      <IconButton size="small" aria-label={label} onClick={onClick} disabled={disabled}>
        {icon}
      </IconButton>
    </span>
  </Tooltip>
);
