// Why the server refused, in its words. Faults whose field is in the form stand there; the others here.
import { Alert, type AlertProps } from '@mui/material';
import { useEffect, useRef, useState } from 'react';

import { type Fault, Refusal, reasonOf } from '../api/refusal';
import { nameOf } from './RefusedFields';

interface Props extends Pick<AlertProps, 'sx'> {
  error: Error | undefined;
}

export const RefusalAlert = ({ error, sx }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const [homeless, setHomeless] = useState<Fault[]>();
  useEffect(() => {
    const faults = error instanceof Refusal ? error.faults : [];
    const form = place.current?.closest('form, [role="dialog"]') ?? document;
    setHomeless(
      faults.filter(({ path }) => form.querySelector(`[name="${nameOf(path)}"]`) === null),
    );
    if (error !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (error === undefined) return null;
  // What stands at its field is not said twice.
  const isAtFields = error instanceof Refusal && error.faults.length > 0 && homeless?.length === 0;
  const ours = error instanceof Refusal && error.status >= 500 ? error.requestId : undefined;
  return (
    <Alert ref={place} severity="error" role="alert" sx={{ overflowWrap: 'anywhere', ...sx }}>
      {isAtFields ? 'This cannot be done as it is: see what is marked.' : reasonOf(error)}
      {homeless !== undefined && homeless.length > 0 && !isSaid(homeless, reasonOf(error)) && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
          {homeless.map(({ path, message }) => (
            <li key={path + message}>
              {path}: {message}
            </li>
          ))}
        </ul>
      )}
      {ours !== undefined && <div>Quote this to whoever runs the server: {ours}</div>}
    </Alert>
  );
};

const isSaid = (faults: Fault[], sentence: string): boolean =>
  faults.every(({ message }) => sentence.includes(message));
