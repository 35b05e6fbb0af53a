// Keys that work on every page, and the sheet that lists them.
import {
  Dialog,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormHelperText,
  Stack,
  Switch,
  Typography,
} from '@mui/material';
import { useEffect, useState } from 'react';

import { Keys } from './Keys';
import { isTyping } from './typing';
import { useKeysOn } from './useKeysOn';

const SHOW = 'flexorder:shortcuts';

/** Opens the sheet of shortcuts. */
export const showShortcuts = (): void => {
  window.dispatchEvent(new Event(SHOW));
};

const SHEET: [string[], string][] = [
  [['/'], 'Search in the list'],
  [['n'], 'New'],
  [['j', '↓'], 'Next row'],
  [['k', '↑'], 'Previous row'],
  [['Enter'], 'Open the row'],
  [['x'], 'Select the row'],
  [['e'], 'Quick view of the row'],
  [['Ctrl', 'Enter'], 'Save (⌘ Enter on a Mac)'],
  [['Esc'], 'Close a dialog'],
  [['?'], 'This sheet'],
];

/** Elements that a key stands for carry its name: `data-key="n"` for New, `data-key="/"` for search. */
const press = (key: string): boolean => {
  const holder = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  const target = holder?.matches('a, button, input')
    ? holder
    : holder?.querySelector<HTMLElement>('input, a, button');
  if (!target) return false;
  if (target instanceof HTMLInputElement) {
    target.focus();
    target.select();
  } else {
    target.click();
  }
  return true;
};

export const Shortcuts = () => {
  const [open, setOpen] = useState(false);
  const [isOn, setOn] = useKeysOn();
  useEffect(() => {
    const show = () => setOpen(true);
    const onKey = (event: KeyboardEvent) => {
      if (!isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === '?') {
        show();
        event.preventDefault();
      } else if ((event.key === '/' || event.key === 'n') && press(event.key)) {
        event.preventDefault();
      }
    };
    window.addEventListener(SHOW, show);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(SHOW, show);
      window.removeEventListener('keydown', onKey);
    };
  }, [isOn]);
  return (
    <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title">Keyboard shortcuts</DialogTitle>
      <DialogContent>
        <Stack spacing={1.25} sx={{ minWidth: 280 }}>
          {SHEET.map(([keys, what]) => (
            <Stack key={what} direction="row" sx={{ justifyContent: 'space-between', gap: 4 }}>
              <Typography>{what}</Typography>
              <Keys keys={keys} />
            </Stack>
          ))}
        </Stack>
        <FormControlLabel
          sx={{ mt: 2 }}
          control={<Switch checked={isOn} onChange={(event) => setOn(event.target.checked)} />}
          label="Use letters and signs as shortcuts"
        />
        <FormHelperText sx={{ m: 0, maxWidth: 320 }}>
          Off, only keys with Ctrl or ⌘, arrows, Enter and Esc do something.
        </FormHelperText>
      </DialogContent>
    </Dialog>
  );
};
