import { describe, expect, it } from 'vitest';
import { judgeWebhook, signWebhook } from './webhook-signature.ts';

const secret = 'a secret for tests only';
const now = new Date('2026-05-04T09:00:00Z');
const body = '{"id":"evt_1"}';
const secondsLater = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const judge = (header: string | undefined, policy: { secrets?: string[]; now?: Date; body?: string } = {}) =>
  judgeWebhook(policy.body ?? body, header, {
    secrets: policy.secrets ?? [secret],
    now: policy.now ?? now,
  });

describe('the signature of a webhook', () => {
  const signature = signWebhook(secret, body, now);

  it('has the documented form', () => {
    expect(signWebhook(secret, 'body', now)).toBe(
      't=1777885200,v1=771eda1629ff319e938a81583915ac515d4bd7a6014911b72716ce2edda713c5',
    );
  });

  it('holds for the same bytes, as text or as a buffer', () => {
    expect(judge(signature)).toBe('valid');
    expect(judgeWebhook(Buffer.from(body), signature, { secrets: [secret], now })).toBe('valid');
  });

  it('does not hold for other bytes, under another secret, or at another time', () => {
    expect(judge(signature, { body: `${body} ` })).toBe('mismatch');
    expect(judge(signature, { secrets: ['another secret'] })).toBe('mismatch');
    expect(judge(signature.replace(/^t=\d+/, 't=1777885260'))).toBe('mismatch');
  });

  it('holds while the secret is exchanged, on either side first', () => {
    const other = signWebhook('the new secret', body, now);
    expect(judge(other, { secrets: [secret, 'the new secret'] })).toBe('valid');
    const both = `${other},${signature.split(',')[1] ?? ''}`;
    expect(judge(both)).toBe('valid');
    expect(judge(both, { secrets: ['the new secret'] })).toBe('valid');
  });

  it.each([
    [300, 'valid'],
    [301, 'stale'],
    [-60, 'valid'],
    [-61, 'stale'],
  ])('that arrives after %i seconds is %s', (seconds, verdict) => {
    expect(judge(signature, { now: secondsLater(seconds) })).toBe(verdict);
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['t=1777885200', 'malformed'],
    ['v1=00,t=1777885200', 'malformed'],
    ['t=1777885200,v1=short', 'malformed'],
    [`t=1777885200${`,v1=${'0'.repeat(64)}`.repeat(5)}`, 'malformed'],
  ])('%s is %s', (header, verdict) => {
    expect(judge(header)).toBe(verdict);
  });
});
