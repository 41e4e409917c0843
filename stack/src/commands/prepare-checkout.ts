import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateCode, generateDocuments } from '../preparation/generate-code.ts';
import { Owned } from '../processes/owned.ts';
import type { Reporter } from '../progress/reporter.ts';

/** Generates the code that the sources compile against, for a command that opens no store; keeps the log on failure. */
export async function prepareCheckout(reporter: Reporter): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-checkout-'));
  const preparation = { dataDir, owned: new Owned() };
  await reporter.step('Generated code', async () => {
    await generateCode(preparation);
    await generateDocuments(preparation);
  });
  rmSync(dataDir, { recursive: true, force: true });
}
