import { decodeText } from './decode-text.ts';
import { FileFault } from './file-fault.ts';

/** A line of a file of JSON Lines (https://jsonlines.org): what it holds, or that it is no JSON. */
export type JsonLine = { readonly line: number } & (
  { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'not-json' }
);

const maxLineLength = 1_000_000;

/** Reads JSON Lines one after the other; empty lines are passed over. @throws FileFault where they are no text, or a line is far too long */
export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  let line = 0;
  let rest = '';
  for await (const piece of decodeText(bytes)) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      yield* readLine(text, line);
    }
    if (rest.length > maxLineLength) throw new FileFault(tooLong(line + 1));
  }
  yield* readLine(rest, line + 1);
}

function* readLine(text: string, line: number): Generator<JsonLine> {
  if (text.length > maxLineLength) throw new FileFault(tooLong(line));
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    yield { kind: 'not-json', line };
    return;
  }
  yield { kind: 'value', line, value };
}

function tooLong(line: number): string {
  return `Line ${line} is longer than ${maxLineLength} characters.`;
}
