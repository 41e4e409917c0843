import { describe, expect, it } from 'vitest';
import { changeStatus, type Publication } from './product-status.ts';

const created = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-03-01T00:00:00Z');
const later = new Date('2026-04-01T00:00:00Z');
const draft: Publication = { status: 'DRAFT', publishAt: null, publishedAt: null, createdAt: created };
const always: Publication = { ...draft, status: 'PUBLISHED' };
const publish = { status: 'PUBLISHED', publishAt: null } as const;
const hide = { status: 'ARCHIVED', publishAt: null } as const;

describe('a product that is published', () => {
  it('is new at that moment, however long it was worked on', () => {
    expect(changeStatus(draft, publish, now)).toEqual({ ...publish, publishedAt: now, createdAt: now });
  });

  it('is as old as it was when it was shown before', () => {
    const archived = changeStatus(always, hide, now);
    expect(archived).toEqual({ ...hide, publishedAt: created, createdAt: created });
    expect(changeStatus(archived, publish, later)).toEqual({
      ...publish,
      publishedAt: later,
      createdAt: created,
    });
  });

  it('stays as it is when it is published already', () => {
    expect(changeStatus(always, publish, now)).toEqual(always);
  });
});

it('waits for its time when it is scheduled, and no more when it is a draft again', () => {
  const scheduled = changeStatus(draft, { status: 'SCHEDULED', publishAt: later }, now);
  expect(scheduled).toEqual({ ...draft, status: 'SCHEDULED', publishAt: later });
  expect(changeStatus(scheduled, { status: 'DRAFT', publishAt: null }, now)).toEqual(draft);
});
