// The selected rows as CSV, where the list takes their ids.
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import { useListContext } from 'react-admin';

import { ActionButton } from '../actions/ActionButton';
import { resourceOf } from '../data/resources';
import { useExport } from './useExport';

export const ExportSelected = () => {
  const { resource, selectedIds = [] } = useListContext();
  const { save, isLoading } = useExport();
  const { many, most } = resourceOf(resource);
  if (many === undefined) return null;
  return (
    <ActionButton
      label="Export selected"
      size="small"
      startIcon={<DownloadIcon />}
      allowed={selectedIds.length <= most || `At most ${most} can be exported by selection.`}
      onClick={() => {
        if (!isLoading) void save(resource, () => ({ [many]: selectedIds.join(',') }));
      }}
    />
  );
};
