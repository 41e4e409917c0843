import { expect, it } from 'vitest';
import { joinCodes, maxCodes } from './join-codes.ts';

const entered = (...codes: readonly string[]) =>
  codes.map((code) => ({ code, promotionId: `promotion of ${code}`, refusal: null }));

it('keeps the codes of both carts, each once in any case, the own first', () => {
  const codes = joinCodes(entered('Summer', 'VIP'), entered('SUMMER', 'Friends'));
  expect(codes.map(({ code }) => code)).toEqual(['Summer', 'VIP', 'Friends']);
});

it('keeps as many as a cart has', () => {
  const many = entered(...Array.from({ length: maxCodes }, (_, nth) => `CODE-${nth}`));
  expect(joinCodes(many, entered('ONE-MORE'))).toEqual(many);
});
