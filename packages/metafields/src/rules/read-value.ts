import { Fault, isStorable, lineReader, linesReader, tidyLine, type FieldReader } from '@cartwright/input';
import { z } from 'zod';
import type { MetafieldType } from './metafield.ts';
import { readMoney } from './metafield-money.ts';
import { readReference } from './metafield-reference.ts';
import { parsed } from './parsed.ts';

/** In characters; of JSON in bytes. */
const maxLength = 5000;
const maxJsonBytes = 16 * 1024;
const maxUrlLength = 2000;
const maxItems = 100;

const integer = /^-?(0|[1-9]\d{0,15})$/;
const decimal = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;
const dateTime = z.iso.datetime({ offset: true });
const date = z.iso.date();

type ListType = Extract<MetafieldType, `LIST_OF_${string}`>;
type OneType = Exclude<MetafieldType, ListType>;

const malformed = (message: string) => new Fault('INVALID_FORMAT', message);
const line = lineReader(tidyLine, maxLength);

/** Reads a line, then what it says. */
function lineOf(read: (text: string) => string | Fault): FieldReader<string> {
  return (given) => {
    const tidied = line(given);
    return tidied instanceof Fault ? tidied : read(tidied);
  };
}

const readers: Record<OneType, FieldReader<string>> = {
  SINGLE_LINE_TEXT: line,
  MULTI_LINE_TEXT: linesReader(maxLength),
  INTEGER: lineOf((text) =>
    integer.test(text) && Number.isSafeInteger(Number(text))
      ? String(BigInt(text))
      : malformed('Please use a whole number of at most 16 digits: `42`.'),
  ),
  DECIMAL: lineOf((text) =>
    decimal.test(text)
      ? tidyDecimal(text)
      : malformed('Please use a number with at most 18 digits before the point and 12 behind it: `4.25`.'),
  ),
  BOOLEAN: lineOf((text) =>
    text === 'true' || text === 'false' ? text : malformed('Please use `true` or `false`.'),
  ),
  DATE: lineOf((text) =>
    date.safeParse(text).success ? text : malformed('Please use a day as `2026-11-28`.'),
  ),
  DATE_TIME: lineOf(readDateTime),
  URL: lineOf(readUrl),
  JSON: readJson,
  MONEY: lineOf(readMoney),
  REFERENCE: lineOf(readReference),
};

const itemTypes: Record<ListType, OneType> = {
  LIST_OF_SINGLE_LINE_TEXT: 'SINGLE_LINE_TEXT',
  LIST_OF_INTEGER: 'INTEGER',
  LIST_OF_DECIMAL: 'DECIMAL',
  LIST_OF_DATE: 'DATE',
  LIST_OF_DATE_TIME: 'DATE_TIME',
  LIST_OF_URL: 'URL',
};

/** Reads a value by its type: in the one form that the type has, or what is wrong with it. */
export function readValue(type: MetafieldType, given: string): string | Fault {
  return isListType(type) ? readList(readers[itemTypes[type]], given) : readers[type](given);
}

/** What the items of a list are; of all else, what it is. */
export function itemTypeOf(type: MetafieldType): MetafieldType {
  return isListType(type) ? itemTypes[type] : type;
}

/** The items of a list in its one form; of all else, the value. */
export function itemsOf(type: MetafieldType, value: string): readonly string[] {
  return isListType(type) ? (JSON.parse(value) as string[]) : [value];
}

function isListType(type: MetafieldType): type is ListType {
  return type in itemTypes;
}

/** As short as it can be said: `4.25` for `4.250`, and 0 without a sign. */
function tidyDecimal(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/** In UTC, where the year has four digits as well. */
function readDateTime(text: string): string | Fault {
  const kept = dateTime.safeParse(text).success ? new Date(text).toISOString() : '';
  return dateTime.safeParse(kept).success
    ? kept
    : malformed('Please use a time with its zone: `2026-11-28T09:30:00Z`.');
}

function readUrl(text: string): string | Fault {
  const url = text.length > maxUrlLength ? null : URL.parse(text);
  const isPlain = url !== null && url.username === '' && url.password === '';
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:')
    ? url.href
    : malformed('Please use an address that begins with https:// or http://, of at most 2,000 characters.');
}

/** Kept as it was written, so that no digit of a number is lost. */
function readJson(given: string | null): string | Fault {
  if (given === null || given.trim() === '') return new Fault('REQUIRED', 'Please fill this in.');
  const text = given.trim();
  if (Buffer.byteLength(text) > maxJsonBytes) return new Fault('TOO_LONG', 'Please use at most 16 KiB.');
  return isStorable(text) && parsed(text) !== undefined
    ? text
    : malformed('Please use JSON: `{"material": "oak"}`.');
}

function readList(readItem: FieldReader<string>, given: string): string | Fault {
  const items = parsed(given);
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string'))
    return malformed('Please use a JSON list of texts: `["one", "two"]`.');
  if (items.length === 0) return new Fault('REQUIRED', 'Please name one thing or more.');
  if (items.length > maxItems) return new Fault('TOO_LONG', `Please use at most ${maxItems} items.`);
  const read = items.map(readItem);
  const fault = read.find((item) => item instanceof Fault);
  if (fault !== undefined) return fault;
  const list = JSON.stringify(read);
  return list.length > maxLength
    ? new Fault('TOO_LONG', `Please use at most ${maxLength} characters.`)
    : list;
}
