import { contracts, type Domain } from '@cartwright/events';
import type { AnyContract } from '@cartwright/messaging';

/** What a subgraph's rooms send and handle. */
export interface SentAndHandled {
  readonly publishes: readonly AnyContract[];
  readonly consumes: readonly { readonly contract: AnyContract }[];
}

/**
 * Holds what a subgraph sends and handles against the contracts.
 * @throws TypeError naming each message that it should send or handle and does not, or does and should not
 */
export function checkMessages(domain: Domain, { publishes, consumes }: SentAndHandled): void {
  const handled = new Set(consumes.map(({ contract }) => contract.type));
  const sent = new Set(publishes.map(({ type }) => type));
  const problems = contracts.flatMap(({ type, source, readers, isFollowed }) => {
    const shouldHandle = readers.includes(domain) && isFollowed !== true;
    const shouldSend = source === domain;
    return [
      ...(shouldHandle && !handled.has(type)
        ? [`has no handler for ${type}, whose contract names it as a reader`]
        : []),
      ...(!shouldHandle && handled.has(type)
        ? [`handles ${type}, whose contract does not name it as a reader`]
        : []),
      ...(shouldSend && !sent.has(type) ? [`does not say that it sends ${type}`] : []),
    ];
  });
  if (problems.length > 0) throw new TypeError(problems.map((problem) => `${domain} ${problem}`).join('\n'));
}
