import { waitFor, type TestViewer } from '@cartwright/testing';
import { expect } from 'vitest';
import { mutate } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';
import { openUpload, send, uploader } from './uploads.ts';

/** An import as a test looks at it. */
export interface SeenImport {
  readonly id: string;
  readonly status: string;
  readonly linesRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly failure: string | null;
  readonly ignoredColumns: readonly string[];
  readonly lines: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly line: number;
      readonly outcome: string;
      readonly subject: string;
      readonly messages: readonly string[];
      readonly product: { readonly slug: string } | null;
    }[];
  };
}

const fields = `id status linesRead created updated unchanged failed failure ignoredColumns
  lines(first: 100) { totalCount nodes { line outcome subject messages product { slug } } }`;

/** Sends a file as a client does. @returns the id of the upload */
export async function sendFile(
  products: TestProducts,
  content: string | Buffer,
  mediaType = 'text/csv',
): Promise<string> {
  const bytes = Buffer.from(content);
  const open = await openUpload(products, bytes, { mediaType });
  expect((await send(open, bytes)).status).toBe(201);
  return open.uploadId;
}

/** Asks for an import. */
export function createImport(products: TestProducts, input: object, viewer: TestViewer = uploader) {
  return mutate(products, viewer, {
    name: 'productImportCreate',
    input: { content: 'PRODUCTS', ...input },
    selection: `... on ProductImportCreateSuccess { productImport { ${fields} } } ... on UploadRefusedError { fault }`,
  });
}

/** An import as it stands. */
export async function readImport(products: TestProducts, id: string): Promise<SeenImport> {
  const { data } = await products.graphql<{ productImport: SeenImport }>(
    uploader,
    `query ($id: ID!) { productImport(id: $id) { ${fields} } }`,
    { id },
  );
  return data.productImport;
}

/** Waits until an import is over. */
export function importEnd(products: TestProducts, id: string): Promise<SeenImport> {
  return waitFor(async () => {
    const seen = await readImport(products, id);
    return ['WAITING', 'RUNNING'].includes(seen.status) ? undefined : seen;
  });
}

/** Sends a file and has it imported. */
export async function importFile(
  products: TestProducts,
  content: string | Buffer,
  { mediaType, ...input }: { readonly mediaType?: string } & Readonly<Record<string, unknown>> = {},
): Promise<SeenImport> {
  const uploadId = await sendFile(products, content, mediaType);
  const { productImport } = (await createImport(products, { uploadId, ...input })) as unknown as {
    readonly productImport: { readonly id: string };
  };
  return importEnd(products, productImport.id);
}

/** Asks for a file and fetches it. */
export async function fetchExport(products: TestProducts, input: object): Promise<Response> {
  const result = await mutate(products, uploader, {
    name: 'productExportCreate',
    input: { content: 'PRODUCTS', format: 'CSV', ...input },
    selection: '... on ProductExportCreateSuccess { url expiresAt }',
  });
  const url = String(result['url']);
  expect(url).toMatch(/^http:\/\/shop\.example\/exports\/products\?token=[\w-]{43}$/);
  return fetch(`${products.url}${url.slice('http://shop.example'.length)}`);
}
