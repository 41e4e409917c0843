import { expect, it } from 'vitest';
import { answerChange, noAnswer } from './answer-change.ts';

const [first, later] = [new Date('2026-06-01T10:00:00.000Z'), new Date('2026-06-02T10:00:00.000Z')];

it('is new, then edited, and untouched by the same text', () => {
  expect(answerChange(noAnswer, 'Thank you.', first)).toEqual({
    answerBody: 'Thank you.',
    answeredAt: first,
  });
  const answered = { answerBody: 'Thank you.', answeredAt: first, answerEditedAt: null };
  expect(answerChange(answered, 'Thanks.', later)).toEqual({ answerBody: 'Thanks.', answerEditedAt: later });
  expect(answerChange(answered, 'Thank you.', later)).toBeNull();
});
