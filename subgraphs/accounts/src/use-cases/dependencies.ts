import type { Messaging } from '@cartwright/messaging';
import type { AccessTokens } from '../identity/access-tokens.ts';
import type { Passwords } from '../identity/passwords.ts';
import type { AccountsRepository } from '../repository/accounts-repository.ts';
import type { Transaction } from '../repository/transaction.ts';

/** What the use cases of accounts are built from. */
export interface Dependencies {
  readonly repository: AccountsRepository;
  readonly transact: Messaging<Transaction>['transact'];
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly now: () => Date;
  readonly newId: () => string;
}
