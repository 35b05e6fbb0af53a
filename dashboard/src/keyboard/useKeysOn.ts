// Whether keys without Ctrl, Cmd or Alt are shortcuts. Whoever dictates, or strikes keys unawares,
// switches them off: WCAG 2.1.4.
import { useStore } from 'react-admin';

/** The switch, as it was left in this browser, and its setter. */
export const useKeysOn = () => useStore('shortcuts', true);
