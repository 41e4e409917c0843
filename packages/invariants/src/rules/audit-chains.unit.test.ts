import { change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('audit-holds', [
  {
    what: 'an entry was changed',
    broken: change('chains', { domain: 'products' }, { broken: { position: 2, fault: 'CHANGED' } }),
    says: 'of the audit trail of products, entry 2 is CHANGED',
    always: true,
  },
  {
    what: 'entries were cut off that another domain had heard of',
    broken: change(
      'chains',
      { domain: 'products' },
      { entries: 2, broken: { position: 3, fault: 'MISSING' } },
    ),
    says: 'of the audit trail of products, entry 3 is MISSING',
    always: true,
  },
  {
    what: 'nobody has heard of an entry',
    broken: change('chains', { domain: 'orders' }, { witnessed: 0 }),
    says: 'of the audit trail of orders, accounts has heard of 0 of 1 entries',
  },
]);
