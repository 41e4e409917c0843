import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyProject } from '../support/project-copy.ts';

interface Shop {
  readonly priceList: (url: string, first: number) => Promise<string[]>;
}

/** Generates the project's types from a schema (a file or an endpoint), checks them, and asks a store with what came of it. */
export async function pricesByCodegen(schema: string, url: string): Promise<string[]> {
  using project = copyProject(new URL('project/', import.meta.url), { SCHEMA: schema });
  await project.run('graphql-codegen', '--config', 'codegen.ts');
  await project.run('tsc', '-p', '.');
  const shop = path.join(project.directory, 'src/shop.ts');
  const { priceList } = (await import(pathToFileURL(shop).href)) as Shop;
  return await priceList(url, 3);
}
