export { Refusal } from '@cartwright/transfer';
