import { continueTrace, createLogger } from '@cartwright/process';
import { describe, expect, it } from 'vitest';
import { joinContexts, joinResolvers } from './join-rooms.ts';

const field = () => null;
const logger = createLogger({ name: 'test', level: 'silent' });
const request = { id: 'request-1', traceparent: continueTrace(undefined), headers: {}, logger };

describe('joinResolvers', () => {
  it('joins the fields of one type from several rooms', () => {
    const rooms = [
      { resolvers: { Query: { a: field }, A: { id: field } } },
      {},
      { resolvers: { Query: { b: field } } },
    ];
    expect(joinResolvers(rooms)).toEqual({ Query: { a: field, b: field }, A: { id: field } });
  });

  it('refuses two resolvers of one field', () => {
    const rooms = [{ resolvers: { Query: { a: field } } }, { resolvers: { Query: { a: field } } }];
    expect(() => joinResolvers(rooms)).toThrow('Two rooms resolve Query.a');
  });
});

describe('joinContexts', () => {
  it('gives resolvers who asks, and what each room puts in for this operation', () => {
    const rooms = [
      { context: ({ viewer }: { viewer: unknown }) => ({ cart: { viewer } }) },
      { context: () => ({ taxes: 1 }) },
    ];
    const input = { viewer: null, request };
    expect(joinContexts(rooms, input)).toEqual({ ...input, cart: { viewer: null }, taxes: 1 });
  });
});
