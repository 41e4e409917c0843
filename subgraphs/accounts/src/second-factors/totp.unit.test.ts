import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { newTotpSecret, otpauthUri, stepOfCode } from './totp.ts';

const now = new Date('2026-11-29T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: at.getTime() / 1000 });

describe('a code of an authenticator app', () => {
  const secret = newTotpSecret();

  it('is the one of RFC 6238’s test vectors', () => {
    const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const at = new Date(59_000);
    expect(stepOfCode({ secret: rfc, code: '287082', lastStep: 0 }, at)).toBe(1);
    expect(stepOfCode({ secret: rfc, code: '287083', lastStep: 0 }, at)).toBeUndefined();
  });

  it.each([
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
  ])('is taken one step early or late, not two: %i s', (seconds, isTaken) => {
    const code = codeAt(secret, after(seconds));
    expect(stepOfCode({ secret, code, lastStep: 0 }, now) !== undefined).toBe(isTaken);
  });

  it('is taken once, and none from before it', () => {
    const code = codeAt(secret, now);
    const lastStep = stepOfCode({ secret, code, lastStep: 0 }, now) ?? 0;
    expect(stepOfCode({ secret, code, lastStep }, after(10))).toBeUndefined();
    expect(stepOfCode({ secret, code: codeAt(secret, after(-30)), lastStep }, now)).toBeUndefined();
    expect(stepOfCode({ secret, code: codeAt(secret, after(30)), lastStep }, after(30))).toBe(lastStep + 1);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('is no fault when it is none: %j', (code) => {
    expect(stepOfCode({ secret, code, lastStep: 0 }, now)).toBeUndefined();
  });

  it('comes from an address that every app reads', () => {
    const uri = new URL(otpauthUri('JBSWY3DPEHPK3PXP', 'sam@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret: 'JBSWY3DPEHPK3PXP',
      issuer: 'Cartwright',
    });
  });
});
