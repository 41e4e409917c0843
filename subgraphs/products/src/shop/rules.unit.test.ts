import { expect, it } from 'vitest';
import { readPolicies } from './rules.ts';

const terms = { kind: 'TERMS', url: 'https://shop.example/terms?of=use' };

it.each([
  [undefined, []],
  [' , ', []],
  ['terms = https://shop.example/terms?of=use', [terms]],
  [
    'TERMS=https://shop.example/terms?of=use,PRIVACY=https://shop.example/privacy',
    [terms, { kind: 'PRIVACY', url: 'https://shop.example/privacy' }],
  ],
  ['TERMS', undefined],
  ['TERMS=javascript:alert(1)', undefined],
  ['COOKIES=https://shop.example/cookies', undefined],
  ['TERMS=https://shop.example/a,TERMS=https://shop.example/b', undefined],
])('reads the policies %j', (text, policies) => {
  expect(readPolicies(text)).toEqual(policies);
});
