import { expect, it } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

it('recovery codes are ten, all different, and are read as people type them', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = [' 4f7k 9qwx2m3n8rt0', '4F7K-9QWX-2M3N-8RTO', '4F7K9QWX2M3N8RT0'];
  expect(new Set(typed.map(hashRecoveryCode)).size).toBe(1);
});
