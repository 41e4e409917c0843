import { describe, expect, it } from 'vitest';
import { compareSchemas } from './compare-schemas.ts';

const described = (...entries: [string, string][]) => new Map(entries);

describe('compareSchemas', () => {
  it('finds nothing where both are the same, whether the default is now() or CURRENT_TIMESTAMP', () => {
    const migrated = described(['column a.at', 'timestamptz not null default now()']);
    const wanted = described(['column a.at', 'timestamptz not null default CURRENT_TIMESTAMP']);
    expect(compareSchemas(migrated, wanted)).toEqual({ problems: [], beyond: [] });
  });

  it.each([
    [
      'a column that no migration makes',
      described(),
      described(['column a.b', 'text']),
      /a\.b \(text\) is in no migration/,
    ],
    [
      'another type',
      described(['column a.b', 'int']),
      described(['column a.b', 'text']),
      /a\.b is text in schema\.prisma, int by/,
    ],
    [
      'a column that the schema does not know',
      described(['column a.b', 'text']),
      described(),
      /is not in schema\.prisma/,
    ],
    [
      'a foreign key with other actions',
      described(['foreign key a.k', 'F']),
      described(['foreign key a.k', 'F ON UPDATE CASCADE']),
      /foreign key a\.k/,
    ],
    ['a missing index', described(), described(['index a.i', 'CREATE INDEX']), /index a\.i/],
  ])('reports %s', (_what, migrated, wanted, problem) => {
    expect(compareSchemas(migrated, wanted).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('lists what only SQL can express', () => {
    const migrated = described(
      ['check a.c', 'CHECK ((b > 0))'],
      ['column a.d', 'text generated as upper(b)'],
      ['column a.e', 'text[] not null'],
      ['trigger a.t', 'CREATE TRIGGER t'],
    );
    const wanted = described(['column a.d', 'text'], ['column a.e', 'text[]']);
    expect(compareSchemas(migrated, wanted)).toEqual({
      problems: [],
      beyond: [
        'check a.c: CHECK ((b > 0))',
        'column a.d: text generated as upper(b)',
        'column a.e: text[] not null',
        'trigger a.t: CREATE TRIGGER t',
      ],
    });
  });
});
