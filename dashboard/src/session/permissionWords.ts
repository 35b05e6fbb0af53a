// Permissions as people say them.
import { AREAS } from '../settings/permissions';
import type { Permission } from './session';

/** `orders:write` → `change orders`, to stand after "may". */
export const permissionWords = (permission: Permission): string => {
  const [area, level] = permission.split(':');
  const label = AREAS.find((it) => it.area === area)?.label ?? permission;
  return `${level === 'write' ? 'change' : 'look at'} ${label.toLowerCase()}`;
};
