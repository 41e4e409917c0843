import { randomUUID } from 'node:crypto';
import { createLogger } from '@cartwright/process';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerFiles } from '../../test/customer-files.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { receiveFile } from './use-cases/receive-file.ts';
import { workImports, type Dependencies } from './use-cases/work-imports.ts';

let accounts: TestAccounts;
let token: string;
let files: ReturnType<typeof customerFiles>;
beforeAll(async () => {
  // The running process looks for work once an hour: a test works files as processes of its own.
  accounts = await startTestAccounts({ env: { IMPORT_SWEEP_SECONDS: '3600' } });
  token = (await staffDesk(accounts).hire('owner@example.com', builtIn.owner)).tokens.accessToken;
  files = customerFiles(accounts, () => token);
});
afterAll(() => accounts[Symbol.asyncDispose]());

/** The process has died: nothing that it does comes after that. */
class Death extends Error {
  readonly code = 'ECONNRESET';
}

/** A process that dies at a transaction: before it is committed, or as soon as it is. */
interface Mortal {
  readonly diesAt: number;
  readonly when: 'before' | 'behind';
}

/** Works imports as a process of its own does, at a time of its own. */
function processOf(now: Date, mortal?: Mortal): Dependencies {
  let count = 0;
  let isDead = false;
  const { database } = accounts;
  const transact: Dependencies['messaging']['transact'] = async (work) => {
    count += 1;
    if (isDead) throw new Death();
    isDead = count === mortal?.diesAt;
    const result = await database.transaction(async (tx) => {
      const done = await work(tx, () => undefined);
      if (isDead && mortal?.when === 'before') throw new Death();
      return done;
    });
    if (isDead) throw new Death();
    return result;
  };
  const logger = createLogger({ name: 'test', level: 'silent' });
  return {
    database,
    messaging: { transact },
    newId: uuidv7,
    now: () => now,
    logger,
    isStopping: () => false,
    erasedAddressesKey: 'a key that only tests know',
  };
}

const fileOf = (prefix: string, howMany: number) =>
  [
    'Email,First Name,Default Address Address1,Default Address City,Default Address Zip,Default Address Country Code',
  ]
    .concat(
      Array.from(
        { length: howMany },
        (_, at) => `${prefix}-${at}@example.com,No ${at},1 Street,Berlin,10115,DE`,
      ),
    )
    .join('\n');

/** An import whose file has come, and which the running process leaves alone. */
async function waitingImport(file: string): Promise<string> {
  const { uploadUrl, customerImport } = await files.ask({ byteSize: Buffer.byteLength(file) });
  const { id } = customerImport as { id: string };
  const address = new URL(String(uploadUrl)).searchParams.get('token') ?? '';
  const { database } = accounts;
  const messaging = {
    transact: <Result>(work: (tx: never, send: never) => Promise<Result>) =>
      database.transaction((tx) => work(tx as never, (() => undefined) as never)),
  };
  const parts = { messaging, now: accounts.now } as unknown as Parameters<typeof receiveFile>[0];
  expect(await receiveFile(parts, { token: address, bytes: Buffer.from(file) })).toBe('received');
  return id;
}

it('goes on exactly where a process has died, wherever that was: nobody is lost and nobody comes twice', async () => {
  const howMany = 8;
  const id = await waitingImport(fileOf('dies', howMany));
  let time = Date.parse('2031-01-01');
  let deaths = 0;
  for (let diesAt = 1; (await files.read(id)).status !== 'COMPLETED'; diesAt = (diesAt % 3) + 1) {
    const when = deaths % 2 === 0 ? 'before' : 'behind';
    time += 60_000; // by then nobody holds it any more
    await workImports(processOf(new Date(time), { diesAt, when })).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Death);
      deaths += 1;
    });
  }
  expect(deaths).toBeGreaterThan(4);
  const seen = await files.read(id);
  expect(seen).toMatchObject({
    created: howMany,
    updated: 0,
    unchanged: 0,
    failed: 0,
    linesRead: howMany + 1,
  });
  expect(seen.lines.nodes.map(({ line }) => line)).toEqual(
    Array.from({ length: howMany }, (_, at) => at + 2),
  );
  const made = await accounts.database.prisma.user.findMany({
    where: { email: { startsWith: 'dies-' } },
    include: { addresses: true },
  });
  expect(made.map(({ addresses }) => addresses.length)).toEqual(Array.from({ length: howMany }, () => 1));
  expect(await accounts.database.prisma.customerImportPiece.count({ where: { importId: id } })).toBe(0);
});

it('is worked by one process, whoever thinks that it is theirs', async () => {
  const id = await waitingImport(fileOf('both', 6));
  // The second comes when the lease of the first is over, while the first has noticed nothing of that.
  const times = ['2032-01-01', '2033-01-01', '2034-01-01'].map((text) => new Date(text));
  await Promise.all(times.map((time) => workImports(processOf(time))));
  expect(await files.read(id)).toMatchObject({ status: 'COMPLETED', created: 6, unchanged: 0, failed: 0 });
});

it('ends where it is cancelled, and its file is deleted', async () => {
  const id = await waitingImport(fileOf('ends', 5));
  const process = processOf(accounts.now());
  let count = 0;
  await workImports({ ...process, isStopping: () => (count += 1) > 3 });
  const desk = staffDesk(accounts);
  const of =
    '... on CustomerImportCancelSuccess { customerImport { status } } ... on CustomerImportOverError { status }';
  const cancelled = await desk.mutate('customerImportCancel', { id, reason: 'Wrong file.' }, { token, of });
  expect(cancelled).toMatchObject({ customerImport: { status: 'CANCELLED' } });
  await workImports(process);
  expect(await files.read(id)).toMatchObject({ status: 'CANCELLED', created: 2 });
  expect(await accounts.database.prisma.customerImportPiece.count({ where: { importId: id } })).toBe(0);
  const missing = await desk.mutate('customerImportCancel', { id: randomUUID() }, { token });
  expect(missing.__typename).toBe('CustomerImportNotFoundError');
});

it('refuses files that are too large or have no name, and staff who do not keep customers', async () => {
  const refused = await files.ask({ byteSize: 20_000_001, filename: '' });
  expect(refused['fields']).toEqual([
    { path: ['filename'], code: 'REQUIRED' },
    { path: ['byteSize'], code: 'OUT_OF_RANGE' },
  ]);
  const { tokens } = await staffDesk(accounts).hire('packer@example.com', builtIn.warehouse);
  const { errors } = await accounts.graphql('{ customerImports { totalCount } }', {}, tokens.accessToken);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

it('takes a file once, as long as was said, while its address is good, of whoever has it', async () => {
  const file = 'Email\none@example.com\n';
  const { uploadUrl } = await files.ask({ byteSize: file.length });
  expect(await files.send(uploadUrl, `${file} `)).toBe(400);
  expect(await files.send(`${String(uploadUrl)}x`, file)).toBe(403);
  expect(await files.send(uploadUrl, file)).toBe(201);
  expect(await files.send(uploadUrl, file)).toBe(409);
  const late = await files.ask({ byteSize: file.length });
  accounts.advanceSeconds(60 * 60);
  expect(await files.send(late['uploadUrl'], file)).toBe(403);
});
