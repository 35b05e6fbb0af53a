// Taking an asset out of use: the API's delete, which keeps its history.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import type { Rows } from '../data/resources';

interface Props {
  asset: Rows['assets'];
  onClose: () => void;
}

export const RetireAsset = ({ asset, onClose }: Props) => (
  <ActionDialog
    title="Take out of use"
    label="Take out of use"
    said="Asset taken out of use"
    isDangerous
    explanation={
      <>
        <strong>{asset.serialNumber}</strong> becomes unavailable and can no longer be given to a
        customer. What happened to it stays. It comes back when its status is set to Available.
      </>
    }
    act={() =>
      given(
        api.DELETE('/v1/assets/{serialNumber}', {
          params: {
            path: { serialNumber: asset.serialNumber },
            header: { 'If-Match': asset._version },
          },
        }),
      )
    }
    onClose={onClose}
  />
);
