import { contracts } from './contracts.ts';
import type { MessageContract } from './define-message.ts';

/** A contract that merchants are told of. */
export type MerchantContract = MessageContract & Required<Pick<MessageContract, 'forMerchants'>>;

/** The events that merchants may be told of: those of every domain that say what is told. */
export const merchantContracts = contracts.filter(
  (contract): contract is MerchantContract => contract.forMerchants !== undefined,
);
