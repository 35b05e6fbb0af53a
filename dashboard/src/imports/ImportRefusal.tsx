// Why a file was not taken in at all. Its faults are about columns of the file and not about fields.
import { Alert } from '@mui/material';

import { Refusal } from '../api/refusal';
import { RefusalAlert } from '../forms/RefusalAlert';
import { faultLines } from './faultLines';

export const ImportRefusal = ({ error }: { error: Error | undefined }) => {
  if (!(error instanceof Refusal) || error.faults.length === 0) {
    return <RefusalAlert error={error} />;
  }
  return (
    <Alert severity="error" role="alert" sx={{ overflowWrap: 'anywhere' }}>
      Nothing of the file was taken in. Mend it and choose it again.
      <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
        {faultLines(error.faults).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
};
