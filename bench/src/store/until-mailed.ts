import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const lookEachMs = 100;
const mostMs = 120_000;

/** How many mails lie in a mailbox's directory. */
export async function mailsIn(directory: string): Promise<number> {
  const files = await readdir(directory).catch(() => []);
  return files.filter((file) => file.endsWith('.eml')).length;
}

/** Waits until so many lie there; looking costs the shop nothing. @throws after two minutes */
export async function untilMailed(directory: string, expected: number): Promise<void> {
  const lastMs = performance.now() + mostMs;
  for (;;) {
    const mails = await mailsIn(directory);
    if (mails >= expected) return;
    if (performance.now() > lastMs) throw new Error(`Only ${mails} of ${expected} mails have come.`);
    await setTimeout(lookEachMs);
  }
}
