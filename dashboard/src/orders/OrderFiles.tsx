// The order's files, its contract above all: made anew from the order as it stands, and downloaded.
import { Box, Button, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'react-admin';

import { api, given, type Schema } from '../api/client';
import { reasonOf } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { RefusalAlert } from '../forms/RefusalAlert';
import { type Sending, useSubmit } from '../forms/useSubmit';
import { Section } from '../layout/Section';
import { Unread } from '../layout/Unread';
import { useCan } from '../session/useSession';
import type { Order } from './order';

type File = Schema<'File'>;

/** Files that are listed here. */
const FILES_MAX = 10;

export const OrderFiles = ({ order }: { order: Order }) => {
  const { orderId } = order;
  const maySee = useCan('files:read');
  const mayMake = useCan('files:write');
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['order-files', orderId],
    queryFn: () =>
      given(api.GET('/v1/files', { params: { query: { orderId, limit: FILES_MAX } } })),
    enabled: maySee,
  });
  const { make, refusal, isMaking } = useContract(order);
  if (!maySee) return null;
  return (
    <Section
      title="Files"
      action={
        mayMake && (
          <Button size="small" loading={isMaking} onClick={make}>
            Generate contract
          </Button>
        )
      }
    >
      <RefusalAlert error={refusal} sx={{ mb: 1 }} />
      {data === undefined && error === null && <Skeleton height={48} />}
      {data === undefined && error !== null && (
        <Unread error={error} again={refetch} isTrying={isFetching} />
      )}
      {data?.files.length === 0 && (
        <Typography variant="body2" color="text.secondary">
          {mayMake
            ? 'No files yet. Generate contract makes the contract as a PDF to send or sign.'
            : 'No files yet.'}
        </Typography>
      )}
      {data !== undefined && data.files.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.files.map((file) => (
            <FileRow key={file.fileId} file={file} />
          ))}
        </Box>
      )}
    </Section>
  );
};

const TEMPLATES = { standard: 'order', extension: 'extension', upgrade: 'upgrade' } as const;

/** Makes the order's contract, once however often it is asked for until there is an answer. */
const useContract = ({ orderId, orderType }: Order) => {
  const notify = useNotify();
  const refresh = useRefresh();
  const send = useCallback(
    (_: undefined, { idempotencyKey }: Sending) =>
      given(
        api.POST('/v1/files/contracts/generate', {
          params: { header: { 'Idempotency-Key': idempotencyKey } },
          body: { orderId, contractType: TEMPLATES[orderType] },
        }),
      ),
    [orderId, orderType],
  );
  const done = useCallback(
    ({ message }: { message: string }) => {
      notify(message, { type: 'success' });
      refresh();
    },
    [notify, refresh],
  );
  const { submit, refusal, isSending } = useSubmit(send, done);
  return { make: () => void submit(undefined), refusal, isMaking: isSending };
};

const FileRow = ({ file }: { file: File }) => {
  const { moment } = useFormat();
  const notify = useNotify();
  const leaveIfEnded = useLogoutIfAccessDenied();
  const download = async () => {
    try {
      const { url } = await given(
        api.POST('/v1/files/url', { body: { fileId: file.fileId, action: 'download' } }),
      );
      // The link names the server as others reach it; this page has it from where it came from.
      const { pathname, search } = new URL(url);
      window.location.assign(pathname + search);
    } catch (error) {
      void leaveIfEnded(error);
      notify(reasonOf(error), { type: 'error' });
    }
  };
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}
    >
      <Box sx={{ minWidth: 0, py: 0.5 }}>
        <Typography variant="body2" noWrap title={file.filename}>
          {file.type === 'contract' ? 'Contract' : file.filename}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {moment(file.createdAt)}
        </Typography>
      </Box>
      <Button
        size="small"
        aria-label={`Download ${file.filename}`}
        onClick={() => void download()}
        sx={{ flexShrink: 0 }}
      >
        Download
      </Button>
    </Box>
  );
};
