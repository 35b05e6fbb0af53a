// Where a row is looked at: over the list, beside the button that asked for it.
import CloseIcon from '@mui/icons-material/Close';
import { Box, IconButton, LinearProgress, Popover, type PopoverActions } from '@mui/material';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { type RaRecord, RecordContextProvider } from 'react-admin';

interface Props {
  /** What the row is known by. */
  name: string;
  row: RaRecord;
  beside: DOMRect;
  onClose: () => void;
  /** The view of the record. */
  children: ReactNode;
}

export const QuickViewPopover = ({ name, row, beside, onClose, children }: Props) => {
  const popover = useRef<PopoverActions>(null);
  const [content, setContent] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (content === null) return;
    // What comes later makes it higher, and its place may be another one.
    const observer = new ResizeObserver(() => popover.current?.updatePosition());
    observer.observe(content);
    return () => observer.disconnect();
  }, [content]);
  return (
    <Popover
      open
      action={popover}
      onClose={onClose}
      anchorReference="anchorPosition"
      anchorPosition={{ top: beside.bottom + 4, left: beside.left }}
      transitionDuration={0}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-label': `Quick view: ${name}`,
          elevation: 8,
          sx: { width: 720, maxWidth: 'calc(100vw - 32px)', border: 1, borderColor: 'divider' },
        },
      }}
    >
      <Box ref={setContent} sx={{ position: 'relative', p: 2 }}>
        <Suspense fallback={<LinearProgress aria-label="Loading" sx={{ mr: 5 }} />}>
          <RecordContextProvider value={row}>{children}</RecordContextProvider>
        </Suspense>
        <IconButton
          size="small"
          aria-label="Close"
          onClick={onClose}
          sx={{ position: 'absolute', top: 10, right: 10 }}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
    </Popover>
  );
};
