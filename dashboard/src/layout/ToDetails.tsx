// From the address of an entity that has no edit page (`/payments/<id>`) to the page about it.
import { Navigate, useParams } from 'react-router-dom';

import type { ResourceName } from '../data/resources';

export const ToDetails = ({ resource }: { resource: ResourceName }) => {
  const { id = '' } = useParams();
  return <Navigate to={`/${resource}/${encodeURIComponent(id)}/show`} replace />;
};
