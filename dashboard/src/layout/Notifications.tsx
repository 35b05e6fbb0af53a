// What came of an action, in passing: below the bar, where it covers no form's buttons.
import { Notification } from 'react-admin';

export const Notifications = () => (
  <Notification anchorOrigin={{ vertical: 'top', horizontal: 'center' }} sx={{ mt: 6 }} />
);
