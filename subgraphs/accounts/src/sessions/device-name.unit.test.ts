import { expect, it } from 'vitest';
import { deviceName } from './device-name.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

it.each([
  [iphone, 'Safari on iOS'],
  [firefox, 'Firefox on Linux'],
  ['cartwright-app/4.2', 'cartwright-app/4.2'],
  [' ', null],
  [null, null],
])('calls %j %j', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
