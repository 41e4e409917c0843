import { describe, expect, it } from 'vitest';
import { judgeSignature, signRequest, verifySignature } from './signature.ts';

const secret = 'a secret for tests only';
const now = new Date('2026-05-04T09:00:00Z');
const body = '{"query":"{ me { id } }"}';
const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describe('a request signature', () => {
  it('has the documented form', () => {
    expect(signRequest(secret, 'body', now)).toBe(
      't=1777885200,v1=771eda1629ff319e938a81583915ac515d4bd7a6014911b72716ce2edda713c5',
    );
  });

  it('holds for the same bytes, as text or as a buffer', () => {
    expect(verifySignature(secret, Buffer.from(body), signRequest(secret, body, now), now)).toBe(true);
  });

  it('does not hold for other bytes that mean the same', () => {
    const signature = signRequest(secret, body, now);
    expect(judgeSignature(secret, `${body} `, signature, now)).toBe('mismatch');
  });

  it('does not hold under another secret', () => {
    expect(judgeSignature('another secret', body, signRequest(secret, body, now), now)).toBe('mismatch');
  });

  it('does not hold when its time was moved', () => {
    const moved = signRequest(secret, body, now).replace(/^t=\d+/, 't=1777885260');
    expect(judgeSignature(secret, body, moved, now)).toBe('mismatch');
  });

  it.each([
    [14.9, 'valid'],
    [-14.9, 'valid'],
    [15.1, 'stale'],
    [-15.1, 'stale'],
  ])('read %f minutes later is %s', (minutes, verdict) => {
    expect(judgeSignature(secret, body, signRequest(secret, body, now), minutesLater(minutes))).toBe(verdict);
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['t=1777885200', 'malformed'],
    ['v1=00,t=1777885200', 'malformed'],
    ['t=1777885200,v1=short', 'malformed'],
  ])('%s is %s', (header, verdict) => {
    expect(judgeSignature(secret, body, header, now)).toBe(verdict);
  });
});
