import { expect, it } from 'vitest';
import { isId } from './is-id.ts';

const id = '01990000-0000-7000-8000-00000000000a';

it.each([id, id.toUpperCase(), '8f4c9c1e-0b0f-4a7e-9f0a-1f2e3d4c5b6a'])('takes %s for an id', (text) => {
  expect(isId(text)).toBe(true);
});

it.each(['', 'not a uuid', '1', `${id} `, `{${id}}`, id.replaceAll('-', ''), `${id}\0`])(
  'does not take %j for one',
  (text) => {
    expect(isId(text)).toBe(false);
  },
);
