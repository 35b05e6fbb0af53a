// Pictures of a product or a variant: dropped or chosen, put in order, taken away.
import LeftIcon from '@mui/icons-material/ChevronLeft';
import RightIcon from '@mui/icons-material/ChevronRight';
import RemoveIcon from '@mui/icons-material/DeleteOutline';
import { Alert, Box, FormHelperText, IconButton, LinearProgress, Stack } from '@mui/material';
import { useState } from 'react';
import { useInput } from 'react-admin';

import { reasonOf } from '../api/refusal';
import { FileDrop } from '../forms/FileDrop';
import { Picture } from './Picture';
import { IMAGE_KINDS, uploadImage } from './uploadImage';

/** Most pictures that the API takes. */
const IMAGES_MAX = 20;

interface Props {
  source: string;
  /** Whose they are, for those who cannot see them: `the product`. */
  of: string;
}

export const ImagesInput = ({ source, of }: Props) => {
  const { field, fieldState } = useInput<string[]>({ source });
  const urls: string[] = field.value ?? [];
  const [isSending, setSending] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const add = async (files: File[]) => {
    setSending(true);
    setRefused([]);
    let all = urls;
    for (const file of files) {
      try {
        const url = await uploadImage(file);
        if (!all.includes(url)) all = [...all, url];
        field.onChange(all);
      } catch (error) {
        setRefused((before) => [...before, `${file.name}: ${reasonOf(error)}`]);
      }
    }
    setSending(false);
  };
  const move = (from: number, to: number) => {
    const moved = urls.toSpliced(from, 1).toSpliced(to, 0, urls[from] ?? '');
    field.onChange(moved);
  };
  return (
    <Stack spacing={1}>
      {urls.length > 0 && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5 }}>
          {urls.map((url, at) => (
            <Box key={url}>
              <Picture url={url} alt={`Picture ${at + 1} of ${of}`} />
              <Stack direction="row" sx={{ justifyContent: 'center' }}>
                <IconButton
                  size="small"
                  aria-label={`Move picture ${at + 1} of ${of} to the front`}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  <LeftIcon fontSize="small" />
                </IconButton>
                <IconButton
                  size="small"
                  aria-label={`Remove picture ${at + 1} of ${of}`}
                  onClick={() => field.onChange(urls.toSpliced(at, 1))}
                >
                  <RemoveIcon fontSize="small" />
                </IconButton>
                <IconButton
                  size="small"
                  aria-label={`Move picture ${at + 1} of ${of} to the back`}
                  disabled={at === urls.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  <RightIcon fontSize="small" />
                </IconButton>
              </Stack>
            </Box>
          ))}
        </Stack>
      )}
      <FileDrop
        label="Choose pictures"
        hint="or drop them here: PNG, JPEG, WebP or GIF, at most 5 MB each"
        accept={IMAGE_KINDS}
        multiple
        disabled={isSending || urls.length >= IMAGES_MAX}
        onFiles={(files) => void add(files.slice(0, IMAGES_MAX - urls.length))}
      />
      {isSending && <LinearProgress aria-label="Uploading" />}
      {refused.length > 0 && (
        <Alert severity="error" role="alert">
          {refused.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Alert>
      )}
      {fieldState.error && <FormHelperText error>{fieldState.error.message}</FormHelperText>}
    </Stack>
  );
};
