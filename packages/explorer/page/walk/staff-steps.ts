import { sampleLogins } from '@cartwright/sample-data';
import { at, learned } from './known.ts';
import type { Step } from './step.ts';
import staffSayItArrived from './steps/StaffSayItArrived.graphql?raw';
import staffSeeWhatHangs from './steps/StaffSeeWhatHangs.graphql?raw';
import staffSendAParcel from './steps/StaffSendAParcel.graphql?raw';
import staffSignIn from './steps/StaffSignIn.graphql?raw';

const login = sampleLogins.find(({ role }) => role === 'STAFF');

/** What staff do with an order, and where they see what hangs. */
export const staffSteps: readonly Step[] = [
  {
    title: 'Staff sign in',
    speaker: 'staff',
    document: staffSignIn,
    variables: () => ({ input: { email: login?.email, password: login?.password } }),
  },
  {
    title: 'Staff send a parcel',
    speaker: 'staff',
    document: staffSendAParcel,
    variables: ({ known, fresh }) => ({
      input: {
        idempotencyKey: fresh(),
        orderId: known('orderId'),
        carrier: 'DHL',
        trackingNumber: '00340434161094042557',
      },
    }),
    learns: (data) => learned({ fulfillmentId: at(data, 'orderFulfillmentCreate.fulfillment.id') }),
  },
  {
    title: 'Staff say it arrived',
    speaker: 'staff',
    document: staffSayItArrived,
    variables: ({ known }) => ({ input: { fulfillmentId: known('fulfillmentId') } }),
  },
  { title: 'Staff see what hangs', speaker: 'staff', document: staffSeeWhatHangs },
];
