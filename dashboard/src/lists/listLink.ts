// Where a list shows what belongs to something else.
import type { ResourceName } from '../data/resources';

/** Address of a list under these filters, such as the payments of one customer. */
export const listLink = (resource: ResourceName, filter: Record<string, unknown>): string =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
