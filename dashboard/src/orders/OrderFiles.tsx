// The order's files, its contract above all: made anew from the order as it stands, and downloaded.
import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';

import { api, given, newIdempotencyKey, type Schema } from '../api/client';
import { reasonOf } from '../api/refusal';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { useCan } from '../session/useSession';
import type { Order } from './order';

type File = Schema<'File'>;

/** Files that are listed here. */
const FILES_MAX = 10;

export const OrderFiles = ({ order }: { order: Order }) => {
  const { orderId } = order;
  const maySee = useCan('files:read');
  const mayMake = useCan('files:write');
  const notify = useNotify();
  const refresh = useRefresh();
  const [isMaking, setMaking] = useState(false);
  const { data } = useQuery({
    queryKey: ['order-files', orderId],
    queryFn: () =>
      given(api.GET('/v1/files', { params: { query: { orderId, limit: FILES_MAX } } })),
    enabled: maySee,
  });
  if (!maySee) return null;
  const make = async () => {
    setMaking(true);
    try {
      const { message } = await given(
        api.POST('/v1/files/contracts/generate', {
          params: { header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { orderId, contractType: TEMPLATES[order.orderType] },
        }),
      );
      notify(message, { type: 'success' });
      refresh();
    } catch (error) {
      notify(reasonOf(error), { type: 'error' });
    } finally {
      setMaking(false);
    }
  };
  const files = data?.files ?? [];
  return (
    <Section
      title="Files"
      action={
        mayMake && (
          <Button size="small" loading={isMaking} onClick={() => void make()}>
            Generate contract
          </Button>
        )
      }
    >
      {files.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {mayMake
            ? 'No files yet. Generate contract makes the contract as a PDF to send or sign.'
            : 'No files yet.'}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {files.map((file) => (
            <FileRow key={file.fileId} file={file} />
          ))}
        </Box>
      )}
    </Section>
  );
};

const TEMPLATES = { standard: 'order', extension: 'extension', upgrade: 'upgrade' } as const;

const FileRow = ({ file }: { file: File }) => {
  const { moment } = useFormat();
  const notify = useNotify();
  const download = async () => {
    try {
      const { url } = await given(
        api.POST('/v1/files/url', { body: { fileId: file.fileId, action: 'download' } }),
      );
      // The link names the server as others reach it; this page has it from where it came from.
      const { pathname, search } = new URL(url);
      window.location.assign(pathname + search);
    } catch (error) {
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
