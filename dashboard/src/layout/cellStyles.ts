// Styles of what stands in every row of a list: classes of the page instead of a style of each element,
// which a list of hundreds of cells would have to reckon out one by one.
import { alpha, type Palette } from '@mui/material/styles';

/** Colours of a status; the word alone tells, the colour helps. */
export const TONES = ['warning', 'info', 'secondary', 'success', 'error'] as const;

type Colours = Pick<Palette, 'divider'> & {
  text: { primary: string; secondary: string };
} & Record<(typeof TONES)[number] | 'primary', { main: string }>;

export const cellStyles = (palette: Colours) => ({
  '.fo-few-lines': {
    display: '-webkit-inline-box',
    maxWidth: '100%',
    verticalAlign: 'bottom',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
    overflow: 'hidden',
    // Of a column that keeps it on one.
    textOverflow: 'ellipsis',
  },
  '.fo-row-link': {
    color: 'inherit',
    fontWeight: 600,
    textDecoration: 'none',
    '&:hover': { textDecoration: 'underline' },
  },
  '.fo-copy-id': {
    font: 'inherit',
    fontFamily: 'ui-monospace, monospace',
    fontSize: '0.92em',
    color: 'inherit',
    background: 'none',
    border: 0,
    borderRadius: 8,
    cursor: 'pointer',
    minHeight: 24,
    padding: '0 4px',
    margin: '0 -4px',
    '&:hover': { background: alpha(palette.text.primary, 0.06) },
  },
  // Read by assistive technology alone.
  '.fo-unseen': {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  '.fo-quick-view': {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    verticalAlign: 'middle',
    width: 28,
    height: 28,
    padding: 0,
    color: palette.text.secondary,
    background: 'none',
    border: 0,
    borderRadius: 14,
    cursor: 'pointer',
    '&:hover': { color: palette.text.primary, background: alpha(palette.text.primary, 0.06) },
  },
  '.fo-status': {
    display: 'inline-flex',
    alignItems: 'center',
    maxWidth: '100%',
    height: 22,
    padding: '0 7px',
    border: `1px solid ${palette.divider}`,
    borderRadius: 11,
    fontSize: '0.8rem',
    fontWeight: 600,
    whiteSpace: 'nowrap',
    ...Object.fromEntries(
      TONES.map((tone) => [
        `&.is-${tone}`,
        { color: palette[tone].main, borderColor: alpha(palette[tone].main, 0.7) },
      ]),
    ),
  },
  '.fo-progress': {
    minWidth: 72,
    maxWidth: 110,
    whiteSpace: 'nowrap',
    '& > div': {
      height: 4,
      marginTop: 2,
      borderRadius: 2,
      overflow: 'hidden',
      color: palette.primary.main,
      background: alpha(palette.primary.main, 0.35),
    },
    '& > div > div': { height: '100%', background: 'currentColor' },
    '&.is-whole > div': { color: palette.success.main },
  },
  '.fo-customer': {
    minWidth: 0,
    maxWidth: 260,
    '& > div': {
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontSize: '0.75rem',
      lineHeight: 1.66,
      color: palette.text.secondary,
    },
  },
  '.fo-items': {
    maxWidth: 250,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});
