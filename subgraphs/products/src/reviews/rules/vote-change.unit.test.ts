import { expect, it } from 'vitest';
import { voteChange } from './vote-change.ts';

const [yes, no] = [{ isHelpful: true }, { isHelpful: false }];

it.each([
  ['a first vote', [null, yes], [1, 0]],
  ['a vote against', [null, no], [0, 1]],
  ['a vote that is changed', [yes, no], [-1, 1]],
  ['a vote that stays', [no, no], [0, 0]],
  ['a vote that is taken back', [no, null], [0, -1]],
] as const)('%s', (_what, [before, after], [helpful, unhelpful]) => {
  expect(voteChange(before, after)).toEqual({ helpful, unhelpful });
});
