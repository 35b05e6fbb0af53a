// Saying of several assets where they are now.
import { required } from 'react-admin';
import { count } from '../format/write';
import { SuggestInput } from '../forms/SuggestInput';
import { BulkDialog, type BulkProps } from '../lists/BulkDialog';
import { patchAsset } from './patchAsset';
import { LOCATIONS } from './words';

interface Values {
  location: string;
}

const MoveAssets = (props: BulkProps) => (
  <BulkDialog<Values>
    {...props}
    label={`Change the location of ${count(props.rows.length, 'asset')}`}
    explanation="Their status stays as it is."
    act={(serialNumber, sending, { location }) => patchAsset(serialNumber, { location }, sending)}
  >
    <SuggestInput
      source="location"
      label="Location"
      suggestions={LOCATIONS}
      validate={required()}
      required
    />
  </BulkDialog>
);

export default MoveAssets;
