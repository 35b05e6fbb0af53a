// The button of an action. Where the state forbids it, it stays reachable and says why.
import { Button, type ButtonProps, Tooltip } from '@mui/material';

interface Props extends Pick<ButtonProps, 'color' | 'variant' | 'size' | 'startIcon'> {
  label: string;
  /** Whether the state allows it, or why not. */
  allowed?: true | string;
  onClick: () => void;
}

export const ActionButton = ({ label, allowed = true, onClick, ...look }: Props) => {
  if (allowed === true) {
    return (
      <Button {...look} onClick={onClick}>
        {label}
      </Button>
    );
  }
  return (
    // At once where it is touched, as nothing else comes of that.
    <Tooltip title={allowed} describeChild enterTouchDelay={0}>
      <Button {...look} color="inherit" aria-disabled sx={{ opacity: 0.6, cursor: 'not-allowed' }}>
        {label}
      </Button>
    </Tooltip>
  );
};
