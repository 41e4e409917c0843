import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const old = createSeal('tests', ['the key until now, long']);

it('opens what it sealed, and what was sealed with the key before', () => {
  const sealed = old.close('JBSWY3DPEHPK3PXP', 'sam');
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(old.open(sealed, 'sam')).toBe('JBSWY3DPEHPK3PXP');
  const exchanged = createSeal('tests', ['the key from now on, long', 'the key until now, long']);
  expect(exchanged.open(sealed, 'sam')).toBe('JBSWY3DPEHPK3PXP');
  expect(() => old.open(exchanged.close('secret', 'sam'), 'sam')).toThrow('opens with none');
  expect([old, exchanged].map((seal) => seal.isCurrent(sealed, 'sam'))).toEqual([true, false]);
  expect(exchanged.isCurrent(exchanged.close('secret', 'sam'), 'sam')).toBe(true);
});

it('opens for nobody else, and not when it was changed', () => {
  const sealed = old.close('JBSWY3DPEHPK3PXP', 'sam');
  expect(() => old.open(sealed, 'eve')).toThrow('opens with none');
  const changed = Buffer.from(sealed, 'base64url');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(() => old.open(changed.toString('base64url'), 'sam')).toThrow('opens with none');
  expect(() => old.open('too short', 'sam')).toThrow('opens with none');
  expect(old.isCurrent('too short', 'sam')).toBe(false);
});

it('never looks the same twice', () => {
  expect(old.close('secret', 'sam')).not.toBe(old.close('secret', 'sam'));
});

it('opens nothing that was sealed for another purpose', () => {
  const other = createSeal('something else', ['the key until now, long']);
  expect(() => other.open(old.close('secret', 'sam'), 'sam')).toThrow('keys for something else');
});
