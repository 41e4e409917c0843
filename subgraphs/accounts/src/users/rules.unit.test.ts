import { expect, it } from 'vitest';
import { displayNameOf } from './rules.ts';

it.each([
  [{ email: 'sam@example.com', firstName: 'Sam', lastName: 'Shopper' }, 'Sam Shopper'],
  [{ email: 'sam@example.com', firstName: 'Sam', lastName: null }, 'Sam'],
  [{ email: 'sam@example.com', firstName: null, lastName: null }, 'sam@example.com'],
  [{ email: null, firstName: null, lastName: null }, 'Guest'],
])('calls %j %s', (user, name) => {
  expect(displayNameOf(user)).toBe(name);
});
