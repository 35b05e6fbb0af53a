// What the server says when it refuses, as an exception.
import { describe, expect, it } from 'vitest';

import { Refusal } from './refusal';

const refusalOf = (status: number, code: string, message: string) =>
  Refusal.of(new Response(null, { status }), { error: { code, message, details: [] } });

describe('Refusal', () => {
  it("has the API's words", () => {
    const refusal = refusalOf(409, 'SERIAL_NUMBER_EXISTS', 'That serial number is taken.');
    expect(refusal).toMatchObject({ status: 409, message: 'That serial number is taken.' });
    expect(refusal.isKeyReused).toBe(false);
  });

  it('says of a reused key what that means for the person', () => {
    const refusal = refusalOf(422, 'IDEMPOTENCY_KEY_REUSED', 'The key was used for another body.');
    expect(refusal.isKeyReused).toBe(true);
    expect(refusal.message).toContain('Your earlier attempt did arrive');
    expect(refusal.message).not.toContain('key');
  });

  it('has words of its own for an answer that is no envelope', () => {
    const refusal = Refusal.of(new Response(null, { status: 502 }), '<html>');
    expect(refusal).toMatchObject({ code: 'UNREADABLE', status: 502 });
    expect(refusal.message).toContain('502');
  });

  it('puts faults at their fields', () => {
    const body = {
      error: {
        code: 'VALIDATION_ERROR',
        message: 'See details.',
        details: [{ path: 'items[1].sku', message: 'Unknown', code: 'unknown' }],
      },
    };
    const refusal = Refusal.of(new Response(null, { status: 400 }), body);
    const { items } = (refusal.body as { errors: { items: unknown[] } }).errors;
    expect(items[1]).toEqual({ sku: 'Unknown' });
  });
});
