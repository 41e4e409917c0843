import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csvLines,
  FileFault,
  listCell,
  neutralised,
  readCsv,
  readJsonLines,
  readListCell,
  restored,
} from './mod.ts';

/** Bytes in pieces of a length, so that pieces end within characters and quotes. */
function* cut(content: string | Buffer, length: number): Generator<Buffer> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

const pieces = (content: string | Buffer, length = 7) => Readable.from(cut(content, length));

async function table(content: string | Buffer, length?: number) {
  const { columns, rows } = await readCsv(pieces(content, length));
  const read = [];
  for await (const { line, lastLine, cells } of rows)
    read.push({ line, lastLine, cells: [...cells.values()] });
  return { columns, rows: read };
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', ' ', 'a', '＝'),
  }),
);

describe('formulas', () => {
  it('are neutralised, and come back exactly', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(neutralised(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(restored(neutralised(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ["'=1", "''=1"],
    ["rock 'n' roll", "rock 'n' roll"],
    ["'tis", "'tis"],
  ])('%j is the cell %j', (text, cell) => expect(neutralised(text)).toBe(cell));
});

describe('a table', () => {
  it('comes back exactly as it was written, wherever its pieces end', async () => {
    const row = fc.array(anyText, { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 40 }), async (rows, length) => {
        const told = rows.filter((cells) => cells.some((cell) => cell !== ''));
        const read = await table(`first,second\r\n${csvLines(rows)}`, length);
        expect(read.rows.map(({ cells }) => cells)).toEqual(told);
      }),
    );
  });

  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['a byte order mark', '\uFEFFa,b\r\n1,2\r\n'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs', 'a\tb\r1\t2\r'],
    ['quotes', '"a","b"\n"1","2"\n\n'],
  ])('is read with %s', async (_name, content) => {
    const { columns, rows } = await table(content);
    expect([columns, rows.map(({ cells }) => cells)]).toEqual([['a', 'b'], [['1', '2']]]);
  });

  it('tells in which lines its rows are', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows } = await table(['a,b', '"1', '1",2', '', '3,4', ''].join(end));
      expect(rows.map(({ line, lastLine }) => [line, lastLine])).toEqual([
        [2, 3],
        [5, 5],
      ]);
    }
  });

  it.each([
    ['Latin-1', Buffer.from('a,b\nstra\u00dfe,1\n', 'latin1'), /not UTF-8/],
    ['nothing', '', /empty/],
    ['a quote without an end', 'a,b\n"1,2\n', /does not end/],
    ['quotes inside of a cell', 'a,b\n1"x",2\n', /not CSV at line 2/],
    ['a column twice', 'a,a\n', /there twice/],
    ['too many cells', 'a,b\n1,2,3\n', /Line 2 has more cells/],
    ['a row without an end', `a,b\n"${'x'.repeat(1_100_000)}`, /longer than/],
  ])('with %s is refused, and said why', async (_name, content, message) => {
    const reading = table(content, 100_000);
    await expect(reading).rejects.toThrow(FileFault);
    await expect(reading).rejects.toThrow(message);
  });
});

it('several texts in a cell come back exactly', () => {
  const one = anyText.map((text) => text.replaceAll(/[\r\n\t]/g, '').trim()).filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(one), (texts) => {
      expect(readListCell(listCell(texts))).toEqual(texts);
    }),
  );
});

describe('JSON Lines', () => {
  it('are read one after the other, and those that are no JSON are told', async () => {
    const lines = [];
    for await (const line of readJsonLines(pieces('{"a":1}\r\n\n{"b":\n{"c":"\\u00fc"}'))) lines.push(line);
    expect(lines).toEqual([
      { kind: 'value', line: 1, value: { a: 1 } },
      { kind: 'not-json', line: 3 },
      { kind: 'value', line: 4, value: { c: 'ü' } },
    ]);
  });

  it('end where one is far too long', async () => {
    const reading = (async () => {
      for await (const _line of readJsonLines(pieces('x'.repeat(1_100_000), 100_000)))
        expect(_line).toBeUndefined();
    })();
    await expect(reading).rejects.toThrow(FileFault);
  });
});
