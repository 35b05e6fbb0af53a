// Why the server refused, in its words. Faults whose field is in the form stand there; the others here.
import { Alert, type AlertProps, Link as MuiLink } from '@mui/material';
import { type Ref, useEffect, useRef, useState } from 'react';
import { get, useFormContext, useFormState } from 'react-hook-form';
import { Link } from 'react-router-dom';

import { type Fault, Refusal, reasonOf } from '../api/refusal';
import { pathInWords } from './pathInWords';
import { nameOf } from './RefusedFields';

interface Props extends Pick<AlertProps, 'sx'> {
  error: Error | undefined;
  /** Where to look for what an earlier attempt did. */
  look?: string;
}

export const RefusalAlert = ({ error, look, sx }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const [homeless, setHomeless] = useState<Fault[]>();
  // None around an import, say.
  const form: unknown = useFormContext();
  useEffect(() => {
    const faults = error instanceof Refusal ? error.faults : [];
    const around = place.current?.closest('form, [role="dialog"]') ?? document;
    setHomeless(
      faults.filter(({ path }) => around.querySelector(`[name="${nameOf(path)}"]`) === null),
    );
    if (error !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (error === undefined) return null;
  // What stands at its field is not said twice.
  const isAtFields = error instanceof Refusal && error.faults.length > 0 && homeless?.length === 0;
  if (isAtFields && form) return <SeeFields faults={error.faults} place={place} sx={sx} />;
  const ours = error instanceof Refusal && error.status >= 500 ? error.requestId : undefined;
  const lost = error instanceof Refusal && error.isKeyReused ? look : undefined;
  return (
    <Alert ref={place} severity="error" role="alert" sx={{ overflowWrap: 'anywhere', ...sx }}>
      {isAtFields ? SEE_FIELDS : reasonOf(error)}
      {homeless !== undefined && homeless.length > 0 && !isSaid(homeless, reasonOf(error)) && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
          {homeless.map(({ path, message }) => (
            <li key={path + message}>
              {pathInWords(path)}: {message}
            </li>
          ))}
        </ul>
      )}
      {lost !== undefined && (
        <div>
          <MuiLink component={Link} to={lost} color="inherit" underline="always">
            See what is there
          </MuiLink>{' '}
          (what you have written is kept)
        </div>
      )}
      {ours !== undefined && <div>Quote this to whoever runs the server: {ours}</div>}
    </Alert>
  );
};

const SEE_FIELDS = 'This cannot be done as it is: see what is marked.';

interface SeeFieldsProps extends Pick<AlertProps, 'sx'> {
  faults: Fault[];
  place: Ref<HTMLDivElement>;
}

/** Points to the fields, as long as one of them is marked. */
const SeeFields = ({ faults, place, sx }: SeeFieldsProps) => {
  const { errors } = useFormState();
  if (!faults.some(({ path }) => get(errors, path) !== undefined)) return null;
  return (
    <Alert ref={place} severity="error" role="alert" sx={sx}>
      {SEE_FIELDS}
    </Alert>
  );
};

const isSaid = (faults: Fault[], sentence: string): boolean =>
  faults.every(({ message }) => sentence.includes(message));
