import { parseArgs } from 'node:util';

const usage = 'Usage: npm start -- [--products N] [--port N]';

/** The options of `npm start`. */
export interface StartOptions {
  /** How many products the sample data has; undefined for the default, or what is there already. */
  readonly products: number | undefined;
  /** The gateway's port; undefined for 4000 or the next free one. */
  readonly port: number | undefined;
}

/**
 * Reads the command line.
 * @throws Error that shows the usage when it is not understood.
 */
export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parseOptions(args);
  return {
    products: wholeNumber('--products', values.products, 10_000_000),
    port: wholeNumber('--port', values.port, 65_535),
  };
}

function parseOptions(args: readonly string[]): { values: { products?: string; port?: string } } {
  try {
    return parseArgs({
      args: [...args],
      options: { products: { type: 'string' }, port: { type: 'string' } },
    });
  } catch (error) {
    throw new Error(usage, { cause: error });
  }
}

function wholeNumber(name: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return value;
  throw new Error(`${name} takes a whole number from 1 to ${maximum}, not "${text}". ${usage}`);
}
