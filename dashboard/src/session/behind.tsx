// Pages behind a permission, also for those who know their address.
import type { ComponentType } from 'react';

import { later } from '../later';
import { NotAllowed } from './NotAllowed';
import type { Permission } from './session';
import { useCan } from './useSession';

interface Props {
  permission: Permission;
  Page: ComponentType;
}

const Behind = ({ permission, Page }: Props) =>
  useCan(permission) ? <Page /> : <NotAllowed permission={permission} />;

/** The page, fetched for keys with that permission; the others read what theirs may not. */
export const behind = (
  permission: Permission,
  fetchPage: () => Promise<{ default: ComponentType }>,
): ComponentType => {
  const Page = later(fetchPage);
  return () => <Behind permission={permission} Page={Page} />;
};
