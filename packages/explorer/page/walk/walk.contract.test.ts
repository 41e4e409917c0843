import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { steps } from './walk.ts';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');
const schema = buildSchema(read('api/schema.graphql'));
const [, walk = ''] = /\n## From a guest to a paid order\n([^]*?)\n## /.exec(read('README.md')) ?? [];
/** The README's numbered steps, each with its title in bold. */
const items = walk.split(/\n(?=\d+\. )/).slice(1);

describe.each(steps)('$title', ({ title, document }) => {
  it('is an operation that the store runs', () => {
    expect(validate(schema, parse(document))).toEqual([]);
  });

  it('is a step of the README, which names what it asks for', () => {
    const item = items.find((text) => text.includes(`**${title}**`)) ?? '';
    const roots = ['Query', 'Mutation', 'Subscription'].flatMap((name) =>
      Object.keys((schema.getType(name) as { getFields?: () => object } | undefined)?.getFields?.() ?? {}),
    );
    const used = roots.filter((root) => new RegExp(`^  ${root}\\b`, 'm').test(document));
    for (const root of used) expect(item).toContain(root);
  });
});

it('has the steps of the README, in its order', () => {
  const titles = items.map((text) => /^\d+\. \*\*(.+?)\*\*/.exec(text)?.[1]);
  expect(titles).toEqual(steps.map(({ title }) => title));
});
