import path from 'node:path';
import { defineCommand, valueOf, wholeNumber } from '@cartwright/command-line';
import type { ForeignSupergraph } from './config.ts';

interface Options {
  readonly supergraph: string;
  readonly subgraph?: Readonly<Record<string, readonly string[]>>;
  readonly key?: Readonly<Record<string, string>>;
  readonly port: number;
}

/** Reads what is typed after `npm run gateway --`. */
export function readForeignSupergraph(args: readonly string[]): ForeignSupergraph {
  const command = defineCommand(
    'npm run gateway --',
    'Starts the gateway alone, in front of any supergraph of Apollo Federation and its subgraphs.',
  )
    .requiredOption('--supergraph <file>', 'the composed supergraph; it is read again when it changes')
    .option(
      '--subgraph <name=url>',
      'where a subgraph is, with its path, more replicas after commas; may be repeated',
      adding(addressesIn),
    )
    .option('--key <name=key>', 'what requests to a subgraph are signed with; may be repeated', adding(keyIn))
    .option('--port <number>', 'where it listens', wholeNumber({ max: 65_535 }), 4000);
  const options = command.parse([...args], { from: 'user' }).opts<Options>();
  return {
    supergraphFile: path.resolve(options.supergraph),
    subgraphUrls: options.subgraph ?? {},
    subgraphKeys: options.key ?? {},
    port: options.port,
  };
}

type Named<Value> = Readonly<Record<string, Value>>;

function adding<Value>(read: (text: string) => Named<Value>) {
  const readOne = valueOf(read);
  return (text: string, before: Named<Value> | undefined): Named<Value> => ({ ...before, ...readOne(text) });
}

function addressesIn(text: string): Named<readonly string[]> {
  const { name, value } = pairIn(text);
  const urls = value.split(',');
  for (const url of urls)
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new Error(`An address that begins with http:// or https:// is expected, not "${url}".`);
  return { [name]: urls };
}

function keyIn(text: string): Named<string> {
  const { name, value } = pairIn(text);
  return { [name]: value };
}

function pairIn(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf('=');
  if (at <= 0) throw new Error(`A name and a value are expected, as name=value, not "${text}".`);
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
