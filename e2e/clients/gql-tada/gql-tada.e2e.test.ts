import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';

const url = inject('graphqlUrl');
let project: ProjectCopy;
beforeAll(async () => {
  project = copyProject(new URL('project/', import.meta.url));
  await project.run('gql.tada', 'generate-schema', url, '--output', 'src/schema.graphql');
  await project.run('gql.tada', 'generate-output');
});
afterAll(() => project[Symbol.dispose]());

describe('gql.tada', () => {
  it('reads the schema from the store, and types what is asked by it', async () => {
    await project.run('gql.tada', 'check');
    await project.run('tsc', '-p', '.');
    const shop = path.join(project.directory, 'src/shop.ts');
    const { priceList } = (await import(pathToFileURL(shop).href)) as Shop;
    const prices = await priceList(url, 3);
    expect(prices).toEqual(Array(3).fill(expect.stringMatching(/^.+: \d+\.\d\d EUR$/)));
  });

  it('refuses what the schema does not have', async () => {
    const wrong = project.read('src/shop.ts').replace('name\n    priceRange', 'nombre\n    priceRange');
    writeFileSync(path.join(project.directory, 'src/wrong.ts'), wrong);
    await expect(project.run('gql.tada', 'check')).rejects.toThrow('Cannot query field "nombre"');
  });
});

interface Shop {
  readonly priceList: (url: string, first: number) => Promise<string[]>;
}
