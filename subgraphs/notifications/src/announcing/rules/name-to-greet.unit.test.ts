import { expect, it } from 'vitest';
import { nameToGreet } from './name-to-greet.ts';

it.each(['Robin', 'J. R. R.', 'J.R.', 'Anne-Marie', '伟', 'Robin Jr.'])('%s is greeted', (name) => {
  expect(nameToGreet(name)).toBe(name);
});

it.each(['https://evil.example', 'Win at evil.example/x', 'WWW.EVIL', 'evil。example', 'help@evil.example'])(
  'nobody is greeted as %s',
  (name) => {
    expect(nameToGreet(name)).toBeNull();
  },
);
