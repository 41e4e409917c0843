import { waitFor } from '@cartwright/testing';
import { expect } from 'vitest';
import type { TestAccounts } from './start-test-accounts.ts';
import { staffDesk } from './staff-desk.ts';

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
      readonly customer: { readonly id: string; readonly email: string } | null;
    }[];
  };
}

const fields = `id status linesRead created updated unchanged failed failure ignoredColumns
  lines(first: 100) { totalCount nodes { line outcome subject messages customer { id email } } }`;

/** What staff with a token do with files of customers. */
export function customerFiles(accounts: TestAccounts, token: () => string) {
  const desk = staffDesk(accounts);

  /** Asks where a file may be sent. */
  const ask = (input: object) =>
    desk.mutate(
      'customerImportCreate',
      { format: 'CSV', filename: 'customers.csv', ...input },
      {
        token: token(),
        of: `... on CustomerImportCreateSuccess { uploadUrl customerImport { ${fields} } } ... on InvalidInputError { fields { path code } }`,
      },
    );

  /** Sends a file to this replica. */
  const send = async (uploadUrl: unknown, file: string): Promise<number> => {
    const { pathname, search } = new URL(String(uploadUrl));
    const headers = { 'content-type': 'text/csv' };
    return (await fetch(`${accounts.url}${pathname}${search}`, { method: 'PUT', headers, body: file }))
      .status;
  };

  const read = async (id: string): Promise<SeenImport> => {
    const query = `query ($id: ID!) { customerImport(id: $id) { ${fields} } }`;
    const { data } = await accounts.graphql(query, { id }, token());
    return (data as { customerImport: SeenImport }).customerImport;
  };

  /** Has a file worked to its end. */
  const bring = async (file: string, input: object = {}): Promise<SeenImport> => {
    const byteSize = Buffer.byteLength(file);
    const { uploadUrl, customerImport } = await ask({ byteSize, ...input });
    expect(await send(uploadUrl, file)).toBe(201);
    const { id } = customerImport as { id: string };
    return waitFor(async () => {
      const seen = await read(id);
      return ['EXPECTED', 'WAITING', 'RUNNING'].includes(seen.status) ? undefined : seen;
    });
  };

  return { ask, send, read, bring };
}
