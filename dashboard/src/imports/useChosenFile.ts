// The file that is to be taken in, looked at before it is sent.
import { useCallback, useRef, useState } from 'react';

import { newIdempotencyKey } from '../api/client';
import { isSheetFile } from './fileKind';

/** A file, and the key it goes with: sent again, it goes on where it broke off. */
export interface ChosenFile {
  file: File;
  key: string;
}

/** Largest file that the API takes. */
const BYTES_MAX = 10 * 1024 * 1024;

const TOO_LARGE = 'The file is larger than 10 MB. Split it: each part needs the header row.';
const NO_CSV =
  'This is a sheet of a spreadsheet program, or text in another encoding, and not CSV in UTF-8. ' +
  'Save it as CSV (UTF-8) first, then choose that file.';

export const useChosenFile = () => {
  const [chosen, setChosen] = useState<ChosenFile>();
  const [fault, setFault] = useState<string>();
  const last = useRef<File>(undefined);
  const choose = async (file: File) => {
    last.current = file;
    const found = await faultOf(file);
    // Another one was chosen meanwhile.
    if (last.current !== file) return;
    setFault(found);
    setChosen(found === undefined ? { file, key: newIdempotencyKey() } : undefined);
  };
  const forget = useCallback(() => setChosen(undefined), []);
  return {
    chosen,
    /** Why the file that was chosen last is not sent. */
    fault,
    choose,
    forget,
  };
};

const faultOf = async (file: File): Promise<string | undefined> => {
  if (await isSheetFile(file)) return NO_CSV;
  return file.size > BYTES_MAX ? TOO_LARGE : undefined;
};
