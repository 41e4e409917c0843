import { z } from 'zod';
import { expect, it } from 'vitest';
import { defineMessage } from './define-message.ts';

const contract = {
  type: 'jobs.work-asked.v1',
  source: 'orders',
  kind: 'event',
  readers: ['orders'],
  meaning: 'for tests',
  schema: z.object({ jobId: z.string() }),
  key: ({ jobId }: { jobId: string }) => jobId,
  businessId: ({ jobId }: { jobId: string }) => jobId,
  samples: [{ jobId: '1' }],
} as const;

it('lets whoever follows hear what is told at most once', () => {
  const told = { ...contract, isFollowed: true, isAtMostOnce: true };
  expect(defineMessage(told)).toBe(told);
});

it.each([
  ['durables', { isAtMostOnce: true }],
  ['gateways', { isAtMostOnce: true, isFollowed: true, isFollowedByGateway: true }],
])('keeps %s from waiting for what is told at most once', (_who, flags) => {
  expect(() => defineMessage({ ...contract, ...flags })).toThrow(/told at most once/);
});

it('knows types by their form', () => {
  expect(() => defineMessage({ ...contract, type: 'work-asked' })).toThrow(/<category>/);
});
