// Every file of contracts: what is exported here is a contract that senders, readers and the catalogue are held against.
export * from './accounts.ts';
export * from './carts.ts';
export * from './catalog.ts';
export * from './catalogue-changes.ts';
export { dataExportRequested, dataRequestCompleted } from './data-requests.ts';
export * from './inventory.ts';
export * from './orders.ts';
export * from './payments.ts';
export * from './users.ts';
