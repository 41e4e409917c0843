import type { Domain } from '@cartwright/events';
import type { AnyContract, MessageHandler } from '../consumer/handlers.ts';
import { Park } from '../consumer/handler-errors.ts';
import type { SqlTransaction } from '../store/sql.ts';

/** Seals texts for the domain that has the same key: `createSeal` of `packages/identity` makes one. */
export interface MessageSeal {
  readonly close: (text: string, owner: string) => string;
  /** @throws Error when it was sealed with another key, or for another owner */
  readonly open: (sealed: string, owner: string) => string;
}

/** With what a domain keeps the secrets of messages (`secrets` of a contract) from all but those who read them. */
export interface MessageSeals {
  /** Seals what this domain sends. */
  readonly own?: MessageSeal | undefined;
  /** Opens what others sent, by who sent it. */
  readonly of?: Readonly<Partial<Record<Domain, MessageSeal>>>;
}

type Secrets = Pick<AnyContract, 'type' | 'secrets'>;

/** Tells what is sealed from what earlier releases sent as it was. */
const mark = 'sealed:';

/** The data as it is kept and sent, with its secrets sealed. @throws TypeError when there are some and there is no seal */
export function closeSecrets(contract: Secrets, seal: MessageSeal | undefined, data: unknown): unknown {
  return mapSecrets(contract, data, (text) => {
    if (seal === undefined)
      throw new TypeError(`${contract.type} has secrets, and nothing to seal them with`);
    return mark + seal.close(text, contract.type);
  });
}

/** The data as its reader sees it. @throws Error when it was sealed with another key */
export function openSecrets(contract: Secrets, seal: MessageSeal, data: unknown): unknown {
  return mapSecrets(contract, data, (text) =>
    text.startsWith(mark) ? seal.open(text.slice(mark.length), contract.type) : text,
  );
}

/**
 * The same handler, with the secrets of its messages opened.
 * @throws TypeError when there are some and there is nothing to open them with: a configuration fault
 */
export function opening<Tx extends SqlTransaction>(
  handler: MessageHandler<Tx>,
  seals: MessageSeals,
): MessageHandler<Tx> {
  const { contract } = handler;
  if ((contract.secrets ?? []).length === 0) return handler;
  const seal = seals.of?.[contract.source];
  if (seal === undefined) throw new TypeError(`${contract.type} has secrets, and nothing to open them with`);
  const open = (data: unknown): unknown => {
    try {
      return openSecrets(contract, seal, data);
    } catch {
      throw new Park(`The secrets of ${contract.type} were sealed with another key`);
    }
  };
  return { ...handler, parse: (data) => handler.parse(open(data)) };
}

function mapSecrets({ secrets = [] }: Secrets, data: unknown, change: (text: string) => string): unknown {
  if (secrets.length === 0 || typeof data !== 'object' || data === null) return data;
  const fields = Object.entries(data).map(([name, value]: [string, unknown]) => [
    name,
    secrets.includes(name) && typeof value === 'string' ? change(value) : value,
  ]);
  return Object.fromEntries(fields) as unknown;
}
