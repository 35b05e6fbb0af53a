// What came of an action, in passing: below the bar where that is beside the page's heading; where it
// is narrow, at the lower edge, above what is stuck there.
import { useMediaQuery, useTheme } from '@mui/material';
import { Notification } from 'react-admin';

import { FOOT_HEIGHT } from '../forms/StickyFooter';

export const Notifications = () => {
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'));
  return isNarrow ? (
    <Notification anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }} sx={ABOVE_FOOT} />
  ) : (
    <Notification anchorOrigin={{ vertical: 'top', horizontal: 'center' }} sx={{ mt: 6 }} />
  );
};

/** Height of a dialog's buttons, which stand at the lower edge of a narrow screen. */
const DIALOG_BUTTONS = '64px';
/** What is left under a form's foot at the end of the page. */
const PAGE_END = '32px';

const ABOVE_FOOT = {
  '&&': {
    bottom: `calc(max(var(${FOOT_HEIGHT}, 0px) + ${PAGE_END}, ${DIALOG_BUTTONS}) + 8px)`,
  },
};
