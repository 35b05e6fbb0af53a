// Looks: one theme for day and one for night, made for dense tables and long hours.
import { alpha, createTheme, type ThemeOptions } from '@mui/material/styles';
import { defaultTheme } from 'react-admin';

import { cellStyles } from './cellStyles';

const FONT =
  'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

type Mode = 'light' | 'dark';

const PALETTE = {
  light: {
    mode: 'light',
    primary: { main: '#17606f', contrastText: '#ffffff' },
    secondary: { main: '#3d5a80' },
    background: { default: '#f5f7f8', paper: '#ffffff' },
    text: { primary: '#1a2327', secondary: '#52606a' },
    divider: '#dfe5e8',
    success: { main: '#1d6f42' },
    warning: { main: '#9a5b00' },
    error: { main: '#b3261e' },
    info: { main: '#1f5fa8' },
  },
  dark: {
    mode: 'dark',
    primary: { main: '#6cc5d4', contrastText: '#06262c' },
    secondary: { main: '#9db7dd' },
    background: { default: '#10171a', paper: '#182125' },
    text: { primary: '#e6edf0', secondary: '#a5b3ba' },
    divider: '#2c383d',
    success: { main: '#7fd3a0' },
    warning: { main: '#f0b965' },
    error: { main: '#ff9b93' },
    info: { main: '#8fc1f7' },
  },
} as const satisfies Record<Mode, ThemeOptions['palette']>;

const themeOf = (mode: Mode) => {
  const palette = PALETTE[mode];
  return createTheme({
    ...defaultTheme,
    palette,
    shape: { borderRadius: 8 },
    sidebar: { width: 216, closedWidth: 56 },
    typography: {
      fontFamily: FONT,
      fontSize: 13.5,
      h5: { fontWeight: 650, letterSpacing: '-0.01em' },
      h6: { fontWeight: 620, fontSize: '1.05rem' },
      subtitle2: { fontWeight: 600 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      ...defaultTheme.components,
      MuiCssBaseline: {
        styleOverrides: {
          // What takes the focus scrolls clear of the bar.
          html: { scrollPaddingTop: 64 },
          // What is longer than its place goes on in the next line, a serial number too.
          body: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'break-word' },
          ':focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
          ...cellStyles(palette),
        },
      },
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiButtonBase: {
        // A list has a hundred things to press: without ripples it is there sooner.
        defaultProps: { disableRipple: true },
        styleOverrides: {
          root: {
            // MUI takes the outline from everything that can be pressed.
            '&.Mui-focusVisible, &:focus-visible': {
              outline: `2px solid ${palette.primary.main}`,
              outlineOffset: 2,
            },
          },
        },
      },
      MuiPaper: {
        defaultProps: { elevation: 0 },
        styleOverrides: { root: { backgroundImage: 'none' } },
      },
      MuiCard: {
        defaultProps: { elevation: 0 },
        styleOverrides: { root: { border: `1px solid ${palette.divider}` } },
      },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
      MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
      MuiTableCell: {
        styleOverrides: {
          root: {
            borderColor: palette.divider,
            '@media (max-width: 599.95px)': {
              paddingLeft: 8,
              paddingRight: 8,
              '&:first-of-type': { paddingLeft: 16 },
              '&:last-of-type': { paddingRight: 16 },
            },
          },
          head: { fontWeight: 600, color: palette.text.secondary, whiteSpace: 'nowrap' },
          // A long name takes further lines and not the room of the other columns.
          body: { '&:not([colspan])': { maxWidth: 280 } },
        },
      },
      MuiTableRow: {
        styleOverrides: {
          root: {
            '&:focus-visible': { outlineOffset: -2, background: alpha(palette.primary.main, 0.08) },
          },
        },
      },
      MuiAppBar: {
        styleOverrides: {
          root: {
            background: palette.background.paper,
            color: palette.text.primary,
            borderBottom: `1px solid ${palette.divider}`,
            boxShadow: 'none',
          },
        },
      },
      MuiFormHelperText: {
        // Why a field is disabled must be readable.
        styleOverrides: { root: { '&.Mui-disabled': { color: palette.text.secondary } } },
      },
      MuiCheckbox: {
        defaultProps: {
          slotProps: {
            // react-admin names the box around; the name belongs to the input, as assistive
            // technology reads it.
            root: { 'aria-label': undefined },
            input: (state) => ({ 'aria-label': state['aria-label'] }),
          },
        },
      },
      RaSimpleList: {
        styleOverrides: {
          root: {
            overflowWrap: 'anywhere',
            '& .MuiListItemText-primary > div': {
              display: 'flex',
              justifyContent: 'space-between',
              columnGap: 8,
            },
            '& .MuiListItemText-primary > div > :not(.RaSimpleList-tertiary)': { flexGrow: 1 },
            // What stands at the end of a row is read like the rest of it: a status, say.
            '& .RaSimpleList-tertiary': { opacity: 1, flexShrink: 0 },
          },
        },
      },
      // Targets are at least 24 px high.
      MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24 } } },
      MuiTooltip: { defaultProps: { arrow: true } },
      MuiLink: { defaultProps: { underline: 'hover' } },
    },
  });
};

export const lightTheme = themeOf('light');
export const darkTheme = themeOf('dark');
