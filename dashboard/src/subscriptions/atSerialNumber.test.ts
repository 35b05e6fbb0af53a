// Refusals of devices.
import { expect, it } from 'vitest';

import { Refusal } from '../api/refusal';
import { atSerialNumber } from './atSerialNumber';

const thrownFor = (error: unknown): unknown => {
  try {
    return atSerialNumber('newSerialNumber')(error);
  } catch (thrown) {
    return thrown;
  }
};

it('puts a refusal of a device at its serial number', () => {
  const refusal = new Refusal(400, 'ASSET_NOT_AVAILABLE', 'It is rented out.', [], 'req_1');
  expect(thrownFor(refusal)).toMatchObject({
    status: 400,
    code: 'ASSET_NOT_AVAILABLE',
    requestId: 'req_1',
    body: { errors: { newSerialNumber: 'It is rented out.' } },
  });
});

it('throws everything else on as it is', () => {
  const fault = { path: 'newSerialNumber', code: 'ASSET_NOT_FOUND', message: 'No such asset.' };
  const others = [
    new Refusal(400, 'SUBSCRIPTION_NOT_ACTIVE', 'It has ended.', []),
    new Refusal(400, 'ASSET_NOT_AVAILABLE', 'Gone.', [fault]),
    new TypeError('no answer'),
  ];
  for (const other of others) expect(thrownFor(other)).toBe(other);
});
